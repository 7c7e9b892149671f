"""What is asked of whoever draws couples, and what is told of each picture: both sides read it."""

from pydantic import BaseModel

from danceai.training.fine_tuning.assignment import Joints

ORDER = "rendering.json"
"""Name of the file in the folder"""
WIDTH, HEIGHT = 512, 448
"""Pixels of a picture"""


class Truth(BaseModel):
    """A picture that has been written, and the joints of both."""

    couple: int
    number: int
    people: list[Joints]


def name_files(couple: int, number: int) -> tuple[str, str]:
    """The picture and its thumbnail."""
    return f"{couple:03d}_{number:04d}.jpg", f"{couple:03d}_{number:04d}.small.jpg"
