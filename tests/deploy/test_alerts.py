"""Alerts and dashboards: rules that fire when they should, about metrics that somebody tells, with a page for each."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from danceai.common.frame.discovery import service_names
from danceai.local import servers
from tests.deploy.chart import CHART, TOOLS
from tests.support.places import ROOT
from tests.support.platform import RunningPlatform

ALERTS = CHART / "files" / "alerts.yaml"
CASES = Path(__file__).parent / "alert_cases.yaml"
DASHBOARDS = sorted((CHART / "files" / "dashboards").glob("*.json"))
PROMTOOL = TOOLS / "promtool"
PROMETHEUS = {"up"}
"""What Prometheus tells of itself"""
TRITON = re.compile(r"nv_(inference|gpu)_\w+")
"""What Triton tells (its documentation's names; no Triton with metrics runs here)"""
WORDS = re.compile(r"\b(danceai_\w+|nv_\w+|process_\w+|up)\b(?=[\[{)\s]|$)")
needs_promtool = pytest.mark.skipif(not PROMTOOL.exists(), reason="Debian's prometheus package is not to be had here")


def _rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load(ALERTS.read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def _queries() -> Iterator[str]:
    yield from (rule["expr"] for rule in _rules())
    for path in DASHBOARDS:
        for panel in json.loads(path.read_text())["panels"]:
            yield from (target["expr"] for target in panel["targets"])


def _promtool(folder: Path, alerts: str) -> subprocess.CompletedProcess[str]:
    (folder / "alerts.yaml").write_text(alerts)
    shutil.copy(CASES, folder)
    return subprocess.run(
        [PROMTOOL, "test", "rules", CASES.name], cwd=folder, capture_output=True, text=True, check=False
    )


@needs_promtool
def test_alerts_fire_when_they_should_and_only_then(tmp_path: Path) -> None:
    told = _promtool(tmp_path, ALERTS.read_text())
    assert told.returncode == 0, told.stdout + told.stderr
    tests = yaml.safe_load(CASES.read_text())["tests"]
    tested = {case["alertname"] for test in tests for case in test["alert_rule_test"]}
    assert tested == {rule["alert"] for rule in _rules()}, "each alert has a case"


@needs_promtool
@pytest.mark.parametrize("wrong", ["> 180000", "> 18"])
def test_the_cases_notice_a_changed_rule(wrong: str, tmp_path: Path) -> None:
    text = ALERTS.read_text()
    assert "> 1800" in text
    assert _promtool(tmp_path, text.replace("> 1800", wrong)).returncode != 0


@needs_promtool
def test_every_query_of_the_dashboards_can_be_read(tmp_path: Path) -> None:
    rules = [{"record": f"query:{number}", "expr": query} for number, query in enumerate(_queries())]
    path = tmp_path / "queries.yaml"
    path.write_text(yaml.safe_dump({"groups": [{"name": "queries", "rules": rules}]}))
    told = subprocess.run([PROMTOOL, "check", "rules", path], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr


def test_every_alert_has_a_page_that_says_what_to_do() -> None:
    lines = (ROOT / "docs" / "operations.md").read_text().splitlines()
    titles = [line.strip("# ").lower() for line in lines if line.startswith("#")]
    anchors = {re.sub(r"[^a-z0-9 -]", "", title).replace(" ", "-") for title in titles}
    for rule in _rules():
        page, _, anchor = rule["annotations"]["runbook"].partition("#")
        assert page == "docs/operations.md"
        assert anchor in anchors, rule["alert"]


def test_queries_ask_for_what_services_tell(running: RunningPlatform, finished_sample: dict[str, Any]) -> None:
    """After an analysis: every metric, and every label that a query names or looks at, is told by some process."""
    told: dict[str, set[str]] = {}
    pages = [f"http://{servers.HOST}:{running.layout.ports[f'health-{name}']}/metrics" for name in service_names()]
    pages.append(f"http://{servers.HOST}:{running.layout.ports['metrics-gateway']}/metrics")
    for page in pages:
        text = httpx.get(page, trust_env=False).text
        for kind, name in re.findall(r"^# TYPE (\w+) (\w+)$", text, re.MULTILINE):
            told.setdefault(kind, set())
            if name == "histogram":
                told |= {f"{kind}_{part}": set() for part in ("bucket", "sum", "count") if f"{kind}_{part}" not in told}
        for name, labels in re.findall(r"^(\w+)\{(.*)\} ", text, re.MULTILINE):
            told.setdefault(name, set()).update(re.findall(r'(\w+)="', labels))
    asked = {name for query in _queries() for name in WORDS.findall(query)}
    assert {name for name in asked if not TRITON.fullmatch(name)} - told.keys() - PROMETHEUS == set()
    assert len(asked) > 12
    given = {"job", "pod", "app_kubernetes_io_name", "le"}
    for query in _queries():
        for name, labels in re.findall(r"(danceai_\w+)\{([^}]*)\}", query):
            named = set(re.findall(r"(\w+)(?:=~|!~|!=|=)\"", labels)) - given
            assert named <= told[name] or not told[name], (name, named - told[name])
