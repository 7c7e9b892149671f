"""Prints the JSON Schema of analysis.json (`make api`)."""

import argparse
import json

from danceai.common.contracts.analyses import AnalysisDocument


def main() -> None:
    """As JSON, on standard output."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    print(json.dumps(AnalysisDocument.model_json_schema(), indent=2))


if __name__ == "__main__":
    main()
