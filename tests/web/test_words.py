"""What the services say has words in every language, and what a log may hold has them, too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.places import ROOT

WEB = ROOT / "services" / "gateway" / "web" / "src"
SOURCES = [file for folder in ("libs", "services") for file in (ROOT / folder).glob("**/danceai/**/*.py")]


def _texts(tree: ast.AST) -> list[str]:
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def _refusals() -> set[str]:
    """Names of the classes that are told to people: ProductError and all that descend from it, by their sources."""
    bases: dict[str, set[str]] = {}
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ClassDef):
                named = {base.id for base in node.bases if isinstance(base, ast.Name)}
                bases.setdefault(node.name, set()).update(named)
    found = {"ProductError"}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return found


def _codes(file: Path, refusals: set[str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.ClassDef) and node.name in refusals:
            for line in node.body:
                targets = line.targets if isinstance(line, ast.Assign) else []
                if isinstance(line, ast.AnnAssign):
                    targets = [line.target]
                if any(isinstance(target, ast.Name) and target.id == "code" for target in targets):
                    yield from _texts(line.value) if line.value else []  # type: ignore[attr-defined]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in refusals:
            for keyword in node.keywords:
                if keyword.arg == "code":
                    yield from _texts(keyword.value)


def _keys(file: Path, block: str) -> set[str]:
    held = re.search(rf"  {block}: {{\n(.*?)\n  }},", file.read_text(), re.DOTALL)
    assert held, f"{file} has no {block}"
    return set(re.findall(r"^    (\w+):", held[1], re.MULTILINE))


def test_every_code_of_the_services_has_its_sentence() -> None:
    """The other languages have what English has: the web's own tests see to that."""
    refusals = _refusals()
    codes = {code for file in SOURCES for code in _codes(file, refusals)}
    assert {"uploads_used_up", "email_taken", "not_a_trainer", "code_needed"} <= codes
    # The provider's sign-in comes back to the sign-in page, which has words of its own for it.
    spoken = {code for code in codes if not code.startswith("social_")}
    assert spoken - _keys(WEB / "words" / "common" / "en.ts", "problem") == set()


def test_every_change_that_is_recorded_has_its_words() -> None:
    recorded = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "record":
                recorded |= set(_texts(node.args[0])) if node.args else set()
    offered = set(re.findall(r'"(\w+\.\w+)"', (WEB / "features" / "logs" / "words" / "actions.ts").read_text()))
    assert {action for action in recorded if "." in action} == offered
    assert {action.replace(".", "_") for action in offered} == _keys(WEB / "features/logs/words/en.ts", "actOf")
