"""Transcription: the library of what teachers said."""

from danceai.common.messaging.service import Service
from danceai.transcription import library

service = Service("transcription", requests=[library.save, library.search, library.export])
