"""What ingest would tell of recordings."""

from danceai.common.contracts.videos import VideoFacts


def describe_video(
    frames: int, fps: float = 30.0, width: int = 1280, height: int = 720, *, has_audio: bool = True
) -> VideoFacts:
    """A recording that needed nothing done to it."""
    return VideoFacts(
        frames=frames,
        fps=fps,
        width=width,
        height=height,
        seconds=frames / fps,
        has_audio=has_audio,
        original_width=width,
        original_height=height,
        original_fps=fps,
        variable_rate=False,
        rotation=0,
        codec="h264",
    )
