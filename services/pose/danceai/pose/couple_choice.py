"""Which two of all bodies are the couple: size, nearness, moving together, being there all the time. Pure."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danceai.common.poses import Bodies
from danceai.pose.similarity import area, oks

LINK_SECONDS = 0.5
LINK_COST = 1.2
"""Largest mean joint distance (in trunk heights) between sightings of one body."""


@dataclass
class Tracklet:
    """Sightings of one body: rows of the table, one per frame at most."""

    rows: list[int]
    frames: list[int]


def _height(joints: NDArray[np.float32]) -> float:
    return float(np.nanmax(joints[:17, 1]) - np.nanmin(joints[:17, 1])) + 1e-6


def _distance(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
    gap = np.hypot(*(a[:17, :2] - b[:17, :2]).T)
    return float(np.nanmedian(gap)) / (0.28 * max(_height(a), _height(b)))


def link(bodies: Bodies, fps: float) -> list[Tracklet]:
    """Tracklets by greedy nearest continuation; short gaps are bridged."""
    open_tracks: list[Tracklet] = []
    tracks: list[Tracklet] = []
    for frame in np.unique(bodies.frame):
        rows = np.flatnonzero(bodies.frame == frame)
        open_tracks = [t for t in open_tracks if frame - t.frames[-1] <= LINK_SECONDS * fps]
        costs = sorted(
            (_distance(bodies.keypoints[t.rows[-1]], bodies.keypoints[row]), i, int(row))
            for i, t in enumerate(open_tracks) for row in rows
        )  # fmt: skip
        taken_tracks: set[int] = set()
        taken_rows: set[int] = set()
        for cost, i, near in costs:
            if cost > LINK_COST or i in taken_tracks or near in taken_rows:
                continue
            open_tracks[i].rows.append(near)
            open_tracks[i].frames.append(int(frame))
            taken_tracks.add(i)
            taken_rows.add(near)
        for row in rows:
            if int(row) not in taken_rows:
                track = Tracklet([int(row)], [int(frame)])
                open_tracks.append(track)
                tracks.append(track)
    return [track for track in tracks if len(track.rows) >= 3]


def frame_scores(bodies: Bodies, rows: NDArray[np.intp]) -> list[tuple[float, int, int]]:
    """(score, row, row) of every pair of bodies in one frame, best first: tall, near each other, sure, distinct."""
    pairs = []
    tallest = max(_height(bodies.keypoints[row]) for row in rows)
    for i, a in enumerate(rows):
        for b in rows[i + 1 :]:
            first, second = bodies.keypoints[a], bodies.keypoints[b]
            heights = _height(first), _height(second)
            gap = abs(float(np.nanmean(first[5:13, 0]) - np.nanmean(second[5:13, 0]))) / max(heights)
            same = oks(first[:17], second[:17], area(second[:17]))
            level = abs(float(np.nanmax(first[:17, 1]) - np.nanmax(second[:17, 1]))) / max(heights)
            score = (
                1.5 * min(heights) / tallest - 1.2 * min(gap, 2.0) - 1.0 * level
                + 0.5 * float(bodies.score[a] + bodies.score[b]) - 1.0 * same
            )  # fmt: skip
            pairs.append((score, int(a), int(b)))
    return sorted(pairs, reverse=True)


@dataclass(frozen=True)
class Reference:
    """What the chosen couple looks like: everything later is measured against it."""

    seen: NDArray[np.float32]
    """(sightings, 3): frame, x and y of one dancer's trunk, pixels"""
    height: float
    """Median height of the two, pixels"""
    colours: NDArray[np.float32]
    """(2, 3) median trunk colour of each, CIELAB"""


def choose_couple(bodies: Bodies, fps: float) -> Reference | None:
    """The couple among everybody; None when no two people are ever seen together.

    Every pair of tracklets that are seen together earns its frame scores; the pair whose sum is largest wins, so
    that somebody who crosses the picture, or a taller bystander alone, does not.
    """
    tracks = link(bodies, fps)
    track_of = {row: number for number, track in enumerate(tracks) for row in track.rows}
    earned: dict[tuple[int, int], float] = {}
    for frame in np.unique(bodies.frame):
        rows = np.array([r for r in np.flatnonzero(bodies.frame == frame) if int(r) in track_of])
        if len(rows) < 2:
            continue
        for score, a, b in frame_scores(bodies, rows):
            key = (min(track_of[a], track_of[b]), max(track_of[a], track_of[b]))
            earned[key] = earned.get(key, 0.0) + max(score, 0.0)
    if not earned:
        return None
    best = max(earned, key=lambda key: earned[key])
    rows = np.array([row for number in best for row in tracks[number].rows])
    seen = np.array([
        [bodies.frame[row], np.nanmean(bodies.keypoints[row, 5:13, 0]), np.nanmean(bodies.keypoints[row, 5:13, 1])]
        for row in rows
    ], np.float32)  # fmt: skip
    height = float(np.median([_height(bodies.keypoints[row]) for row in rows]))
    colours = np.stack([np.nanmedian(bodies.colour[tracks[number].rows], axis=0) for number in best])
    return Reference(seen[np.argsort(seen[:, 0], kind="stable")], height, colours.astype(np.float32))
