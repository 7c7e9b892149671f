"""Which frames are taken, and which of them are looked at first."""

from pathlib import Path

import numpy as np

from danceai.common.contracts.datasets import Selection
from danceai.common.contracts.frames import Suspicion
from danceai.common.poses import KeyPoints
from danceai.common.skeleton import ANKLES, ELBOWS, HEAD, HIPS, KNEES, WRISTS
from danceai.training.choosing import choose_frames, measure_overlap, thin_out
from danceai.training.films import leave_out_alike, read_pictures
from danceai.training.matching import choose_dancers
from danceai.training.suspicion import judge
from synthetic_couple.knobs import Knobs
from synthetic_couple.performance import perform
from tests.support.cards import read_number
from tests.support.figures import FigureBook
from tests.support.synthetic import white_poses

FPS = 30.0


def _apart_then_close() -> KeyPoints:
    """Two dancers of two joints: beside each other, and one over the other for a second of every four."""
    poses = KeyPoints.unknown(1200, 2, 133)
    close = (np.arange(1200) // 30) % 4 == 3
    for person in (0, 1):
        left = np.where(close, 100 + 20 * person, 100 + 300 * person)
        for joint, (x, y) in enumerate(((0, 0), (80, 300))):
            poses.xy[:, person, joint] = np.stack([left + x, np.full(1200, 50 + y)], -1)
            poses.confidence[:, person, joint] = 0.9
    return poses


def test_close_holds_are_preferred_and_chance_is_the_same_each_time() -> None:
    poses = _apart_then_close()
    overlap = measure_overlap(poses)
    assert overlap[0] == 0 and overlap[100] > 0.5
    shares = [
        np.mean(overlap[choose_frames(poses, FPS, Selection(every_seconds=4, close_hold=bias), 1)] > 0)
        for bias in (0.0, 0.5, 1.0)
    ]
    assert shares[0] == 0 and 0.3 < shares[1] < 1 and shares[2] == 1
    chosen = [choose_frames(poses, FPS, Selection(), seed) for seed in (5, 5, 6)]
    assert chosen[0] == chosen[1] != chosen[2]
    assert all(np.diff(chosen[0]) > 0)


def test_frames_without_both_dancers_are_not_taken() -> None:
    poses = _apart_then_close()
    poses.xy[:600, 1] = np.nan
    assert min(choose_frames(poses, FPS, Selection(every_seconds=1), 1)) >= 600
    assert choose_frames(KeyPoints.unknown(90, 2, 133), FPS, Selection(), 1) == []
    assert thin_out(list(range(100)), 3) == [0, 50, 99]


def test_pictures_are_those_of_the_numbers_and_none_twice(shared: Path) -> None:
    cards, still = shared / "recordings" / "01_sound_late.mp4", shared / "recordings" / "40_couple_still.mp4"
    wanted = [3, 4, 90, 170, 171]
    assert [(n, read_number(picture)) for n, picture in read_pictures(cards, wanted, FPS)] == [(n, n) for n in wanted]
    assert len(list(leave_out_alike(read_pictures(still, [0, 30, 60], FPS), 4))) == 1
    assert len(list(leave_out_alike(read_pictures(still, [0, 30, 60], FPS), 0))) == 3


def test_the_lead_is_who_was_known_as_the_lead() -> None:
    """Bodies in any order, bystanders among them; whoever is not found is unknown, not somebody else."""
    poses = white_poses(perform(Knobs(seconds=1.0, fps=FPS)))[10].joints(slice(17))
    before = poses.xy.astype(np.float64)
    lead, follow, stranger = before[0] + 3.0, before[1] + 3.0, before[1] + 900.0
    assert choose_dancers(np.stack([stranger, follow, lead]), before) == [2, 1]
    assert choose_dancers(np.stack([stranger, follow]), before) == [None, 1]
    assert choose_dancers(np.empty((0, 17, 2)), before) == [None, None]
    unknown = np.full_like(before, np.nan)
    assert choose_dancers(np.stack([lead, follow]), unknown) == [0, 1]
    assert choose_dancers(lead[None], unknown) == [0, None]


def _plant(poses: KeyPoints, numbers: list[int]) -> None:
    """Faults of networks in close hold, each in one frame: wrists exchanged, an arm nobody has, no leg, her head."""
    chance = np.random.default_rng(7)
    for place, number in enumerate(numbers):
        person, side = int(chance.integers(2)), int(chance.integers(2))
        body = poses.xy[number, person]
        match place % 4:
            case 0:
                body[list(WRISTS)] = body[list(WRISTS[::-1])]
            case 1:
                away = np.array([140.0, -90.0]) * (1 if side else -1)
                body[ELBOWS[side]] += away / 2
                body[WRISTS[side]] += away
            case 2:
                for joint in (HIPS[side], KNEES[side], ANKLES[side]):
                    body[joint], poses.confidence[number, person, joint] = np.nan, np.nan
            case _:
                body[HEAD] = poses.xy[number, 1 - person, HEAD] + 4


def test_the_worst_frames_come_first(figure: FigureBook) -> None:
    poses = white_poses(perform(Knobs(seconds=20.0, fps=FPS)))
    numbers = list(range(0, 600, 3))
    planted = sorted(np.random.default_rng(3).choice(numbers[1:-1], 30, replace=False).tolist())
    _plant(poses, planted)
    judged = judge(poses, numbers)
    worst = sorted(range(len(numbers)), key=lambda place: -judged[place].value)[:40]
    found = len({numbers[place] for place in worst} & set(planted))
    figure("training.worst_first", found, "of 30 among the first 40", ">= 27")
    assert found >= 27
    reasons = {reason for place in worst for reason in judged[place].reasons}
    assert {Suspicion.JUMP, Suspicion.MISSING} <= reasons
