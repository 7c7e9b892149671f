"""The end of a video that can never be analysed."""

from danceai.common.contracts.base import Camera
from danceai.common.contracts.videos import VideoRejected
from danceai.common.errors import ProductError
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.ingest import quota, uploads
from danceai.ingest.tables import VideoRow


async def end(work: UnitOfWork, video: VideoRow, error: ProductError) -> None:
    """Keep why, give back what it took, have its objects taken away, and tell everybody."""
    video.state, video.error_code, video.error_message = "rejected", error.reported_code, error.message
    await quota.release(work, video.id)
    await uploads.drop_objects(work, video)
    work.announce(
        VideoRejected(
            video_id=video.id,
            session_id=video.session_id,
            camera=Camera(video.camera),
            code=error.reported_code,
            message=error.message,
        )
    )
