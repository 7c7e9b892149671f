"""Analyses about which something must be known before their scores are read."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from danceai.common.contracts.base import Camera
from danceai.local.client import Client
from danceai.scoring.tables import AnalysisRow
from tests.support.beside import beside, working_in
from tests.support.platform import RunningPlatform, upload_and_start

CUT = 135
UNSURE = 0.61


async def _plant(running: RunningPlatform, analysis: UUID) -> None:
    """What ingest and pose would tell of another film: that it has a cut, and that who leads is a guess."""
    async with beside(running, "scoring") as service, working_in(service) as work:
        row = await work.find(AnalysisRow, analysis, lock=True)
        film, couple = row.films[Camera.A], row.poses[Camera.A]
        facts = film.facts.model_copy(update={"cuts": [CUT]})
        row.films = {Camera.A: film.model_copy(update={"facts": facts})}
        row.poses = {Camera.A: couple.model_copy(update={"lead_certainty": UNSURE})}


def rescored(client: Client, analysis: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The same poses scored again, to the end."""
    again = client.call("POST", f"/v1/analyses/{analysis['id']}/rescore", changed)
    finished = client.finished(again["id"])
    assert finished["state"] == "done", finished["error_message"]
    return finished


@pytest.fixture(scope="session")
def doubtful_sample(running: RunningPlatform, trainer: Client, finished_sample: dict[str, Any]) -> dict[str, Any]:
    """The sample couple, scored as if its film had a cut and pose were not sure who leads."""
    copy = trainer.call("POST", f"/v1/analyses/{finished_sample['id']}/rescore", {})
    trainer.call("POST", f"/v1/analyses/{copy['id']}/cancel")
    running.call(_plant(running, UUID(copy["id"])))
    return rescored(trainer, copy)


@pytest.fixture(scope="session")
def swapped_sample(trainer: Client, doubtful_sample: dict[str, Any]) -> dict[str, Any]:
    """The same after somebody has said that the lead is the follow."""
    return rescored(trainer, doubtful_sample, swapped={"A": True})


@pytest.fixture(scope="session")
def still_sample(trainer: Client, shared: Path) -> dict[str, Any]:
    """A photograph of a couple, with music."""
    analysis = trainer.finished(upload_and_start(trainer, shared / "recordings" / "40_couple_still.mp4")["id"])
    assert analysis["state"] == "done", analysis["error_message"]
    return analysis
