"""What members are told inside the app: by events, to those they concern, until they have read it."""

import time
from typing import Any
from uuid import UUID, uuid4

from danceai.auth.listening import on_analysis_deleted, on_analysis_failed, on_analysis_finished
from danceai.auth.seeding import known_id
from danceai.common.contracts.analyses import AnalysisDeleted, AnalysisFailed, AnalysisFinished, StageName
from danceai.common.contracts.base import Dance
from danceai.local.client import Client
from danceai.local.layout import DEMO_STUDIO
from tests.support.beside import beside, working_in
from tests.support.platform import RunningPlatform
from tests.support.two_studios import World, signed_in

COUPLE = known_id(DEMO_STUDIO, "couple")


async def _told(running: RunningPlatform, user: UUID) -> list[UUID]:
    """One that is finished, one that has failed."""
    ids = [uuid4(), uuid4()]
    facts: dict[str, Any] = {"session_id": uuid4(), "couple_id": COUPLE, "dance": Dance.TANGO, "started_by": user}
    async with beside(running, "auth") as service:
        async with working_in(service) as work:
            await on_analysis_finished(AnalysisFinished(analysis_id=ids[0], score=None, **facts), work)
        async with working_in(service) as work:
            failed = AnalysisFailed(
                analysis_id=ids[1], stage=StageName.CHECK, code="no_video", message="No video.", **facts
            )
            await on_analysis_failed(failed, work)
    return ids


def _kinds(client: Client, query: str = "") -> tuple[list[str], int]:
    page = client.call("GET", f"/v1/notifications{query}")
    return [one["kind"] for one in page["notifications"]], page["unread"]


async def test_whoever_started_it_is_told_and_nobody_else(world: World, running: RunningPlatform) -> None:
    user, email = world.member("trainer", "told")
    _, other = world.member("trainer", "untold")
    finished, failed = await _told(running, user)
    with signed_in(running, email) as client, signed_in(running, other) as stranger:
        assert _kinds(client) == (["analysis_failed", "analysis_finished"], 2)
        newest = client.call("GET", "/v1/notifications?limit=1")["notifications"][0]
        assert (newest["analysis_id"], newest["message"], newest["code"]) == (str(failed), "No video.", "no_video")
        assert _kinds(stranger) == ([], 0)
        stranger.call("POST", "/v1/notifications/read", {"notification_ids": [newest["id"]]})
        stranger.call("POST", "/v1/notifications/read", {})
        assert _kinds(client)[1] == 2, "nobody reads for somebody else"
        client.call("POST", "/v1/notifications/read", {"notification_ids": [newest["id"]]})
        assert _kinds(client, "?unread=true") == (["analysis_finished"], 1)
        client.call("POST", "/v1/notifications/read", {})
        assert _kinds(client) == (["analysis_failed", "analysis_finished"], 0)
        async with beside(running, "auth") as service, working_in(service) as work:
            await on_analysis_deleted(AnalysisDeleted(analysis_id=finished, unused_poses=[]), work)
        assert _kinds(client) == (["analysis_failed"], 0)


def test_a_finished_analysis_is_news(world: World, trainer: Client, finished_sample: dict[str, Any]) -> None:
    deadline = time.monotonic() + 20
    while True:
        page = trainer.call("GET", "/v1/notifications?limit=500")
        if finished_sample["id"] in [one["analysis_id"] for one in page["notifications"]]:
            return
        assert time.monotonic() < deadline, "nobody was told"
        time.sleep(0.1)
