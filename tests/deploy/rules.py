"""What holds for every manifest of ours, whatever the values: each rule is a function from manifests to faults."""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from danceai.common.frame.bus_rights import GATEWAY
from danceai.common.frame.discovery import load_service, service_names
from danceai.common.settings import BusSettings, Settings, refuse_unknown
from danceai.gateway.settings import GatewaySettings
from tests.deploy.chart import Manifest, containers, name_of, of_kind, pod_of

Rule = Callable[[list[Manifest]], Iterator[str]]
SECRET = "x" * 43
SERVING = ("Deployment", "StatefulSet")
SPEAKS_WITH_THE_CLUSTER = "provisioning"
GOES_OUT = {"auth", "coaching", "scraper"}
"""Components that may reach the internet: mail and social login, the writer of texts, official results"""


def _component(pod: Manifest) -> str:
    return str(pod["metadata"]["labels"]["app.kubernetes.io/component"])


def locked_down(manifests: list[Manifest]) -> Iterator[str]:
    """No root, no writing beside volumes, no capabilities, no gaining of rights."""
    for manifest in manifests:
        for container in containers(manifest):
            security = container.get("securityContext", {})
            wanted = {
                "readOnlyRootFilesystem": True,
                "runAsNonRoot": True,
                "allowPrivilegeEscalation": False,
                "capabilities": {"drop": ["ALL"]},
                "seccompProfile": {"type": "RuntimeDefault"},
            }
            lacks = [name for name, value in wanted.items() if security.get(name) != value]
            if lacks or "privileged" in security:
                yield f"{name_of(manifest)}: container {container['name']} is not locked down: {lacks}"
        pod = pod_of(manifest)
        if pod and not pod["spec"].get("securityContext", {}).get("runAsUser", 0) > 0:
            yield f"{name_of(manifest)}: runs as root"
        if pod and any(pod["spec"].get(name) for name in ("hostNetwork", "hostPID", "hostIPC")):
            yield f"{name_of(manifest)}: shares the host's"
        if pod and any("hostPath" in volume for volume in pod["spec"].get("volumes", [])):
            yield f"{name_of(manifest)}: mounts the host's files"


def bounded(manifests: list[Manifest]) -> Iterator[str]:
    """CPU and memory are asked for and limited; images are named by version, and every port says TCP."""
    for manifest in manifests:
        for container in containers(manifest):
            given = container.get("resources", {})
            for part in ("requests", "limits"):
                if not {"cpu", "memory"} <= set(given.get(part, {})):
                    yield f"{name_of(manifest)}: {container['name']} has no {part}"
            if ":" not in container["image"] or container["image"].endswith(":latest"):
                yield f"{name_of(manifest)}: {container['image']} is no version"
            for port in container.get("ports", []):
                if port.get("protocol") != "TCP":
                    yield f"{name_of(manifest)}: a port without protocol"
    for service in of_kind(manifests, "Service"):
        if any(port.get("protocol") != "TCP" for port in service["spec"]["ports"]):
            yield f"{name_of(service)}: a port without protocol"


def probed(manifests: list[Manifest]) -> Iterator[str]:
    """Whatever serves is asked whether it has started, lives and is ready, at ports that it has."""
    for manifest in of_kind(manifests, *SERVING):
        for container in pod_of(manifest)["spec"]["containers"]:  # type: ignore[index]
            names = {port["name"] for port in container.get("ports", [])}
            for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
                if probe not in container:
                    yield f"{name_of(manifest)}: no {probe}"
                elif "httpGet" in container[probe] and container[probe]["httpGet"]["port"] not in names:
                    yield f"{name_of(manifest)}: {probe} asks at a port that is not there"


def selected(manifests: list[Manifest]) -> Iterator[str]:
    """Every Service and budget finds its pods, and every ingress a Service with the port it names."""
    pods = [pod["metadata"]["labels"] for manifest in manifests if (pod := pod_of(manifest))]
    for manifest in of_kind(manifests, "Service", "PodDisruptionBudget"):
        selector = manifest["spec"]["selector"]
        wanted = selector if manifest["kind"] == "Service" else selector["matchLabels"]
        if not any(wanted.items() <= labels.items() for labels in pods):
            yield f"{name_of(manifest)}: finds no pod"
    ports = {
        (service["metadata"]["name"], port["name"])
        for service in of_kind(manifests, "Service")
        for port in service["spec"]["ports"]
    }
    for ingress in of_kind(manifests, "Ingress"):
        for path in (path for rule in ingress["spec"]["rules"] for path in rule["http"]["paths"]):
            to = path["backend"]["service"]
            if (to["name"], to["port"]["name"]) not in ports:
                yield f"{name_of(ingress)}: leads to {to['name']}, which is not there"


def kept_up(manifests: list[Manifest]) -> Iterator[str]:
    """Every Deployment has a budget, spreads, and its pods counted by exactly one."""
    deployments = {one["metadata"]["name"]: one["spec"] for one in of_kind(manifests, "Deployment")}
    budgets = {one["metadata"]["name"] for one in of_kind(manifests, "PodDisruptionBudget")}
    scalers = of_kind(manifests, "ScaledObject", "HorizontalPodAutoscaler")
    scaled = [one["spec"]["scaleTargetRef"]["name"] for one in scalers]
    for name, spec in deployments.items():
        if name not in budgets:
            yield f"Deployment {name}: no budget for disruptions"
        if not spec["template"]["spec"].get("topologySpreadConstraints"):
            yield f"Deployment {name}: does not spread"
        if (name in scaled) == ("replicas" in spec):
            yield f"Deployment {name}: replicas are set by nobody, or by two"
    yield from (f"what scales {name} finds no Deployment" for name in scaled if name not in deployments)


