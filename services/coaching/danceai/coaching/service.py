"""Coaching: what the numbers mean, in words."""

from danceai.coaching import evaluating
from danceai.common.messaging.service import Service

service = Service("coaching", jobs=[evaluating.run])
