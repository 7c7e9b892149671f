"""Transcription: what teachers say, written down and found again."""

from danceai.common.contracts.account import GetProfile
from danceai.common.contracts.transcriptions import SoundHeard
from danceai.common.contracts.transcripts import TranscriptDeleted, TranscriptSaved
from danceai.common.contracts.voice_notes import NoteUnheard, NoteWritten
from danceai.common.frame.service import ObjectAccess, Service
from danceai.transcription import hot_words, library, notes, reconciling, recordings, searching, transcribing
from danceai.transcription.settings import TranscriptionSettings
from danceai.transcription.tables import FOLDER

service = Service(
    "transcription",
    settings=TranscriptionSettings,
    objects=ObjectAccess(writes=(FOLDER,), reads=("conversations",)),
    requests=[
        recordings.start_transcription,
        recordings.resume_transcription,
        recordings.complete_transcription,
        recordings.cancel_transcription,
        recordings.delete_transcription,
        recordings.get_transcription,
        recordings.list_transcriptions,
        recordings.list_transcription_segments,
        hot_words.get_hot_words,
        hot_words.set_hot_words,
        library.save_transcript,
        library.get_transcript,
        library.list_transcript_versions,
        library.delete_transcript,
        library.export_transcript,
        library.import_transcript,
        searching.search_transcripts,
    ],
    jobs=[transcribing.transcribe, notes.write_down_note],
    asks=[GetProfile],
    tells=[TranscriptSaved, TranscriptDeleted, SoundHeard, NoteWritten, NoteUnheard],
    reconcilers=[reconciling.abandoned_recordings, reconciling.lost_transcriptions],
)
