"""Judges manifests by the schemas of their kinds; runs in the environment of `.tools/deploy`, once for many.

Reads a JSON list of manifests, writes a JSON list of sentences. A kind without a schema is a fault as well.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import kubernetes_validate

VERSIONS = ("1.34", "1.35", "1.36", "1.37")
KINDS = Path(sys.prefix) / "kinds"


def judge(manifest: dict[str, Any]) -> list[str]:
    """What is wrong with one."""
    kind, name = manifest.get("kind", ""), manifest.get("metadata", {}).get("name", "")
    own = KINDS / f"{kind}.json"
    if own.is_file():
        errors = jsonschema.Draft202012Validator(json.loads(own.read_text())).iter_errors(manifest)
        return [f"{kind} {name}: {error.json_path}: {error.message}"[:400] for error in errors]
    found = []
    for version in VERSIONS:
        try:
            kubernetes_validate.validate(manifest, version, strict=True)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the verdict
            found.append(f"{kind} {name} ({version}): {type(error).__name__} {str(error)[:400]}")
    return found


def main() -> None:
    """From standard input to standard output."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    json.dump([fault for manifest in json.load(sys.stdin) for fault in judge(manifest)], sys.stdout)


if __name__ == "__main__":
    main()
