"""Training runs: what is learned from and what is held out, drawn couples, a model judged, registered, promoted."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danceai.common.contracts.training_runs import Recipe, TrainingRunDetails
from danceai.local.client import Client
from danceai.pose.evaluation.against_truth import find_built_in
from danceai.training.fine_tuning.assignment import Example
from danceai.training.fine_tuning.views import MOST, draw_views
from danceai.training.runs.splitting import Seen, group, hold_out
from tests.support.places import WITH_TORCH
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.two_studios import refusal
from tests.training.planted import BASE, drawn_couples, learned
from tests.training.ready import annotated, ended, extracted

SMALL = {"steps": 10, "batch": 2, "side": 96, "patience": 0}
COUPLES = [UUID(int=number) for number in range(5)]


@pytest.fixture(scope="module")
def drawn(trainer: Client) -> dict[str, Any]:
    """Three couples, four pictures of each."""
    return drawn_couples(trainer, 3, 4)


@given(
    st.lists(st.tuples(st.sampled_from([*COUPLES, None]), st.integers(0, 6)), min_size=1, max_size=40),
    st.floats(0.05, 0.5),
    st.integers(0, 9),
)
def test_no_couple_and_no_video_is_on_both_sides(
    frames: list[tuple[UUID | None, int]], share: float, seed: int
) -> None:
    """Frames older than the column say only which couples their dataset has."""
    perhaps = tuple(COUPLES[:2])
    seen = [
        Seen(UUID(int=100 + number), UUID(int=1000 + video), couple, perhaps)
        for number, (couple, video) in enumerate(frames)
    ]
    held_out = hold_out(group(seen), share, seed)
    sides = [{frame.frame_id in held_out for frame in seen if frame.couple_id == couple} for couple in COUPLES]
    sides += [
        {frame.frame_id in held_out for frame in seen if frame.analysis_id == video}
        for video in {frame.analysis_id for frame in seen}
    ]
    sides += [{frame.frame_id in held_out for frame in seen if frame.couple_id in {None, *perhaps}}] * any(
        frame.couple_id is None for frame in seen
    )
    assert all(len(side) < 2 for side in sides)
    assert len(held_out) < len(seen), "something is left to learn from"
    if len(set(group(seen).values())) > 1:
        assert held_out
    assert held_out == hold_out(group(seen), share, seed)


def test_drawn_couples_are_frames_like_others(trainer: Client, drawn: dict[str, Any]) -> None:
    assert (drawn["frames"], drawn["confirmed"], drawn["rendering"]["couples"]) == (12, 12, 3)
    frames = trainer.call("GET", f"/v1/datasets/{drawn['id']}/frames")["frames"]
    assert len({frame["analysis_id"] for frame in frames}) == 3
    for frame in frames:
        joints = np.array([person["keypoints"] for person in frame["people"]]).reshape(2, 17, 3)
        assert ((joints[..., :2] >= 0) & (joints[..., :2] <= [frame["width"], frame["height"]])).all()
        assert (joints[..., 2] > 0).all() and (joints[..., 2] == 2).mean() > 0.3
        assert frame["state"] == "confirmed"
    again = trainer.call("GET", f"/v1/datasets/{drawn_couples(trainer, 3, 1)['id']}/frames")["frames"]
    same = {tuple(frame["people"][0]["keypoints"]) for frame in frames if frame["number"] == 0}
    assert {tuple(frame["people"][0]["keypoints"]) for frame in again} == same


def test_batches_are_the_same_for_the_same_step(trainer: Client, drawn: dict[str, Any], tmp_path: Path) -> None:
    """Joints lie where they are seen, mirrored or covered: what is covered is hidden, and nobody else's picture."""
    examples = []
    for number, frame in enumerate(trainer.call("GET", f"/v1/datasets/{drawn['id']}/frames")["frames"]):
        (tmp_path / f"{number}.jpg").write_bytes(trainer.store.get(frame["picture"]).content)
        people = [person["keypoints"] for person in frame["people"]]
        examples.append(Example(picture=f"{number}.jpg", people=people))
    recipe = Recipe(batch=16, side=192)
    first, second = (draw_views(examples, tmp_path, recipe, 5) for _ in range(2))
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one.picture, other.picture)
        np.testing.assert_array_equal(one.joints, other.joints)
        assert one.joints.shape == (MOST, 17, 3)
        there = one.joints[one.joints[..., 2] > 0]
        assert ((there[:, :2] >= 0) & (there[:, :2] < 192)).all()
        assert one.around[there[:, 1].astype(int), there[:, 0].astype(int)].mean() > 0.9
    pasted = sum(bool((view.joints[2, :, 2] > 0).any()) for view in first)
    assert 0 < pasted < 16
    plain = draw_views(examples, tmp_path, recipe.model_copy(update={"partner_pasted": False}), 5)
    assert not any((view.joints[2, :, 2] > 0).any() for view in plain)
    assert not np.array_equal(first[0].picture, draw_views(examples, tmp_path, recipe, 6)[0].picture)


def test_what_cannot_be_learned_from_is_refused(
    trainer: Client, finished_sample: dict[str, Any], drawn: dict[str, Any]
) -> None:
    body = {"name": "Sample", "analyses": [finished_sample["id"]], "selection": {"every_seconds": 0.9}}
    sample = extracted(trainer, trainer.call("POST", "/v1/datasets", body)["id"])
    run = {"name": "No", "datasets": [sample["id"]], "base_model": BASE}
    refused = refusal(trainer, "POST", "/v1/training-runs", run)
    assert (refused.code, refused.status) == ("too_few_frames", 409)
    unconfirmed = run | {"recipe": {"only_confirmed": False}}
    assert refusal(trainer, "POST", "/v1/training-runs", unconfirmed).code == "one_couple_only"
    other = run | {"datasets": [drawn["id"]], "base_model": "movenet-multipose-plain"}
    assert refusal(trainer, "POST", "/v1/training-runs", other).code == "not_tunable"
    assert refusal(trainer, "POST", "/v1/training-runs", other | {"base_model": "nobody"}).status == 404
    crooked = run | {"recipe": {"side": 100}}
    assert refusal(trainer, "POST", "/v1/training-runs", crooked).status == 422


