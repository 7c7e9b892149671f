"""The end of a video that can never be analysed, or that nobody goes on with."""

from danceai.common.contracts.base import Camera
from danceai.common.contracts.videos import VideoRejected
from danceai.common.errors import ProductError
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.ingest import quota
from danceai.ingest.sessions import SESSION
from danceai.ingest.tables import VideoRow


async def end(work: UnitOfWork, video: VideoRow, error: ProductError) -> None:
    """Keep why, give back what it took, have its objects taken away, and tell everybody."""
    video.state, video.error_code, video.error_message = "rejected", error.reported_code, error.message
    await quota.release(work, video.id)
    await drop_objects(work, video)
    work.touch(SESSION, video.session_id)
    work.announce(
        VideoRejected(
            video_id=video.id,
            session_id=video.session_id,
            camera=Camera(video.camera),
            code=error.reported_code,
            message=error.message,
        )
    )


async def abandon(work: UnitOfWork, video: VideoRow) -> None:
    """Give up a video that was never finished or cannot be used: its row, its objects, and what it took of quotas."""
    await drop_objects(work, video)
    await quota.release(work, video.id)
    await work.db.delete(video)
    await work.db.flush()


async def drop_objects(work: UnitOfWork, video: VideoRow) -> None:
    """Have the original and what was last made of it taken away; earlier renditions belong to earlier analyses."""
    await work.drop(video.original_key)
    await work.drop(video.made_folder)
