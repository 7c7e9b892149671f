"""The form of a model's answer: what it may say, and of what. Everything else is written by rules. Pure."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

TOOL = "write_evaluation"
Sentences = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=900)]
Names = Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=6)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ToldStrength(_Part):
    """What they do well."""

    text: Sentences
    metrics: Names


class ToldWork(_Part):
    """One thing to work on."""

    deficit: Annotated[str, Field(max_length=60)]
    observation: Sentences
    metrics: Names
    moments: Annotated[list[float], Field(max_length=6)] = []
    cause: Sentences
    exercise: Sentences


class Told(_Part):
    """The whole answer."""

    strengths: Annotated[list[ToldStrength], Field(max_length=2)]
    work: Annotated[list[ToldWork], Field(max_length=6)]
    closing: Sentences


_TEXT = {"type": "string"}
_NAMES = {"type": "array", "items": {"type": "string"}}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["strengths", "work", "closing"],
    "properties": {
        "strengths": {
            "type": "array",
            "maxItems": 2,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["text", "metrics"],
                "properties": {"text": _TEXT, "metrics": _NAMES},
            },
        },
        "work": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["deficit", "observation", "metrics", "cause", "exercise"],
                "properties": {
                    "deficit": _TEXT,
                    "observation": _TEXT,
                    "metrics": _NAMES,
                    "moments": {"type": "array", "items": {"type": "number"}},
                    "cause": _TEXT,
                    "exercise": _TEXT,
                },
            },
        },
        "closing": _TEXT,
    },
}
