"""Every request of transcription, as it can be sent."""

from uuid import UUID

from danceai.common.contracts import transcripts
from tests.support.examples import Examples, anew, listing, of_studio
from tests.support.two_studios import World

SEGMENT = transcripts.TranscriptSegment(start=0, end=1, text="Toe last.")


def things(world: World) -> dict[str, UUID]:
    """A transcript."""
    body = {"name": "Walk", "segments": [{"start": 0, "end": 1, "text": "Heel first."}]}
    return {"transcript": UUID(world.admin.call("POST", "/v1/transcripts", body)["id"])}


EXAMPLES: Examples = {
    transcripts.SaveTranscript: anew(lambda w: transcripts.SaveTranscript(name="Walk", segments=[SEGMENT])),
    transcripts.SearchTranscripts: listing(lambda w: transcripts.SearchTranscripts(words="heel"), transcript="studio"),
    transcripts.GetTranscript: of_studio(lambda w: transcripts.GetTranscript(transcript_id=w.ids["transcript"])),
    transcripts.ExportTranscript: of_studio(
        lambda w: transcripts.ExportTranscript(transcript_id=w.ids["transcript"], form="txt")
    ),
}
