"""What anyone may ask ingest about videos, and the facts ingest tells everybody."""

from typing import Annotated

from pydantic import Field

from danceai.common.contracts.base import (
    GIB,
    Camera,
    Dance,
    Done,
    Event,
    Id,
    Job,
    Language,
    Message,
    Paged,
    PageReply,
    Reply,
    Request,
    Verdict,
)
from danceai.common.identity import Permission


class Crop(Message):
    """Region to keep, in pixels of the upright original."""

    x: int = Field(ge=0)
    y: int = Field(ge=0)
    width: int = Field(ge=32)
    height: int = Field(ge=32)


class QualityLine(Message):
    """One line of the quality report (UP-3). `measured` and `limit` are ready to read, in English."""

    name: str
    measured: str
    limit: str
    verdict: Verdict
    advice: str = ""
    facts: dict[str, float | str] = {}
    """What `measured` was made of, for those who say it in another language"""


class VideoFacts(Message):
    """What is known of a video after the probe; frames, size and rate are those of the rendition."""

    frames: int
    fps: float
    width: int
    height: int
    seconds: float
    has_audio: bool
    original_width: int
    original_height: int
    original_fps: float
    variable_rate: bool
    rotation: int
    codec: str
    cuts: list[int] = []
    """Frames at which another shot begins, rising; the first shot begins at 0 and is not among them"""


class Film(Message):
    """A checked video as others work on it: frame n of the rendition is the moment n / fps."""

    video_id: Id
    camera: Camera
    rendition_key: str
    audio_key: str | None
    """None without a sound track"""
    facts: VideoFacts


class Video(Reply):
    """One camera's file and what became of it."""

    id: Id
    session_id: Id
    camera: Camera
    file_name: str
    size_bytes: int
    state: str
    """uploading | checking | ready | rejected"""
    error_code: str | None = None
    error_message: str | None = None
    film: Film | None = None
    """Once it was checked"""
    quality: list[QualityLine] = []
    crop: Crop | None = None


class DanceSession(Reply):
    """One upload of one dance by one couple."""

    id: Id
    couple_id: Id
    dance: Dance
    language: Language
    notes: str
    videos: list[Video] = []


class CreateDanceSession(Request[DanceSession], service="ingest", needs=Permission.UPLOAD):
    """Open a session; videos are uploaded into it."""

    couple_id: Id
    dance: Dance
    language: Language = Language.EN
    notes: Annotated[str, Field(max_length=2000)] = ""


class ChangeDanceSession(Request[DanceSession], service="ingest", needs=Permission.UPLOAD):
    """Say anew what was danced, or how it is written of; what is left out stays. Analyses keep what they began with."""

    session_id: Id
    dance: Dance | None = None
    language: Language | None = None
    notes: Annotated[str, Field(max_length=2000)] | None = None


class GetDanceSession(Request[DanceSession], service="ingest", needs=Permission.SEE_ANALYSES):
    """A session with its videos."""

    session_id: Id


class SignedPart(Message):
    """PUT these bytes of the file to this address and keep the ETag that comes back."""

    number: int
    offset: int
    size: int
    url: str
    etag: str | None = None
    """Of what has arrived of it before; such a part need not be sent again"""


class UploadTicket(Reply):
    """Where to send the file, part by part, in any order."""

    video_id: Id
    parts: list[SignedPart]
    expires_in_seconds: int


class StartUpload(Request[UploadTicket], service="ingest", needs=Permission.UPLOAD):
    """Admit one file; refused before a byte is sent when it can never be analysed."""

    session_id: Id
    camera: Camera
    file_name: Annotated[str, Field(min_length=1, max_length=1024)]
    """As the sender's system gives it, in any script; kept to 255 bytes, its ending with it"""
    size_bytes: int = Field(ge=0, le=64 * GIB)
    seconds: float = Field(default=0, ge=0, le=24 * 3600)
    """As the sender's player tells; what counts in the end is measured"""


class RecordingLimits(Message):
    """What a recording must be to be taken at all; what it should be is said line by line in the quality report."""

    largest_bytes: int
    shortest_seconds: float
    longest_seconds: float
    smallest_side: int
    longest_side: int


class Usage(Reply):
    """What was uploaded in the last 30 days, and what may be; None = unlimited."""

    uploads: int
    minutes: float
    uploads_on_the_way: int = 0
    """Of these, begun and not here yet: they count until they are cancelled, or nobody has gone on with them"""
    upload_limit: int | None
    minute_limit: int | None
    studio_uploads: int
    studio_minutes: float
    studio_upload_limit: int | None
    studio_minute_limit: int | None
    recordings: RecordingLimits


class GetUsage(Request[Usage], service="ingest", needs=Permission.UPLOAD):
    """The caller's and the studio's use of their quotas."""


class UserUsage(Message):
    """What one user has uploaded in the last 30 days."""

    user_id: Id
    uploads: int
    minutes: float


class UsageByUser(PageReply):
    """Users who have uploaded anything in the last 30 days."""

    usage: list[UserUsage]


class ListUsage(Paged, Request[UsageByUser], service="ingest", needs=Permission.MANAGE_USERS):
    """What each user of the studio has used."""


class SentPart(Message):
    """What the object store answered to one part."""

    number: int = Field(ge=1, le=10_000)
    etag: str = Field(min_length=1, max_length=80)


class CompleteUpload(Request[Video], service="ingest", needs=Permission.UPLOAD):
    """All parts are there: put them together and check the video."""

    video_id: Id
    parts: list[SentPart] = Field(min_length=1, max_length=10_000)


class ResumeUpload(Request[UploadTicket], service="ingest", needs=Permission.UPLOAD):
    """Fresh addresses for an upload that was interrupted."""

    video_id: Id


class CancelUpload(Request[Done], service="ingest", needs=Permission.UPLOAD):
    """Give up an upload that has not ended: it counts no more, and what arrived of it is taken away. Twice is once."""

    video_id: Id


class GetVideo(Request[Video], service="ingest", needs=Permission.SEE_ANALYSES):
    """One video."""

    video_id: Id


class CropVideo(Request[Video], service="ingest", needs=Permission.UPLOAD):
    """Keep only a region of the picture; the original stays (UP-5). None takes the crop back.

    It can be chosen before the video has been checked, even before all of it is here.
    """

    video_id: Id
    crop: Crop | None


class ProbeVideo(Job, service="ingest", limit=1800, slots=2, per_studio=1):
    """Check the file, make rendition and audio track, measure quality. `revision` counts crops."""

    video_id: Id
    revision: int = 0


class VideoReady(Event):
    """The rendition can be analysed."""

    session_id: Id
    film: Film


class VideoRejected(Event):
    """The file can never be analysed, and why."""

    video_id: Id
    session_id: Id
    camera: Camera
    code: str
    message: str
