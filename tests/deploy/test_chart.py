"""The chart renders for every example of values into what Kubernetes, the operators and our own rules accept."""

import re

import pytest

from danceai.common.frame.discovery import jobs_of, load_service, service_names
from tests.deploy.chart import (
    CHART,
    EXAMPLES,
    NotRendered,
    containers,
    helm,
    judged,
    name_of,
    of_kind,
    render,
    rendered,
)
from tests.deploy.rules import faults
from tools.chart_facts import document

NETWORK = {"path": "rtmo_m/1/model.onnx", "key": "rtmo_m.onnx", "sha256": "0" * 64}


def test_the_four_examples_are_there() -> None:
    assert EXAMPLES == ["dev", "external-everything", "minimal", "production"]


def test_the_chart_knows_the_services_there_are() -> None:
    assert (CHART / "files" / "services.json").read_text() == document() + "\n", "run `make api`"


@pytest.mark.parametrize("example", EXAMPLES)
def test_helm_has_nothing_to_say(example: str) -> None:
    told = helm("lint", "--strict", str(CHART), "-f", str(CHART / "values" / f"{example}.yaml"))
    assert "0 chart(s) failed" in told
    assert not re.search(r"\[(WARNING|ERROR)\]", told), told


def test_every_manifest_fits_the_schema_of_its_kind() -> None:
    """Of Kubernetes 1.34 to 1.37 and of the operators; no kind is passed over, and no field is unknown."""
    manifests = [manifest for example in EXAMPLES for manifest in rendered(example)]
    assert len(manifests) > 200
    assert judged(manifests) == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_manifest_keeps_the_rules_of_the_house(example: str) -> None:
    assert faults(rendered(example)) == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_service_runs(example: str) -> None:
    names = {one["metadata"]["name"] for one in of_kind(rendered(example), "Deployment")}
    assert {f"house-{name}" for name in (*service_names(), "gateway")} <= names


def test_every_queue_has_somebody_who_scales_on_it() -> None:
    """Where all services with jobs scale on them."""
    worker = {"worker": {"autoscaling": "keda", "minReplicas": 0}}
    working = [name for name in service_names() if load_service(name).jobs]
    manifests = render("minimal", {"services": dict.fromkeys(working, worker)})
    assert faults(manifests) == []
    triggers = [one for scaler in of_kind(manifests, "ScaledObject") for one in scaler["spec"]["triggers"]]
    asked = {re.findall(r'name=="(JOBS_\w+)"', one["metadata"]["valueLocation"])[0] for one in triggers}
    assert asked == {job.queue() for job in jobs_of(load_service(name) for name in service_names())}


def test_what_is_installed_together_waits_for_nobody() -> None:
    """Beside servers of the release provisioning is no hook: helm would wait for pods that wait for it."""
    [beside] = of_kind(rendered("minimal"), "Job")
    [before] = of_kind(rendered("production"), "Job")
    assert "helm.sh/hook" not in beside["metadata"].get("annotations", {})
    assert "pre-install" in before["metadata"]["annotations"]["helm.sh/hook"]


def test_secrets_of_others_are_there_before_provisioning_reads_them() -> None:
    manifests = rendered("external-everything")
    [provisioning] = of_kind(manifests, "Job")
    weight = int(provisioning["metadata"]["annotations"]["helm.sh/hook-weight"])
    external = of_kind(manifests, "ExternalSecret")
    assert {one["metadata"]["name"] for one in external} == {
        f"house-{name}" for name in (*service_names(), "gateway", "provisioning")
    }
    assert all(int(one["metadata"]["annotations"]["helm.sh/hook-weight"]) < weight for one in external)
    assert {one["spec"]["target"]["creationPolicy"] for one in external} == {"Orphan"}, "an upgrade takes none away"


def test_each_key_of_a_secret_says_where_it_lies() -> None:
    where = {"secret-key": {"key": "vault/auth", "property": "p", "version": "3"}, "identity-key": {"key": "plain"}}
    told = {"external": {"store": {"kind": "SecretStore", "name": "own"}, "path": "a/b", "keys": {"auth": where}}}
    values = {"secrets": told, "services": {"auth": {"secretEnv": {"DANCEAI_AUTH_SMTP_PASSWORD": "smtp-password"}}}}
    manifests = render("production", values)
    assert faults(manifests) == []
    [auth] = [one for one in of_kind(manifests, "ExternalSecret") if one["metadata"]["name"] == "house-auth"]
    assert auth["spec"]["secretStoreRef"] == {"kind": "SecretStore", "name": "own"}
    assert {one["secretKey"]: one["remoteRef"] for one in auth["spec"]["data"]} == {
        "identity-key": {"key": "plain"},
        "database-password": {"key": "a/b/auth", "property": "database-password"},
        "s3-secret-key": {"key": "a/b/auth", "property": "s3-secret-key"},
        "secret-key": {"key": "vault/auth", "property": "p", "version": "3"},
        "smtp-password": {"key": "a/b/auth", "property": "smtp-password"},
    }


