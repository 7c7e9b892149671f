"""What may be tried again: never what would end the same way, and always what failed through our fault."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from danceai.common.confined.launcher import FileUnreadable
from danceai.common.contracts.analyses import LifeState, StageName
from danceai.common.contracts.base import Camera
from danceai.common.errors import Broken, JobFailed, NotFound, ProductError, Unavailable
from danceai.common.frame.reconciling import StoodStill
from danceai.common.messaging.worker import TookTooLong, WentWrong
from danceai.local.client import Client
from danceai.pose.models.entry import ModelMissing
from danceai.pose.tracking.follow import NoCouple
from danceai.scoring.analyses.life_cycle import Life
from danceai.scoring.analyses.stage_order import NEEDS, PER_CAMERA, why_not_again
from tests.support.beside import beside, working_in
from tests.support.platform import RunningPlatform, upload_and_start
from tests.support.two_studios import refusal

FOR_GOOD = [NoCouple, JobFailed, FileUnreadable, NotFound]
OUR_FAULT = [TookTooLong, StoodStill, WentWrong, Unavailable, Broken, ModelMissing]


@dataclass
class Planted:
    """A stage as it stands."""

    name: str
    camera: str = ""
    state: str = LifeState.DONE
    final: bool = False
    error_message: str | None = None


def _stages(**states: str) -> list[Planted]:
    """All stages of a session with two cameras; those not named are done. `pose_B="failed"` names one camera's."""
    planted = []
    for name in StageName:
        for camera in ("A", "B") if name in PER_CAMERA else ("",):
            key = f"{name}_{camera}" if camera else name.value
            planted.append(Planted(name.value, camera, states.get(key, "done"), error_message=f"{key} has failed."))
    return planted


def _one(stages: list[Planted], name: StageName, camera: str = "") -> Planted:
    return next(stage for stage in stages if (stage.name, stage.camera) == (name, camera))


@pytest.mark.parametrize("kind", FOR_GOOD)
def test_what_lies_in_the_recording_is_final(kind: type[ProductError]) -> None:
    assert kind("No.").final


@pytest.mark.parametrize("kind", OUR_FAULT)
def test_our_own_fault_is_not(kind: type[ProductError]) -> None:
    assert not kind("No.").final


def test_after_a_final_failure_nothing_is_offered_but_what_it_builds_on() -> None:
    stages = _stages(pose_B="failed", score="waiting", overlay="waiting", evaluate="waiting", report="waiting")
    for stage in stages:
        stage.final = stage.state == LifeState.FAILED
    for stage in stages:
        reason = why_not_again(LifeState.FAILED, stages, stage)
        assert reason is not None
        assert ("pose_B has failed." in reason) == ((stage.name, stage.camera) != ("check", "B")), stage
    late = _stages(score="failed", overlay="waiting", evaluate="waiting", report="waiting")
    _one(late, StageName.SCORE).final = True
    offered = [stage.name for stage in late if why_not_again(LifeState.FAILED, late, stage) is None]
    assert offered == [StageName.POSE, StageName.POSE], "other poses may make a difference"


@pytest.mark.parametrize("name", StageName)
def test_every_failure_of_ours_may_be_tried_again(name: StageName) -> None:
    later = {later.value: "waiting" for later in StageName if name in NEEDS[later] or name in PER_CAMERA}
    stages = _stages(**(later | {f"{name}_A": "failed", name.value: "failed"}))
    failed = _one(stages, name, "A" if name in PER_CAMERA else "")
    assert why_not_again(LifeState.FAILED, stages, failed) is None
    assert why_not_again(LifeState.WAITING, stages, failed) is not None


def test_a_check_that_is_done_belongs_to_its_video() -> None:
    stages = _stages()
    assert "belongs to the video" in str(why_not_again(LifeState.DONE, stages, stages[0]))


@pytest.mark.parametrize("final", [True, False])
async def test_how_a_stage_failed_stays_known(trainer: Client, running: RunningPlatform, *, final: bool) -> None:
    session = trainer.open_session(trainer.first_couple(), "waltz")["id"]
    video = {"session_id": session, "camera": "A", "file_name": "a.mp4", "size_bytes": 9}
    trainer.call("POST", "/v1/videos", video)
    analysis = trainer.start(session)["id"]
    error = NoCouple("Choose another file.") if final else TookTooLong("This took too long. That is our fault.")
    async with beside(running, "scoring") as service, working_in(service) as work:
        life = await Life.of(work, UUID(analysis))
        life.stage(StageName.CHECK, Camera.A).state = LifeState.DONE.value
        life.failed(StageName.POSE, Camera.A, error.reported_code, error.message, final=error.final)
    told = trainer.call("GET", f"/v1/analyses/{analysis}")
    assert [stage["name"] for stage in told["stages"] if stage["can_retry"]] == ([] if final else ["pose"])
    if final:
        refused = refusal(trainer, "POST", f"/v1/analyses/{analysis}/retry", {"stage": "pose", "camera": "A"})
        assert (refused.status, "Choose another file." in str(refused)) == (409, True)


def test_a_recording_that_cannot_be_read_offers_no_retry(trainer: Client, tmp_path: Path) -> None:
    (tmp_path / "waltz.mp4").write_text("This is a shopping list, not a video.\n" * 200)
    analysis = trainer.finished(upload_and_start(trainer, tmp_path / "waltz.mp4")["id"])
    assert analysis["state"] == "failed"
    assert not any(stage["can_retry"] for stage in analysis["stages"])
    for body in ({"stage": "check", "camera": "A"}, {"stage": "pose", "camera": "A"}, {"stage": "report"}):
        refused = refusal(trainer, "POST", f"/v1/analyses/{analysis['id']}/retry", body)
        assert (refused.status, analysis["error_message"] in str(refused)) == (409, True)
