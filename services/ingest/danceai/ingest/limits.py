"""What a recording must and should be (product UP-3). One place, so that form, check and help agree."""

from danceai.common.confined.rights import Limits
from danceai.common.contracts.base import GIB

LARGEST_FILE = 4 * GIB
SMALLEST_SIDE = 240
LONGEST_SIDE = 8192
LARGEST_PIXELS = 4096 * 2304
SHORTEST_SECONDS = 1.0
LONGEST_SECONDS = 15 * 60.0
FEWEST_FRAMES = 24
FEWEST_FPS = 5.0
MOST_FPS = 240.0
RENDITION_SHORT_SIDE = 1080
RENDITION_MAX_FPS = 60.0
KEYFRAME_SECONDS = 2.0
"""Segments start at keyframes, so that any worker can decode one on its own."""

# What reading may cost. The header promises nothing: all of it is measured while the file is read.
PICTURES_AHEAD = 600
"""Pictures a file may hold, or make us write, before the limits below bind it"""
MOST_REPEATS = 8.0
"""Pictures written for each that was decoded; cameras that slow down in the dark write twice or three times as many"""
CPU_AT_FIRST, CPU_PER_SECOND = 40.0, 20.0
"""Processor seconds, and more of them for each second of picture; 4K at 60 a second takes 3"""
MOST_PACKETS = 2_000_000
"""Of one stream: of sound in blocks of 128 samples this is an hour and more"""
MOST_ERRORS = 1000
"""Places in a row at which a container cannot be read before we take it that it has ended"""
LARGEST_RENDITION = 3 * GIB
SOUND_RATES = range(4000, 384_001)
LONGEST_SOUND_BLOCK = 10.0
"""Seconds of sound that a decoder may hand over at once"""
DECODING_THREADS, ENCODING_THREADS = 4, 8
"""At most, and no more than one above the cores: each of them holds pictures"""
READER = Limits(memory=900 * 1024**2, cpu_seconds=5400, file_bytes=4 * GIB, open_files=32, seconds=1500.0)
"""Of the process that reads: beyond the above it is not the file that is long, but the decoder that is broken"""
