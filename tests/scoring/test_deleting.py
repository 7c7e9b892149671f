"""An analysis that is deleted leaves nothing behind but the fact that it was started."""

import time
from typing import Any

from danceai.common.identity import Role
from danceai.local.client import Client
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.store import collected, everything_stored, sql
from tests.support.two_studios import refusal

PLANT = (
    "insert into scoring.analyses (studio_id, id, session_id, couple_id, dance, language, state, configuration, "
    "films, poses, files, result, evaluation, created_by, based_on) select studio_id, gen_random_uuid(), session_id, "
    "couple_id, dance, language, 'done', configuration, films, poses, '{}', result, evaluation, created_by, id "
    "from scoring.analyses where id = $1 returning id, studio_id"
)


async def _count(running: RunningPlatform, table: str, column: str, identifier: str) -> int:
    found = await sql(running.layout, f"select count(*) from {table} where {column} = $1::uuid", identifier)
    return int(found[0][0])


def _soon(condition: Any) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "it did not go"
        time.sleep(0.1)


def test_everything_of_it_goes_but_poses_that_are_used(
    running: RunningPlatform, trainer: Client, client_of: ClientOf, finished_sample: dict[str, Any]
) -> None:
    """Two scorings of one set of poses: the poses go with the last of them."""
    layout = running.layout
    first = trainer.start(finished_sample["session_id"])
    first = trainer.finished(first["id"])
    [planted] = running.call(sql(layout, PLANT, first["id"]))
    again, studio = str(planted["id"]), str(planted["studio_id"])
    outputs, poses = f"{studio}/analyses/{first['id']}/", f"{studio}/poses/{first['id']}/"
    assert everything_stored(layout, outputs)
    assert everything_stored(layout, poses)

    stranger = client_of("dancer", other=True)
    assert refusal(stranger, "DELETE", f"/v1/analyses/{first['id']}").status == 404
    trainer.call("DELETE", f"/v1/analyses/{first['id']}")
    assert refusal(trainer, "GET", f"/v1/analyses/{first['id']}").status == 404
    _soon(lambda: running.call(_count(running, "coaching.evaluations", "analysis_id", first["id"])) == 0)
    running.call(collected(layout, "scoring"))
    assert not everything_stored(layout, outputs)
    assert everything_stored(layout, poses), "they are scored again somewhere"

    trainer.call("DELETE", f"/v1/analyses/{again}")
    _soon(lambda: running.call(_count(running, "pose.runs", "analysis_id", first["id"])) == 0)
    running.call(collected(layout, "pose"))
    assert not everything_stored(layout, poses)
    assert running.call(_count(running, "scoring.deleted_analyses", "id", first["id"])) == 1, "it stays counted"
    assert trainer.call("GET", f"/v1/sessions/{first['session_id']}")["videos"], "the recording stays"
    admin = client_of(Role.STUDIO_ADMIN.value.replace("_", "."))
    path = f"/v1/audit?action=analysis.delete&subject_id={first['id']}"
    _soon(lambda: admin.call("GET", path)["changes"])


def test_what_is_under_way_is_not_deleted(
    running: RunningPlatform, trainer: Client, finished_sample: dict[str, Any]
) -> None:
    [planted] = running.call(sql(running.layout, PLANT, finished_sample["id"]))
    identifier = str(planted["id"])
    running.call(sql(running.layout, "update scoring.analyses set state = 'waiting' where id = $1", planted["id"]))
    told = refusal(trainer, "DELETE", f"/v1/analyses/{identifier}")
    assert (told.status, str(told)) == (409, "This analysis is still under way. Cancel it first.")
    running.call(sql(running.layout, "delete from scoring.analyses where id = $1", planted["id"]))
