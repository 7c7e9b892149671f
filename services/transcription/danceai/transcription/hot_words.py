"""Words that a studio expects to be said: Whisper would else take them for others."""

from danceai.common.contracts.transcriptions import GetHotWords, HotWords, SetHotWords
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.transcription.settings import TranscriptionSettings
from danceai.transcription.tables import HotWordsRow

DANCES_AND_FIGURES = (
    "chassé", "contra check", "feather step", "fleckerl", "heel turn", "hesitation", "impetus", "lock step",
    "natural turn", "promenade", "telemark", "weave", "whisk",
)  # fmt: skip
"""In small letters and few: longer lists, and names in capitals, come back as text where the sound is poor"""


async def find_words(work: UnitOfWork) -> list[str]:
    """The studio's own; or those of the dances and figures, where the model can bear them."""
    row = await work.first(work.visible(HotWordsRow))
    if row and row.words:
        return row.words
    return list(DANCES_AND_FIGURES) if TranscriptionSettings.of(work).expect_figures else []


async def get_hot_words(request: GetHotWords, work: UnitOfWork) -> HotWords:
    """As they are used."""
    return HotWords(words=await find_words(work))


async def set_hot_words(request: SetHotWords, work: UnitOfWork) -> HotWords:
    """In place of those before, for what is transcribed from now on."""
    words = list(dict.fromkeys(" ".join(word.split()) for word in request.words if word.strip()))
    row = await work.first(work.visible(HotWordsRow).with_for_update())
    if row is None:
        work.db.add(HotWordsRow(studio_id=work.studio_id, words=words))
    else:
        row.words = words
    await work.db.flush()
    return HotWords(words=await find_words(work))
