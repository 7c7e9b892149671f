"""Prints the JSON Schema of analysis.json (`make api`)."""

import json

from danceai.common.contracts.analyses import AnalysisDocument

print(json.dumps(AnalysisDocument.model_json_schema(), indent=2))
