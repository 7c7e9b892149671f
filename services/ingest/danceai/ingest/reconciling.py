"""Videos that stand still: uploads nobody goes on with, and checks nobody works on."""

from datetime import UTC, datetime, timedelta

from danceai.common.contracts.videos import ProbeVideo
from danceai.common.errors import ProductError
from danceai.common.frame.reconciling import STOOD_STILL, Mending, StoodStill
from danceai.ingest.rejecting import end
from danceai.ingest.settings import IngestSettings
from danceai.ingest.tables import UsageRow, VideoRow


class UploadAbandoned(ProductError):
    """Whoever began the upload has not gone on with it."""

    code = "upload_abandoned"


async def abandoned_uploads(mending: Mending) -> None:
    """Uploads that were begun or resumed long ago and never completed: they end, and count no longer."""
    hours = IngestSettings.of(mending).upload_hours
    begun = datetime.now(UTC) - timedelta(hours=hours)
    async with mending.transaction() as work:
        old = (
            work.visible(VideoRow)
            .join(UsageRow, (UsageRow.studio_id == VideoRow.studio_id) & (UsageRow.video_id == VideoRow.id))
            .where(VideoRow.state == "uploading", UsageRow.at < begun)
        )
        videos = await work.all(old.with_for_update(of=VideoRow, skip_locked=True))
        for video in videos:
            sentence = f"This upload was not finished within {hours:g} hours. Please upload the recording again."
            await end(work, video, UploadAbandoned(sentence))
    for video in videos:
        mending.mended("abandoned_uploads", "ended", video.id)


async def lost_checks(mending: Mending) -> None:
    """Videos that are being checked while no job is there to do it."""
    async with mending.transaction() as work:
        checking = await work.all(work.visible(VideoRow).where(VideoRow.state == "checking"))
    if not checking:
        return
    ordered = {(job.video_id, job.revision) for job in await mending.ordered(ProbeVideo)}
    for video in checking:
        if (video.id, video.revision) not in ordered:
            await _check_again(mending, video)


async def _check_again(mending: Mending, seen: VideoRow) -> None:
    again = await mending.may_restart("lost_checks", seen.id)
    async with mending.transaction() as work:
        video = await work.find(VideoRow, seen.id, lock=True)
        if (video.state, video.revision) != ("checking", seen.revision):
            return
        if again:
            work.enqueue(ProbeVideo(video_id=video.id, revision=video.revision))
        else:
            await end(work, video, StoodStill(STOOD_STILL))
    mending.mended("lost_checks", "restarted" if again else "ended", seen.id)
