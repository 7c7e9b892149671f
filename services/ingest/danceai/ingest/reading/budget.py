"""What one file has cost so far, and the sentence with which it ends when that is too much."""

import time

from danceai.common.errors import JobFailed
from danceai.ingest import limits


class Unsuitable(JobFailed):
    """A video that can never be analysed."""

    code = "video_unsuitable"


TOO_LONG = "The video is longer than 15 minutes. Cut it to one dance (1.5 to 2 minutes)."


def check_size(width: int, height: int) -> None:
    """Of every picture, and of what the header promises. Raises Unsuitable."""
    if width * height > limits.LARGEST_PIXELS or max(width, height) > limits.LONGEST_SIDE:
        raise Unsuitable(
            f"The picture has {width} x {height} pixels; the most we take is 4K "
            "(4096 x 2304). Record or export in 1080p, that is plenty."
        )


class Budget:
    """Counts pictures, seconds, bytes and processor time while a file is read. Raises Unsuitable."""

    def __init__(self) -> None:
        self._began = time.process_time()
        self._decoded = 0
        self._shown = 0
        self._bytes = 0
        self._second = 0.0
        self._first: tuple[int, int] | None = None

    def work(self) -> None:
        """Something was decoded, or could not be: a picture, a block of sound."""
        most = limits.CPU_AT_FIRST + limits.CPU_PER_SECOND * self._second
        if time.process_time() - self._began > most:
            raise Unsuitable(
                f"Reading the first {self._second:.0f} seconds of this video took so long that we stopped. "
                "Export it again as MP4 (H.264)."
            )

    def see(self, width: int, height: int) -> None:
        """A picture was decoded."""
        self.work()
        check_size(width, height)
        self._first = self._first or (width, height)
        if width * height > self._first[0] * self._first[1]:
            raise Unsuitable(
                f"The picture grows from {self._first[0]} x {self._first[1]} to {width} x {height} pixels "
                "in the middle of the video. Export it again as MP4 (H.264)."
            )
        self._decoded += 1
        if self._decoded > limits.PICTURES_AHEAD + limits.MOST_FPS * self._second:
            raise Unsuitable(
                f"The video has more than {limits.MOST_FPS:.0f} pictures a second, or its time does not go on. "
                "Export it again as MP4 with 50 or 60 pictures a second."
            )

    def reach(self, second: float) -> None:
        """The file has come so far in its own time."""
        if second > limits.LONGEST_SECONDS:
            raise Unsuitable(TOO_LONG)
        self._second = max(self._second, second)

    def show(self, count: int) -> None:
        """So many more pictures are about to be written."""
        self._shown += count
        if self._shown > limits.PICTURES_AHEAD + limits.MOST_REPEATS * self._decoded:
            raise Unsuitable(
                "There are long gaps between the pictures of this video: its times jump. "
                "Export it again as MP4 (H.264) and upload that."
            )

    def write(self, size: int) -> None:
        """So many bytes of picture are about to be written."""
        self._bytes += size
        if self._bytes > limits.LARGEST_RENDITION:
            raise Unsuitable("The video holds more than we can keep. Cut it to one dance (1.5 to 2 minutes).")
