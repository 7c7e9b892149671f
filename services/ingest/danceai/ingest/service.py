"""Ingest: from a browser's bytes to a video the rest of the house can trust."""

from danceai.common.contracts.couples import GetCouple
from danceai.common.contracts.poses import FindPeople
from danceai.common.contracts.users import GetQuota
from danceai.common.contracts.videos import VideoReady, VideoRejected
from danceai.common.frame.service import ObjectAccess, Service
from danceai.ingest import cropping, probe, quota, reconciling, sessions, uploads, usage
from danceai.ingest.settings import IngestSettings

service = Service(
    "ingest",
    settings=IngestSettings,
    objects=ObjectAccess(writes=("videos",)),
    requests=[
        sessions.create_dance_session,
        sessions.change_dance_session,
        sessions.get_dance_session,
        sessions.get_video,
        uploads.start_upload,
        uploads.resume_upload,
        uploads.complete_upload,
        uploads.cancel_upload,
        cropping.crop_video,
        quota.get_usage,
        usage.list_usage,
    ],
    jobs=[probe.probe_video],
    asks=[GetCouple, GetQuota, FindPeople],
    tells=[VideoReady, VideoRejected],
    reconcilers=[reconciling.abandoned_uploads, reconciling.lost_checks],
)
