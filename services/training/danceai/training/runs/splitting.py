"""Which frames are held out: whole couples, with all videos they are seen in. Pure."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np


@dataclass(frozen=True)
class Seen:
    """A frame, and who is in it."""

    frame_id: UUID
    analysis_id: UUID
    couple_id: UUID | None
    """None in frames older than the column: anybody of `perhaps`"""
    perhaps: tuple[UUID, ...]
    """The couples of its dataset"""


class _Groups:
    """Things that belong together, joined pair by pair."""

    def __init__(self) -> None:
        self._above: dict[Hashable, Hashable] = {}

    def of(self, thing: Hashable) -> Hashable:
        while (above := self._above.setdefault(thing, thing)) != thing:
            thing = above
        return thing

    def join(self, one: Hashable, other: Hashable) -> None:
        self._above[self.of(one)] = self.of(other)


def group(frames: Sequence[Seen]) -> dict[UUID, int]:
    """By frame the number of its group: frames of one couple, or of one video, are in one group."""
    groups = _Groups()
    for frame in frames:
        couples = (frame.couple_id,) if frame.couple_id else frame.perhaps
        for couple in couples:
            groups.join(frame.analysis_id, couple)
    order: dict[Hashable, int] = {}
    return {frame.frame_id: order.setdefault(groups.of(frame.analysis_id), len(order)) for frame in frames}


def hold_out(groups: dict[UUID, int], share: float, seed: int) -> set[UUID]:
    """Frames of groups drawn by chance until the share is reached; one group at least is left to learn from.

    Nobody is held out where there are fewer than two groups.
    """
    numbers, counts = np.unique(list(groups.values()), return_counts=True)
    if len(numbers) < 2:
        return set()
    chosen: set[int] = set()
    count = 0
    for place in np.random.default_rng(seed).permutation(len(numbers))[:-1]:
        if count >= share * counts.sum():
            break
        chosen.add(int(numbers[place]))
        count += int(counts[place])
    return {frame for frame, number in groups.items() if number in chosen}
