"""What a recording must and should be (product UP-3). One place, so that form, check and help agree."""

from danceai.common.contracts.base import GIB

LARGEST_FILE = 4 * GIB
SMALLEST_SIDE = 240
LARGEST_PIXELS = 4096 * 2304
SHORTEST_SECONDS = 1.0
LONGEST_SECONDS = 15 * 60.0
FEWEST_FRAMES = 24
RENDITION_SHORT_SIDE = 1080
RENDITION_MAX_FPS = 60.0
KEYFRAME_SECONDS = 2.0
"""Segments start at keyframes, so that any worker can decode one on its own."""
