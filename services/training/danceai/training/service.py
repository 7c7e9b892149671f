"""Training: datasets that make better pose models."""

from danceai.common.frame.service import ObjectAccess, Service
from danceai.training import datasets, exports

service = Service(
    "training",
    requests=[datasets.create_dataset, datasets.list_datasets, exports.start_export, exports.get_export],
    jobs=[exports.write_export],
    objects=ObjectAccess(writes=("datasets",), reads=("poses", "analyses")),
)
