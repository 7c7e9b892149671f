"""A release as its operators treat it: installed, tested, used, upgraded under load, rolled back, scaled, drained.

In order: what comes later uses what came before.
"""

import time
from collections.abc import Callable

import pytest

from tests.cluster.conftest import RELEASE, Cluster
from tests.support.places import SAMPLE
from tests.support.platform import upload_and_start

PATIENCE = 900.0
ANALYSES = 3


def _until(true: Callable[[], bool], seconds: float = PATIENCE) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(2)


def _finish_all(cluster: Cluster, meanwhile: Callable[[], None]) -> None:
    """Nothing is lost: what was begun before something happens is done after it, at the first attempt."""
    client = cluster.client()
    begun = [upload_and_start(client, SAMPLE)["id"] for _ in range(ANALYSES)]
    meanwhile()
    ended = [cluster.client().finished(one) for one in begun]
    assert [one["state"] for one in ended] == ["done"] * ANALYSES, [one["error_message"] for one in ended]
    assert all(stage["attempt"] == 1 for one in ended for stage in one["stages"])


def test_it_answers(cluster: Cluster) -> None:
    assert "Succeeded" in cluster.helm("test", RELEASE)


def test_the_main_job_through_the_ingress(cluster: Cluster) -> None:
    _finish_all(cluster, lambda: None)


def test_nothing_is_lost_by_an_upgrade_under_load(cluster: Cluster) -> None:
    _finish_all(cluster, lambda: cluster.upgrade(logLevel="DEBUG"))


def test_nothing_is_lost_by_restarts_of_every_service(cluster: Cluster) -> None:
    _finish_all(cluster, lambda: cluster.restart("gateway", "auth", "ingest", "pose", "scoring", "coaching"))


def test_nothing_is_lost_by_a_rollback(cluster: Cluster) -> None:
    _finish_all(cluster, lambda: (cluster.helm("rollback", RELEASE, "--wait"), None)[1])


def test_jobs_scale_on_what_waits(cluster: Cluster) -> None:
    if not cluster.kubectl("get", "crd", "scaledobjects.keda.sh", "--ignore-not-found").strip():
        pytest.skip("KEDA is not installed in this cluster")
    cluster.upgrade(
        services__pose__worker__autoscaling="keda",
        services__pose__worker__minReplicas="0",
        services__pose__worker__cooldownSeconds="30",
    )
    _until(lambda: cluster.pods("pose-worker") == [])
    _finish_all(cluster, lambda: _until(lambda: cluster.pods("pose-worker") != []))
    _until(lambda: cluster.pods("pose-worker") == [])


def test_nothing_is_lost_when_a_node_is_drained(cluster: Cluster) -> None:
    nodes = cluster.kubectl("get", "nodes", "--output", "name").split()
    [pod, *_] = cluster.pods("scoring")
    node = pod["spec"]["nodeName"]

    def drain() -> None:
        if len(nodes) > 1:
            ours = f"--pod-selector=app.kubernetes.io/instance={RELEASE}"
            cluster.kubectl("drain", node, "--ignore-daemonsets", "--delete-emptydir-data", ours)
            cluster.kubectl("uncordon", node)
        else:  # of one node everything can only be evicted, and comes back there
            for component in ("scoring", "pose", "ingest"):
                for one in cluster.pods(component):
                    cluster.kubectl("delete", "pod", one["metadata"]["name"], "--wait=false")

    _finish_all(cluster, drain)
