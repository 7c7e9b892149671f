"""The region of the picture that is analysed; the original stays as it was uploaded."""

from danceai.common.contracts.videos import CropVideo, ProbeVideo, Video
from danceai.common.errors import Conflict, Invalid
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.ingest.sessions import SESSION, to_reply
from danceai.ingest.tables import VideoRow


async def crop_video(request: CropVideo, work: UnitOfWork) -> Video:
    """Set or take back the crop; what has been checked otherwise is checked anew. Raises Conflict, Invalid.

    Chosen before anybody knows how large the picture is, it is bound to the picture when it is made.
    """
    row = await work.find(VideoRow, request.video_id, lock=True)
    if row.state == "rejected":
        raise Conflict("This video cannot be used. Upload another one.", code="no_use")
    chosen, facts = request.crop, row.facts
    if chosen and facts:
        width, height = facts.original_width, facts.original_height
        if chosen.x + chosen.width > width or chosen.y + chosen.height > height:
            raise Invalid(f"The crop reaches outside the picture of {width} x {height} pixels.", code="crop_outside")
    if chosen == row.crop:
        return to_reply(row)
    row.crop = chosen
    if row.state != "uploading":
        row.revision += 1
        row.state = "checking"
        work.enqueue(ProbeVideo(video_id=row.id, revision=row.revision))
        work.touch(SESSION, row.session_id)
    return to_reply(row)
