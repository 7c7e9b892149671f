"""Transcription: the library of what teachers said."""

from danceai.common.frame.service import Service
from danceai.transcription import library

service = Service(
    "transcription",
    requests=[library.save_transcript, library.search_transcripts, library.get_transcript, library.export_transcript],
)
