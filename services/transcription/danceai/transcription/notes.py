"""The job: from a voice note beside a post to the words in it. Whose words they are, coaching keeps (decision 61)."""

from pathlib import Path

from danceai.common.confined.launcher import confined
from danceai.common.contracts.transcriptions import SoundHeard, TranscriptionTask
from danceai.common.contracts.voice_notes import LONGEST_NOTE, MOST_WORDS, NoteUnheard, NoteWritten, WriteDownNote
from danceai.common.errors import ProductError
from danceai.common.frame.contexts import JobContext
from danceai.common.frame.service import job
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.offload import in_thread
from danceai.transcription import limits
from danceai.transcription.hot_words import find_words
from danceai.transcription.recognition import hear
from danceai.transcription.search_words import CHINESE
from danceai.transcription.settings import TranscriptionSettings
from danceai.transcription.sound import SAMPLES, Unheard, read_sound, window


async def give_up(message: WriteDownNote, error: ProductError, work: UnitOfWork) -> None:
    """It stays sound."""
    work.announce(NoteUnheard(note_id=message.note_id, code=error.reported_code))


@job(WriteDownNote, failed=give_up)
async def write_down_note(message: WriteDownNote, context: JobContext) -> None:
    """Read it as any foreign file is read, listen to it, tell what is said."""
    settings = TranscriptionSettings.of(context)
    async with context.transaction() as work:
        words = await find_words(work)
    async with context.storage.local_copy(message.key) as path:
        folder = path.parent
        sound = await confined(read_sound, Path(path.name), Path(), folder=folder, limits=limits.NOTE_READER)
        if sound.seconds > LONGEST_NOTE:
            raise Unheard(f"A voice note of more than {LONGEST_NOTE / 60:.0f} minutes is not written down.")
        text, language = await in_thread(_listen, settings, folder / SAMPLES, sound.seconds, words)
    async with context.conclude() as work:
        work.announce(NoteWritten(note_id=message.note_id, text=text, language=language))
        about = {"feature": "note", "model": settings.whisper, "user_id": context.actor.user_id}
        work.announce(SoundHeard.model_validate(about | {"seconds": sound.seconds}))


def _listen(settings: TranscriptionSettings, samples: Path, seconds: float, words: list[str]) -> tuple[str, str | None]:
    """(what is said, in which language); blocks for as long as it takes."""
    heard = hear(settings, window(samples, 0.0, seconds), 0.0, TranscriptionTask.TRANSCRIBE, None, words)
    said = [segment.text for segment in heard.segments]
    text = ("" if any(map(CHINESE.search, said)) else " ").join(said)
    return text[:MOST_WORDS], heard.language if text else None
