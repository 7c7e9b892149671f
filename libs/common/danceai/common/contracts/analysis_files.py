"""What an analysis has left in the object store, for people and for other services."""

from pydantic import Field

from danceai.common.contracts.base import Camera, Id, Reply, Request
from danceai.common.contracts.poses import FollowedCouple
from danceai.common.contracts.videos import Film
from danceai.common.identity import Permission


class FileLink(Reply):
    """A signed address, good for a while."""

    name: str
    url: str
    expires_in_seconds: int


class GetAnalysisFile(Request[FileLink], service="scoring", needs=Permission.SEE_FILES):
    """Where one output can be downloaded."""

    analysis_id: Id
    name: str = Field(min_length=1, max_length=80)


class PosesOfAnalysis(Reply):
    """Where the couple's poses lie, by camera, and of whom they are."""

    couple_id: Id
    films: dict[Camera, Film]
    poses: dict[Camera, FollowedCouple]
    swapped: list[Camera] = []
    """Where the first of the two dancers is the follow, as people have said"""


class GetPoses(Request[PosesOfAnalysis], service="scoring", needs=Permission.SEE_FILES):
    """The poses of an analysis, for other services: object keys, not addresses. NotFound before there are any."""

    analysis_id: Id