@pytest.mark.parametrize(
    ("values", "secure", "served"),
    [
        ({"triton": {"tlsSecret": "t"}, "tls": {"caSecret": "ca"}}, ("true", "/etc/danceai/ca/ca.crt"), 1),
        ({"triton": {"tlsSecret": ""}}, ("false", "/etc/danceai/ca/ca.crt"), 0),
        ({"triton": {"enabled": False, "url": "t:8001", "secure": True}}, ("true", "/etc/danceai/ca/ca.crt"), 0),
        ({"triton": {"enabled": False, "url": "t:8001"}, "tls": {"caSecret": ""}}, ("false", ""), 0),
    ],
)
def test_triton_and_pose_agree_on_tls(values: dict[str, object], secure: tuple[str, str], served: int) -> None:
    manifests = render("production", values)
    told = {
        entry["name"]: entry.get("value")
        for one in of_kind(manifests, "Deployment")
        for container in containers(one)
        for entry in container["env"]
    }
    assert (told["DANCEAI_POSE_TRITON_SECURE"], told["DANCEAI_POSE_TRITON_CA"]) == secure
    arguments = [part for one in manifests for container in containers(one) for part in container.get("args", [])]
    assert arguments.count("--grpc-use-ssl=true") == served


def test_pods_with_gpus_use_them() -> None:
    manifests = render("external-everything", {"services": {"pose": {"worker": {"gpus": 2}}}})
    found = {one["metadata"]["name"]: next(containers(one)) for one in of_kind(manifests, "Deployment")}
    for name, setting, value in (
        ("pose", "DANCEAI_POSE_GPU", "true"),
        ("transcription", "DANCEAI_TRANSCRIPTION_DEVICE", "cuda"),
    ):
        worker, rest = found[f"house-{name}-worker"], found[f"house-{name}"]
        assert worker["image"].endswith("-gpu")
        assert worker["resources"]["limits"]["nvidia.com/gpu"]
        assert {"name": setting, "value": value} in worker["env"]
        assert not rest["image"].endswith("-gpu")
        assert all(entry["name"] != setting for entry in rest["env"])


def test_a_version_waits_for_its_own_document_of_the_bus() -> None:
    for tag in ("1.2.3", "sha-ABC_4"):
        manifests = render("minimal", {"image": {"tag": tag}})
        volumes = [
            volume["configMap"]["name"]
            for one in of_kind(manifests, "Deployment")
            for volume in one["spec"]["template"]["spec"]["volumes"]
            if volume["name"] == "bus"
        ]
        assert set(volumes) == {f"house-bus-{re.sub('[._]', '-', tag).lower()}"}


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"services": {"poze": {}}}, "there is no such service"),
        ({"services": {"pose": {"replica": 2}}}, "replica"),
        ({"services": {"pose": {"autoscaling": "vpa"}}}, "autoscaling"),
        ({"services": {"gateway": {"autoscaling": "keda"}}}, "have none"),
        ({"services": {"gateway": {"worker": {"replicas": 2}}}}, "has no jobs"),
        ({"services": {"pose": {"autoscaling": "keda", "minReplicas": 0}}}, "answers requests"),
        ({"services": {"pose": {"resources": {"limits": {"memory": "lots"}}}}}, "memory"),
        ({"services": {"pose": {"env": {"danceai_pose": "x"}}}}, "danceai_pose"),
        ({"nats": {"bundled": False}}, "where is the bus"),
        ({"postgres": {"bundled": False}}, "where is the database"),
        ({"objectStore": {"bundled": {"enabled": False}}}, "where is the object store"),
        ({"triton": {"enabled": True}}, "which networks"),
        ({"services": {"scoring": {"gpus": 1}}}, "no image of it with CUDA"),
        ({"secrets": {"external": {"store": {"name": "vault"}}}}, "who makes the Secrets"),
        (
            {"secrets": {"generate": False, "external": {"store": {"name": "v"}, "keys": {"poze": {}}}}},
            "no such process",
        ),
        (
            {
                "secrets": {
                    "generate": False,
                    "external": {"store": {"name": "v"}, "keys": {"pose": {"pin": {"key": "k"}}}},
                }
            },
            "nobody asks for it",
        ),
        ({"secrets": {"external": {"store": {"kind": "Vault"}}}}, "kind"),
        (
            {"triton": {"enabled": True, "files": [{"path": "none/1/model.onnx", "key": "k", "sha256": "0" * 64}]}},
            "no model-repository/none",
        ),
        (
            {"triton": {"enabled": True, "files": [{"path": "rtmo_m/1/model.onnx", "key": "k", "sha256": "beef"}]}},
            "sha256",
        ),
        ({"publicUrl": "dance.example.com"}, "publicUrl"),
        ({"nats": {"url": "http://nats"}}, "url"),
        ({"networkPolicy": {"externalCidrs": ["everywhere"]}}, "externalCidrs"),
        ({"image": {"tag": "a tag"}}, "tag"),
        ({"imagee": {}}, "imagee"),
    ],
    ids=str,
)
def test_values_that_mean_nothing_are_refused(values: dict[str, object], sentence: str) -> None:
    with pytest.raises(NotRendered, match=sentence):
        render("minimal", values)


def test_nothing_is_called_twice() -> None:
    for example in EXAMPLES:
        names = [name_of(manifest) for manifest in rendered(example)]
        assert len(names) == len(set(names))
