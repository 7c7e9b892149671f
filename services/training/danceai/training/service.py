"""Training: datasets that make better pose models."""

from danceai.common.frame.service import Service
from danceai.training import datasets

service = Service("training", requests=[datasets.create_dataset, datasets.list_datasets, datasets.export_coco])
