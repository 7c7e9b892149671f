"""Each of these manifests is wrong in one way, and somebody must say so: a judge who finds nothing is no judge."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.deploy.chart import Manifest, judged, rendered
from tests.deploy.rules import faults

Change = Callable[[Any], None]
WORKER, GATE = "Deployment house-pose-worker", "Deployment house-gateway"
EXTERNAL = "ExternalSecret house-auth"
SCALER, TRITON = "ScaledObject house-pose-worker", "Deployment house-triton"


def _container(manifest: Manifest) -> Any:
    return manifest["spec"]["template"]["spec"]["containers"][0]


def _pod(manifest: Manifest) -> Any:
    return manifest["spec"]["template"]["spec"]


def _told(manifest: Manifest, name: str) -> Any:
    return next(entry for entry in _container(manifest)["env"] if entry["name"] == name)


RULES: dict[str, tuple[str, Change, str]] = {
    "root": (WORKER, lambda m: _pod(m)["securityContext"].update(runAsUser=0), "runs as root"),
    "writable": (WORKER, lambda m: _container(m)["securityContext"].pop("readOnlyRootFilesystem"), "locked down"),
    "capabilities": (GATE, lambda m: _container(m)["securityContext"].update(capabilities={}), "locked down"),
    "host network": (GATE, lambda m: _pod(m).update(hostNetwork=True), "shares the host's"),
    "host files": (GATE, lambda m: _pod(m)["volumes"].append({"hostPath": {"path": "/"}}), "host's files"),
    "no limits": (WORKER, lambda m: _container(m)["resources"].pop("limits"), "has no limits"),
    "latest": (TRITON, lambda m: _container(m).update(image="triton:latest"), "is no version"),
    "no protocol": (GATE, lambda m: _container(m)["ports"][0].pop("protocol"), "without protocol"),
    "no start-up probe": (TRITON, lambda m: _container(m).pop("startupProbe"), "no startupProbe"),
    "a probe nowhere": (GATE, lambda m: _container(m)["livenessProbe"]["httpGet"].update(port="x"), "not there"),
    "a lost service": ("Service house-auth", lambda m: m["spec"]["selector"].update(a="b"), "finds no pod"),
    "a lost ingress": (
        "Ingress house-web",
        lambda m: m["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"].update(name="house-web"),
        "leads to house-web",
    ),
    "two who scale": (WORKER, lambda m: m["spec"].update(replicas=3), "by nobody, or by two"),
    "a lost scaler": (SCALER, lambda m: m["spec"]["scaleTargetRef"].update(name="poze"), "finds no Deployment"),
    "no spread": (GATE, lambda m: _pod(m).pop("topologySpreadConstraints"), "does not spread"),
    "an unknown setting": (WORKER, lambda m: _told(m, "DANCEAI_PARTS").update(name="DANCEAI_PART"), "DANCEAI_PARTS"),
    "a setting that lacks": (WORKER, lambda m: _container(m)["env"].pop(1), "identity_key"),
    "a value of the wrong kind": (WORKER, lambda m: _told(m, "DANCEAI_HEALTH_PORT").update(value="x"), "health_port"),
    "a secret to be read": (
        GATE,
        lambda m: _container(m)["env"].append({"name": "DANCEAI_IDENTITY_KEY", "value": "y" * 40}),
        "everybody to read",
    ),
    "a door from outside": (
        "NetworkPolicy house-auth",
        lambda m: m["spec"]["ingress"].append({"from": [{"namespaceSelector": {"a": "ingress-nginx"}}]}),
        "reached from outside",
    ),
    "everybody comes in": ("NetworkPolicy house-pose", lambda m: m["spec"]["ingress"].append({}), "everybody in"),
    "out to the internet": ("NetworkPolicy house-pose", lambda m: m["spec"]["egress"].append({}), "to the internet"),
    "one direction": ("NetworkPolicy house-pose", lambda m: m["spec"]["policyTypes"].pop(), "one direction open"),
    "a key that nobody makes": (EXTERNAL, lambda m: m["spec"]["data"].pop(0), "no identity-key in house-auth"),
    "a Secret that nobody makes": (EXTERNAL, lambda m: m["spec"]["target"].update(name="x"), "there is no house-auth"),
    "a token": (GATE, lambda m: _pod(m).update(automountServiceAccountToken=True), "a token of the cluster's"),
    "a wide role": ("Role house-provisioning", lambda m: m["rules"][0].update(resources=["*"]), "may do too much"),
}
SCHEMAS: dict[str, tuple[str, Change]] = {
    "an unknown field": (GATE, lambda m: _pod(m).update(restart="Always")),
    "an unknown kind": (GATE, lambda m: m.update(kind="Deploymend")),
    "an old version": ("PodDisruptionBudget house-auth", lambda m: m.update(apiVersion="policy/v1beta1")),
    "a number as text": (GATE, lambda m: _container(m)["ports"][0].update(containerPort="8080")),
    "an unknown field of KEDA": (SCALER, lambda m: m["spec"].update(minReplicas=0)),
    "an unknown field of a trigger": (SCALER, lambda m: m["spec"]["triggers"][0].update(matadata={})),
    "a trigger without metadata": (SCALER, lambda m: m["spec"]["triggers"][0].pop("metadata")),
    "an unknown field of a monitor": ("ServiceMonitor house", lambda m: m["spec"]["endpoints"][0].update(every="15s")),
    "an unknown field of an external secret": (EXTERNAL, lambda m: m["spec"]["target"].update(nmae="x")),
    "an unknown store": (EXTERNAL, lambda m: m["spec"]["secretStoreRef"].update(kind="Vault")),
    "a key that lies nowhere": (EXTERNAL, lambda m: m["spec"]["data"][0]["remoteRef"].pop("key")),
    "a rule without expression": ("PrometheusRule house", lambda m: m["spec"]["groups"][0]["rules"][0].pop("expr")),
}


def _changed(which: str, change: Change) -> list[Manifest]:
    manifests = rendered("external-everything" if which == EXTERNAL else "production")
    kind, name = which.split(" ")
    [found] = [one for one in manifests if one["kind"] == kind and one["metadata"]["name"] == name]
    change(found)
    return manifests


@pytest.mark.parametrize("case", RULES)
def test_the_rules_find_it(case: str) -> None:
    which, change, sentence = RULES[case]
    assert any(sentence in fault for fault in faults(_changed(which, change)))


def test_the_schemas_find_each() -> None:
    wrong = []
    for which, change in SCHEMAS.values():
        kind = which.split(" ")[0]
        manifests = _changed(which, change)
        name = which.split(" ")[1]
        [one] = [m for m in manifests if m["metadata"]["name"] == name and m["kind"] in (kind, "Deploymend")]
        wrong.append(one)
    for case, manifest in zip(SCHEMAS, wrong, strict=True):
        manifest["metadata"]["labels"] = {"case": case.replace(" ", "-")}
        manifest["metadata"]["name"] = case.replace(" ", "-").lower()
    told = judged(wrong)
    unnoticed = [case for case in SCHEMAS if not any(case.replace(" ", "-").lower() in fault for fault in told)]
    assert unnoticed == []
