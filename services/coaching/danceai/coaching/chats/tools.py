"""What a model may look up while it answers: of this analysis, this couple and this studio, and only to read."""

from dataclasses import dataclass
from typing import Any

from anthropic.types import ToolParam

from danceai.coaching.evaluations import rule_writer
from danceai.coaching.evaluations.prompt import describe_metric
from danceai.coaching.evaluations.subject import Subject

NEAR = 1.5
"""Seconds around a moment"""
_TEXT = {"type": "string"}


def _tool(name: str, description: str, /, **properties: dict[str, str]) -> ToolParam:
    schema: dict[str, Any] = {"type": "object", "properties": properties, "required": list(properties)}
    return {"name": name, "description": description, "input_schema": schema}


TOOLS = [
    _tool("metric", "One measurement with its interval, coverage, score and moments.", name=_TEXT),
    _tool("moment", "Which measurements have a moment near a second of the video.", second={"type": "number"}),
    _tool("compare_with_last_time", "What has changed since the couple's last dance of this kind."),
    _tool("principle", "What the studio's trainers hold to be true of a deficit.", deficit=_TEXT),
    _tool("phrase", "A sentence from the trainers' lessons about a deficit.", deficit=_TEXT),
]

FRAME = _tool(
    "frame",
    "A picture of the couple at a second of the video. For what is seen and was not measured; measure nothing in it.",
    second={"type": "number"},
)


@dataclass(frozen=True)
class LookUp:
    """What the tools answer from."""

    subject: Subject

    def use(self, name: str, given: Any) -> dict[str, Any]:
        """The answer of one tool; of what does not exist, that it does not."""
        asked = given if isinstance(given, dict) else {}
        match name:
            case "metric":
                return self._metric(str(asked.get("name")))
            case "moment":
                return self._moment(asked.get("second"))
            case "compare_with_last_time":
                return self._compare()
            case "principle" | "phrase":
                return self._quote(int(name == "phrase"), str(asked.get("deficit")))
            case _:
                return {"error": "there is no such tool"}

    def _metric(self, name: str) -> dict[str, Any]:
        metric = self.subject.spoken_of.get(name)
        if metric is None:
            known = self.subject.metrics.get(name)
            return {"error": "not assessable" if known else "there is no such metric"}
        return describe_metric(metric, self.subject)

    def _moment(self, second: Any) -> dict[str, Any]:
        if not isinstance(second, int | float):
            return {"error": "second must be a number"}
        near = [
            {"metric": name, "seconds": [f"{at:.1f}" for at in metric.moments if abs(at - second) <= NEAR]}
            for name, metric in self.subject.spoken_of.items()
            if any(abs(at - second) <= NEAR for at in metric.moments)
        ]
        return {"near": near}

    def _compare(self) -> dict[str, Any]:
        told = [part.text for row in rule_writer.compare(self.subject) for part in row.statements]
        return {"changes": told or "this is their first"}

    def _quote(self, which: int, deficit: str) -> dict[str, Any]:
        quote = self.subject.quotes(deficit)[which]
        return {"text": quote.text} if quote else {"error": "nothing was written about this"}
