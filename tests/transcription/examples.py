"""Every request of transcription, as it can be sent."""

from uuid import UUID

from danceai.common.contracts import transcriptions, transcripts
from danceai.common.contracts.videos import SentPart
from tests.support.examples import Examples, anew, listing, of_studio
from tests.support.two_studios import World

SEGMENT = transcripts.TranscriptSegment(start=0, end=1, text="Toe last.")
SRT = "1\n00:00:00,000 --> 00:00:01,000\nHeel first.\n"


def _begun(world: World) -> UUID:
    """A recording that nobody sends."""
    body = {"file_name": "lesson.mp3", "size_bytes": 1000}
    return UUID(world.admin.call("POST", "/v1/transcriptions", body)["transcription_id"])


def _ended(world: World) -> UUID:
    """One that was given up: it holds no place."""
    begun = _begun(world)
    world.admin.call("POST", f"/v1/transcriptions/{begun}/cancel")
    return begun


def _saved(world: World) -> UUID:
    body = {"name": "Walk", "segments": [{"start": 0, "end": 1, "text": "Heel first."}]}
    return UUID(world.admin.call("POST", "/v1/transcripts", body)["id"])


def things(world: World) -> dict[str, UUID]:
    """A transcript, a recording that is being uploaded, and one that may be cancelled."""
    return {"transcript": _saved(world), "transcription": _begun(world), "spare_transcription": _begun(world)}


EXAMPLES: Examples = {
    transcripts.SaveTranscript: anew(lambda w: transcripts.SaveTranscript(name="Walk", segments=[SEGMENT])),
    transcripts.ImportTranscript: anew(lambda w: transcripts.ImportTranscript(file_name="walk.srt", content=SRT)),
    transcripts.SearchTranscripts: listing(lambda w: transcripts.SearchTranscripts(words="heel"), transcript="studio"),
    transcripts.GetTranscript: of_studio(lambda w: transcripts.GetTranscript(transcript_id=w.ids["transcript"])),
    transcripts.ListTranscriptVersions: of_studio(
        lambda w: transcripts.ListTranscriptVersions(transcript_id=w.ids["transcript"])
    ),
    transcripts.DeleteTranscript: of_studio(lambda w: transcripts.DeleteTranscript(transcript_id=_saved(w))),
    transcripts.ExportTranscript: of_studio(
        lambda w: transcripts.ExportTranscript(transcript_id=w.ids["transcript"], form="txt")
    ),
    transcriptions.StartTranscription: anew(
        lambda w: transcriptions.StartTranscription(file_name="lesson.mp3", size_bytes=0)
    ),
    transcriptions.ResumeTranscription: of_studio(
        lambda w: transcriptions.ResumeTranscription(transcription_id=w.ids["transcription"])
    ),
    transcriptions.CompleteTranscription: of_studio(
        lambda w: transcriptions.CompleteTranscription(
            transcription_id=w.ids["transcription"], parts=[SentPart(number=1, etag="0")]
        )
    ),
    transcriptions.CancelTranscription: of_studio(
        lambda w: transcriptions.CancelTranscription(transcription_id=w.ids["spare_transcription"])
    ),
    transcriptions.DeleteTranscription: of_studio(
        lambda w: transcriptions.DeleteTranscription(transcription_id=_ended(w))
    ),
    transcriptions.GetTranscription: of_studio(
        lambda w: transcriptions.GetTranscription(transcription_id=w.ids["transcription"])
    ),
    transcriptions.ListTranscriptions: listing(lambda w: transcriptions.ListTranscriptions(), transcription="studio"),
    transcriptions.ListTranscriptionSegments: of_studio(
        lambda w: transcriptions.ListTranscriptionSegments(transcription_id=w.ids["transcription"])
    ),
    transcriptions.GetHotWords: anew(lambda w: transcriptions.GetHotWords()),
    transcriptions.SetHotWords: anew(lambda w: transcriptions.SetHotWords(words=[])),
}
