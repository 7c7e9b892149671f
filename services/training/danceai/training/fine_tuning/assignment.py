"""What a trainer is told, and what it tells: both sides read it."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from danceai.common.contracts.training_runs import CurvePoint, Recipe

ASSIGNMENT, BASE, CHECKPOINT, WEIGHTS, OUTCOME = (
    "assignment.json",
    "base.tflite",
    "checkpoint.pt",
    "weights.tflite",
    "outcome.json",
)
"""Names of files in the folder"""
MISSING = 9
"""What a trainer ends with that lacks a package it needs"""
Joints = Annotated[list[float], Field(min_length=51, max_length=51)]


class Example(BaseModel):
    """A picture, and people's joints in it as COCO lists them."""

    model_config = ConfigDict(frozen=True)

    picture: str
    """Name of a file in the folder"""
    people: list[Joints]
    held_out: bool = False


class Assignment(BaseModel):
    """Who learns what, and how."""

    model_config = ConfigDict(frozen=True)

    recipe: Recipe
    examples: list[Example]
    threads: int = 1
    """Of the processor; the same for the whole of a run, for sums depend on it in their last digits"""


class Told(BaseModel):
    """A line: how far it is, and the curve as of the checkpoint that has just been written."""

    step: int
    loss: float
    curve: list[CurvePoint] | None = None


class Outcome(BaseModel):
    """What came of it."""

    curve: list[CurvePoint]
    steps: int
    stopped_early: bool
    difference: float
    """Between the written file where it is served and PyTorch, shares of a map's largest number, at most"""


def read_assignment(folder: Path) -> Assignment:
    """What a trainer is told."""
    return Assignment.model_validate_json((folder / ASSIGNMENT).read_text())
