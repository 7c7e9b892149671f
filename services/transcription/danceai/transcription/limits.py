"""What a recording of a lesson may be, and what reading it may cost."""

from danceai.common.confined.rights import Limits
from danceai.common.contracts.base import GIB

LARGEST_FILE = 16 * GIB
LONGEST_SECONDS = 10 * 3600.0
LEAST_SECONDS = 0.3
MOST_ERRORS = 1000
"""Places in a row at which a container cannot be read before we take it that it has ended"""
MOST_UNDER_WAY = 20
"""Recordings of a studio that are being uploaded, or wait"""
READER = Limits(memory=600 * 1024**2, cpu_seconds=3600, file_bytes=2 * GIB, open_files=32, seconds=3600.0)
"""Of the process that reads: ten hours of sound are 1.2 GB of samples"""
NOTE_READER = Limits(memory=600 * 1024**2, cpu_seconds=120, file_bytes=GIB // 2, open_files=32, seconds=300.0)
"""The same for a voice note, which is never larger than some megabytes"""