def test_a_run_goes_through_or_says_why_not(trainer: Client, drawn: dict[str, Any]) -> None:
    """With PyTorch there is a model in the end; without it the run says so."""
    body = {"name": "Through", "datasets": [drawn["id"]], "base_model": BASE, "recipe": SMALL}
    started = trainer.call("POST", "/v1/training-runs", body)
    assert (started["state"], started["split"]["held_out_frames"]) == ("waiting", 4)
    run = ended(trainer, started["id"], 120)
    if not WITH_TORCH.exists():
        assert run["state"] == "failed" and "lacks packages" in run["error_message"]
        return
    assert run["state"] == "done", run["error_message"]
    assert run["step"] == SMALL["steps"] and run["difference"] < 1e-4
    assert [point["step"] for point in run["curve"]] == list(range(11))
    assert run["model"].startswith(f"{BASE}-tuned-")
    assert run["datasets"][0]["version"] and run["datasets"][0]["frames"] == 12
    assert len(trainer.store.get(run["weights_url"]).content) > 5_000_000


def test_a_run_is_cancelled(trainer: Client, drawn: dict[str, Any]) -> None:
    body = {"name": "Not", "datasets": [drawn["id"]], "base_model": BASE, "recipe": SMALL | {"steps": 5000}}
    run = trainer.call("POST", "/v1/training-runs", body)["id"]
    cancelled = trainer.call("POST", f"/v1/training-runs/{run}/cancel")
    assert (cancelled["state"], cancelled["model"]) == ("cancelled", None)
    assert trainer.call("POST", f"/v1/training-runs/{run}/cancel")["ended_at"] == cancelled["ended_at"]
    assert run in [one["id"] for one in trainer.call("GET", "/v1/training-runs")["runs"]]


def test_what_was_learned_is_judged_registered_promoted_and_taken_back(
    running: RunningPlatform, trainer: Client, client_of: ClientOf, drawn: dict[str, Any], models_folder: Path
) -> None:
    """Weights that are the base's own are as right as the base, to the last digit."""
    platform_admin = client_of("platform.admin")
    weights = (models_folder / find_built_in(BASE).entry.source).read_bytes()
    run = str(asyncio.run(learned(running, UUID(drawn["id"]), weights)))
    assert refusal(platform_admin, "PUT", f"/v1/training-runs/{run}/promotion").code == "no_model_of_run"
    told = TrainingRunDetails(**ended(trainer, run))
    assert told.state == "done", told.error_message
    assert told.evaluation is not None and told.evaluation.base == told.evaluation.result
    assert (told.evaluation.base.frames, told.evaluation.base.people) == (12, 24)
    assert 0.3 < told.evaluation.base.oks < 1 and set(told.evaluation.base.by_group) == {
        "head",
        "arms",
        "trunk",
        "legs",
    }
    assert told.evaluation.base.by_heading, "drawn couples have trunks"
    assert all(0 < oks < 1 for oks in told.evaluation.base.by_heading.values())
    assert refusal(trainer, "PUT", f"/v1/training-runs/{run}/promotion").status == 403
    models = {one["name"]: one for one in platform_admin.call("GET", "/v1/pose-models")["models"]}
    assert models[told.model]["available"] and models[told.model]["stats"]["frames"] == 12
    before = next(one["name"] for one in models.values() if one["default"] and one["backend"] == "litert")
    try:
        promoted = platform_admin.call("PUT", f"/v1/training-runs/{run}/promotion")
        assert (promoted["promoted"], promoted["replaced"]) == (True, before)
        assert refusal(platform_admin, "PUT", f"/v1/training-runs/{run}/promotion").code == "default_already"
    finally:
        platform_admin.call("PATCH", "/v1/pose-models", {"name": before, "default": True})
    assert refusal(platform_admin, "DELETE", f"/v1/training-runs/{run}/promotion").code == "default_is_another"
    platform_admin.call("PUT", f"/v1/training-runs/{run}/promotion")
    rolled_back = platform_admin.call("DELETE", f"/v1/training-runs/{run}/promotion")
    assert (rolled_back["promoted"], rolled_back["replaced"]) == (False, None)
    models = {one["name"]: one for one in platform_admin.call("GET", "/v1/pose-models")["models"]}
    assert models[before]["default"] and not models[str(told.model)]["default"]


def test_a_registered_result_looks_at_frames(
    running: RunningPlatform,
    trainer: Client,
    finished_sample: dict[str, Any],
    drawn: dict[str, Any],
    models_folder: Path,
) -> None:
    """Its file reaches whichever worker is asked, from the database."""
    weights = (models_folder / find_built_in(BASE).entry.source).read_bytes()
    run = ended(trainer, str(asyncio.run(learned(running, UUID(drawn["id"]), weights))))
    body = {"name": "Seen", "analyses": [finished_sample["id"]], "selection": {"every_seconds": 4}}
    dataset = extracted(trainer, trainer.call("POST", "/v1/datasets", body)["id"])["id"]
    trainer.call("POST", f"/v1/datasets/{dataset}/annotation", {"model": run["model"]})
    assert annotated(trainer, dataset)["annotation"]["error_message"] is None
    frames = trainer.call("GET", f"/v1/datasets/{dataset}/frames")["frames"]
    assert all(frame["annotated_by"].startswith(run["model"]) for frame in frames)
