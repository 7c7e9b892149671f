"""Training: datasets that make better pose models."""

from danceai.common.contracts.analysis_files import GetPoses
from danceai.common.frame.service import ObjectAccess, Service
from danceai.training import datasets, exports, reconciling

service = Service(
    "training",
    requests=[datasets.create_dataset, datasets.list_datasets, exports.start_export, exports.get_export],
    jobs=[exports.write_export],
    asks=[GetPoses],
    reconcilers=[reconciling.lost_exports],
    objects=ObjectAccess(writes=("datasets",), reads=("poses", "analyses")),
)
