"""How objects are named, and what kinds of them there are.

A key is `<studio>/<folder>/<owner>/...`: whose it is, whose service writes it, and the video, analysis or dataset it
belongs to. All three are read from the key, so the ledger cannot disagree with the store.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

ANY_STUDIO = "????????-????-????-????-????????????"
"""A studio's id in patterns of the store's rights; a question mark is one character"""


class Kind(StrEnum):
    """What an object is: what is kept for how long, and where, is decided by kind."""

    ORIGINAL = "original"
    """The bytes as they were uploaded"""
    RENDITION = "rendition"
    """The playable video and its sound track"""
    PICTURE = "picture"
    """Looked at once, for the quality report"""
    SEGMENT = "segment"
    """Bodies of a few seconds, until the couple has been followed"""
    POSES = "poses"
    OVERLAY = "overlay"
    REPORT = "report"
    """The PDF and the data files"""
    ATTACHMENT = "attachment"
    """What somebody has put beside what they say: a frame, a voice note"""
    FRAME = "frame"
    """A picture that pose models learn from, and its thumbnail"""
    EXPORT = "export"
    """A dataset as a file"""
    NETWORK = "network"
    """A pose model's file, and what a training run needs to go on"""


@dataclass(frozen=True, slots=True)
class Place:
    """What a key says."""

    studio_id: UUID
    folder: str
    owner_id: UUID


def place_of(key: str) -> Place:
    """Read a key. Raises ValueError for one that is not built as all are."""
    studio, folder, owner, rest = key.split("/", 3)
    if not rest or ".." in key:
        raise ValueError(f"{key} names no object")
    return Place(UUID(studio), folder, UUID(owner))


def pattern(bucket: str, folder: str) -> str:
    """All objects of a folder in every studio, as rights of the store are written."""
    return f"{bucket}/{ANY_STUDIO}/{folder}/*"
