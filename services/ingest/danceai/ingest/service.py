"""Ingest: from a browser's bytes to a video the rest of the house can trust."""

from danceai.common.messaging.service import Service
from danceai.ingest import probe, quota, sessions, uploads

service = Service(
    "ingest",
    requests=[
        sessions.create,
        sessions.get,
        sessions.get_video,
        uploads.start,
        uploads.resume,
        uploads.complete,
        uploads.crop,
        quota.usage,
    ],
    jobs=[probe.run],
)
