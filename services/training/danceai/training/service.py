"""Training: datasets that make better pose models."""

from danceai.common.messaging.service import Service
from danceai.training import datasets

service = Service("training", requests=[datasets.create, datasets.every, datasets.export])
