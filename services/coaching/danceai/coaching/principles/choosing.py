"""Which principle is said to a couple: only of what it shows, of its dance before all dances, in its language."""

from collections.abc import Sequence

from sqlalchemy import or_

from danceai.coaching.evaluations.subject import Quote
from danceai.coaching.tables import PrincipleRow
from danceai.common.contracts.base import Dance, Language
from danceai.common.frame.unit_of_work import UnitOfWork


def _text(row: PrincipleRow, language: Language) -> str | None:
    """In the language, confirmed or not; a principle that is not translated is not said."""
    found = row.texts.get(language)
    return found.text if found else None


async def choose_principles(work: UnitOfWork, dance: Dance, language: Language, deficits: Sequence[str]) -> list[Quote]:
    """One for each deficit that has any, in the order of the deficits."""
    fitting = work.visible(PrincipleRow).where(
        PrincipleRow.deficit.in_(list(deficits)), or_(PrincipleRow.dance.is_(None), PrincipleRow.dance == dance.value)
    )
    # Of the dance itself first, then the latest.
    rows = await work.all(fitting.order_by(PrincipleRow.dance.is_(None), PrincipleRow.changed_at.desc()))
    chosen: dict[str, Quote] = {}
    for row in rows:
        text = _text(row, language)
        if text is not None:
            chosen.setdefault(row.deficit, Quote(row.id, row.deficit, text))
    return [chosen[deficit] for deficit in deficits if deficit in chosen]