def told_what_they_need(manifests: list[Manifest]) -> Iterator[str]:
    """The services' own settings accept every pod's environment; secrets come by reference alone."""
    for manifest in of_kind(manifests, "Deployment"):
        container = manifest["spec"]["template"]["spec"]["containers"][0]
        name = container["name"]
        if name not in (*service_names(), GATEWAY):
            continue
        given, secret = _environment(container)
        kinds = (BusSettings, GatewaySettings) if name == GATEWAY else (Settings, load_service(name).settings)
        try:
            refuse_unknown(given, *kinds)
            for kind in kinds:
                prefix = str(kind.model_config["env_prefix"])
                fields = {
                    key.removeprefix(prefix).lower(): value for key, value in given.items() if key.startswith(prefix)
                }
                known = {key: value for key, value in fields.items() if key in kind.model_fields}
                kind.model_validate_strings(known)
        except (SystemExit, ValidationError) as error:
            yield f"{name_of(manifest)}: {error}"
        for key, value in given.items():
            if key.endswith(("_KEY", "_PASSWORD")) and key not in secret and key != "DANCEAI_S3_ACCESS_KEY":
                yield f"{name_of(manifest)}: {key} stands there for everybody to read: {value[:4]}..."


def _environment(container: Manifest) -> tuple[dict[str, str], set[str]]:
    """What a process finds, secrets filled in, and which of it are secrets."""
    given: dict[str, str] = {}
    secret = set()
    for entry in container.get("env", []):
        if "valueFrom" in entry:
            given[entry["name"]] = SECRET
            secret.add(entry["name"])
        else:
            value = entry["value"]
            for name, known in given.items():
                value = value.replace(f"$({name})", known)
            given[entry["name"]] = value
            secret.discard(entry["name"])
    return given, secret


def policed(manifests: list[Manifest]) -> Iterator[str]:
    """Where there are policies at all, every pod has one of its own, which speaks of both directions."""
    policies = of_kind(manifests, "NetworkPolicy")
    held = [one["spec"]["podSelector"]["matchLabels"] for one in policies]
    named = [selector for selector in held if "app.kubernetes.io/component" in selector]
    for manifest in manifests if policies else []:
        pod = pod_of(manifest)
        if pod and not any(selector.items() <= pod["metadata"]["labels"].items() for selector in named):
            yield f"{name_of(manifest)}: no policy says whom it may reach"
    for policy in policies:
        if policy["spec"]["policyTypes"] != ["Ingress", "Egress"]:
            yield f"{name_of(policy)}: leaves one direction open"


def reachable_as_meant(manifests: list[Manifest]) -> Iterator[str]:
    """From outside one reaches the gateway and the object store; only some go out to the internet."""
    for policy in of_kind(manifests, "NetworkPolicy"):
        spec = policy["spec"]
        component = spec["podSelector"]["matchLabels"].get("app.kubernetes.io/component", "")
        for rule in spec.get("ingress", []):
            if not rule.get("from"):
                yield f"{name_of(policy)}: lets everybody in"
            outside = any("ingress" in str(way.get("namespaceSelector", "")) for way in rule.get("from", []))
            if outside and component != GATEWAY and not component.startswith("store-"):
                yield f"{name_of(policy)}: is reached from outside"
        for rule in spec.get("egress", []):
            anywhere = not rule.get("to") or any("except" in way.get("ipBlock", {}) for way in rule["to"])
            if anywhere and component.removesuffix("-worker") not in GOES_OUT | {SPEAKS_WITH_THE_CLUSTER}:
                yield f"{name_of(policy)}: goes out to the internet"


def without_tokens(manifests: list[Manifest]) -> Iterator[str]:
    """Nobody but provisioning may speak with the cluster, and it may write one ConfigMap."""
    for manifest in manifests:
        pod = pod_of(manifest)
        if pod and pod["spec"].get("automountServiceAccountToken") is not (_component(pod) == SPEAKS_WITH_THE_CLUSTER):
            yield f"{name_of(manifest)}: has a token of the cluster's"
    for role in of_kind(manifests, "Role", "ClusterRole"):
        for rule in role["rules"]:
            if rule["resources"] != ["configmaps"] or (not rule.get("resourceNames") and rule["verbs"] != ["create"]):
                yield f"{name_of(role)}: may do too much: {rule}"


def secrets_are_there(manifests: list[Manifest]) -> Iterator[str]:
    """Every reference finds the key, where the chart makes the Secrets or has the operator make them."""
    made = {one["metadata"]["name"]: set(one["data"]) for one in of_kind(manifests, "Secret")}
    for external in of_kind(manifests, "ExternalSecret"):
        made[external["spec"]["target"]["name"]] = {entry["secretKey"] for entry in external["spec"]["data"]}
    for manifest in manifests if made else []:
        for container in containers(manifest):
            for entry in container.get("env", []):
                ref: dict[str, Any] = entry.get("valueFrom", {}).get("secretKeyRef", {})
                if ref and ref["key"] not in made.get(ref["name"], ()):
                    yield f"{name_of(manifest)}: there is no {ref['key']} in {ref['name']}"
        for volume in pod["spec"].get("volumes", []) if (pod := pod_of(manifest)) else []:
            if volume["name"].startswith("secret-") and volume["secret"]["secretName"] not in made:
                yield f"{name_of(manifest)}: there is no {volume['secret']['secretName']}"


RULES: tuple[Rule, ...] = (
    locked_down,
    bounded,
    probed,
    selected,
    kept_up,
    told_what_they_need,
    policed,
    reachable_as_meant,
    without_tokens,
    secrets_are_there,
)


def faults(manifests: list[Manifest]) -> list[str]:
    """All that some rule finds."""
    return [fault for rule in RULES for fault in rule(manifests)]
