"""What an honest model would tell."""

from typing import Any

from danceai.coaching.evaluations.subject import Subject
from danceai.coaching.evaluations.wording import read_wording
from danceai.common.numbers import write_number


def truth(subject: Subject) -> dict[str, Any]:
    """What an honest model would tell: numbers and moments of the analysis, sentences of its own."""
    words, work = read_wording(subject.language), []
    for name, rows in subject.grouped_faults():
        row = rows[0]
        fault, value = subject.words.faults[row.metric], subject.metrics[row.metric].value
        number = write_number(value or 0, fault.digits, words.phrases["decimal"])
        work.append(
            {
                "deficit": name,
                "observation": f"{fault.title}: {number}{fault.suffix}.",
                "metrics": [row.metric],
                "moments": [float(write_number(moment, 1)) for moment in row.moments],
                "cause": words.advice[name]["cause"],
                "exercise": words.advice[name]["exercise"],
            }
        )
    return {"strengths": [], "work": work, "closing": words.phrases["no_deficit"]}
