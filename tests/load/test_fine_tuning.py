"""A network learns couples from drawn ones, on this machine's processor; a kill in the middle changes nothing.

It is judged by couples that are held out: their bodies, clothes, rooms, cameras and light it has never seen. The best
look at them is kept, which flatters the figure a little.
"""

import hashlib
import os
import signal
import subprocess
import time
from typing import Any

import pytest

from danceai.local.client import Client
from tests.support.figures import FigureBook
from tests.support.places import WITH_TORCH
from tests.support.platform import ClientOf, RunningPlatform
from tests.training.ready import ended, extracted

BASE = "movenet-multipose-lightning"
PATIENCE = 1200.0
LEARNED = {"couples": 16, "per_couple": 20, "seed": 7}
RECIPE = {"steps": 450, "batch": 16, "side": 160, "learning_rate": 0.002, "patience": 0, "held_out": 0.25}
SHORT = RECIPE | {"steps": 48, "batch": 4}

pytestmark = pytest.mark.skipif(not WITH_TORCH.exists(), reason="`make trainer` brings PyTorch")


@pytest.fixture(scope="module")
def trainer_client(client_of: ClientOf) -> Client:
    return client_of("trainer")


@pytest.fixture(scope="module")
def drawn(trainer_client: Client) -> dict[str, Any]:
    """Couples to learn from; some of them are held out."""
    made = trainer_client.call("POST", "/v1/datasets/rendered", {"name": "Learned from", "rendering": LEARNED})
    dataset = extracted(trainer_client, made["id"], PATIENCE)
    assert dataset["state"] == "ready", dataset["error_message"]
    return dataset


def _run(client: Client, dataset: dict[str, Any], recipe: dict[str, Any]) -> str:
    body = {"name": "Bench", "datasets": [dataset["id"]], "base_model": BASE, "recipe": recipe}
    return str(client.call("POST", "/v1/training-runs", body)["id"])


def test_couples_are_learned(trainer_client: Client, drawn: dict[str, Any], figure: FigureBook) -> None:
    began = time.monotonic()
    run = ended(trainer_client, _run(trainer_client, drawn, RECIPE), PATIENCE)
    assert run["state"] == "done", run["error_message"]
    base, result = run["evaluation"]["base"], run["evaluation"]["result"]
    figure("training.minutes", (time.monotonic() - began) / 60, "min", "<= 20")
    figure("training.oks_base", base["oks"], "OKS")
    figure("training.oks_result", result["oks"], "OKS")
    figure("training.oks_gain", result["oks"] - base["oks"], "OKS", ">= 0.15")
    figure("training.ap_gain", result["average_precision"] - base["average_precision"], "AP")
    figure("training.phantom_rate", result["phantom_rate"], "", f"<= {base['phantom_rate']}")
    figure("training.file_difference", run["difference"], "", "< 0.0001")


def _trainers(running: RunningPlatform) -> list[int]:
    """Processes that training has started, and nobody else's."""
    service = running.platform.supervisor.children()["training"].process
    assert service is not None
    found = subprocess.run(["pgrep", "-P", str(service.pid)], capture_output=True, text=True, check=False)
    return [int(number) for number in found.stdout.split()]


def _weights(client: Client, run: dict[str, Any]) -> str:
    return hashlib.sha256(client.store.get(run["weights_url"]).content).hexdigest()


def test_a_killed_run_ends_as_an_undisturbed_one(
    running: RunningPlatform, trainer_client: Client, drawn: dict[str, Any], figure: FigureBook
) -> None:
    """kill -9 of the trainer between two checkpoints; bytes of both results and their curves are the same."""
    undisturbed = ended(trainer_client, _run(trainer_client, drawn, SHORT), PATIENCE)
    assert undisturbed["state"] == "done", undisturbed["error_message"]
    disturbed = _run(trainer_client, drawn, SHORT)
    killed = 0
    deadline = time.monotonic() + PATIENCE
    while killed < 2:
        assert time.monotonic() < deadline
        run = trainer_client.call("GET", f"/v1/training-runs/{disturbed}")
        assert run["ended_at"] is None
        if run["step"] >= 12 * (killed + 1):
            time.sleep(1.0)
            for number in _trainers(running):
                os.kill(number, signal.SIGKILL)
            killed += 1
        time.sleep(0.2)
    again = ended(trainer_client, disturbed, PATIENCE)
    assert again["state"] == "done", again["error_message"]
    assert again["curve"] == undisturbed["curve"]
    same = _weights(trainer_client, again) == _weights(trainer_client, undisturbed)
    apart = abs(again["evaluation"]["result"]["oks"] - undisturbed["evaluation"]["result"]["oks"])
    figure("training.resume_difference", 0.0 if same else max(apart, 1e-6), "OKS", "= 0")
