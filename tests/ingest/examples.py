"""Every request of ingest, as it can be sent."""

from uuid import UUID

from danceai.auth.seeding import known_id
from danceai.common.contracts import videos
from danceai.common.contracts.base import Dance
from danceai.local.layout import DEMO_STUDIO
from tests.support.examples import Examples, anew, of_couple
from tests.support.two_studios import World

CROP = videos.Crop(x=0, y=0, width=64, height=64)


def things(world: World) -> dict[str, UUID]:
    """An empty session, and one whose video was rejected."""
    failed = world.failed["session_id"]
    return {
        "session": UUID(world.admin.open_session(str(known_id(DEMO_STUDIO, "couple")), "waltz")["id"]),
        "failed_session": UUID(failed),
        "video": UUID(world.admin.call("GET", f"/v1/sessions/{failed}")["videos"][0]["id"]),
    }


EXAMPLES: Examples = {
    videos.CreateDanceSession: of_couple(
        lambda w: videos.CreateDanceSession(couple_id=w.ids["couple"], dance=Dance.TANGO)
    ),
    videos.GetDanceSession: of_couple(lambda w: videos.GetDanceSession(session_id=w.ids["session"])),
    videos.ChangeDanceSession: of_couple(
        lambda w: videos.ChangeDanceSession(session_id=w.ids["session"], notes="Second round")
    ),
    videos.StartUpload: of_couple(
        lambda w: videos.StartUpload(session_id=w.ids["session"], camera="B", file_name="a.mp4", size_bytes=9)
    ),
    videos.CompleteUpload: of_couple(
        lambda w: videos.CompleteUpload(video_id=w.ids["video"], parts=[videos.SentPart(number=1, etag="x")])
    ),
    videos.ResumeUpload: of_couple(lambda w: videos.ResumeUpload(video_id=w.ids["video"])),
    videos.CancelUpload: of_couple(lambda w: videos.CancelUpload(video_id=w.ids["video"])),
    videos.GetVideo: of_couple(lambda w: videos.GetVideo(video_id=w.ids["video"])),
    videos.CropVideo: of_couple(lambda w: videos.CropVideo(video_id=w.ids["video"], crop=CROP)),
    videos.GetUsage: anew(lambda w: videos.GetUsage()),
    videos.ListUsage: anew(lambda w: videos.ListUsage()),
}
