"""The Tiltfile, executed with builtins that only write down what they are asked."""

import json
import subprocess

from danceai.common.frame.discovery import service_names
from tests.deploy.chart import CHART, TOOLS, helm
from tests.support.places import ROOT

EXECUTE = """
import json, os, pathlib, sys
import starlark as sl

asked = []

def noting(name):
    def note(*given, **options):
        asked.append([name, json.loads(json.dumps(given, default=str)), json.loads(json.dumps(options, default=str))])
        return name
    return note

module, rest = sl.Module(), sl.Globals.extended_by([sl.LibraryExtension.StructType])
for name in ("docker_build", "k8s_yaml", "helm", "k8s_resource", "local_resource", "sync", "run", "fall_back_on",
             "allow_k8s_contexts"):
    module.add_callable(name, noting(name))
module.add_callable("listdir", lambda path: [str(p) for p in sorted(pathlib.Path(path).iterdir())])
module.add_callable("basename", os.path.basename)
module.add_callable("exists", os.path.exists)
module["TRIGGER_MODE_MANUAL"] = "manual"
dialect = sl.Dialect.extended()
dialect.enable_top_level_stmt = True
text = pathlib.Path("Tiltfile").read_text()
# Starlark's own modules are values that hosts provide; this host has functions only.
text = text.replace("os.path.basename", "basename").replace("os.path.exists", "exists")
sl.eval(module, sl.parse("Tiltfile", text, dialect=dialect), rest)
json.dump(asked, sys.stdout)
"""


def _executed() -> list[tuple[str, list[object], dict[str, object]]]:
    told = subprocess.run(
        [TOOLS / "python", "-c", EXECUTE], capture_output=True, text=True, check=False, cwd=ROOT, timeout=60
    )
    assert told.returncode == 0, told.stderr
    found: list[tuple[str, list[object], dict[str, object]]] = json.loads(told.stdout)
    return found


def test_it_builds_every_service_and_has_two_buttons() -> None:
    asked = _executed()
    built = {str(given[0]).removeprefix("danceai-") for name, given, _ in asked if name == "docker_build"}
    assert built == {*service_names(), "gateway", "cluster"}
    resources = {str(given[0]): options for name, given, options in asked if name == "local_resource"}
    assert [name for name, options in resources.items() if options.get("trigger_mode") == "manual"] == ["demo", "tests"]
    for name, given, _ in asked:
        if name == "sync":
            path = ROOT / str(given[0])
            assert path.is_dir() or path.name == "dist", path


def test_it_names_what_the_chart_makes() -> None:
    text = helm("template", "danceai", str(CHART), "-f", str(CHART / "values" / "dev.yaml"))
    for name, given, _ in _executed():
        if name == "k8s_resource":
            assert f"name: {given[0]}\n" in text, given[0]
