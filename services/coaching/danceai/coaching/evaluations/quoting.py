"""What trainers of the studio have said of the deficits that a couple shows: principles, and phrases of lessons."""

from collections.abc import Sequence
from uuid import UUID

from danceai.coaching.evaluations.subject import Quote
from danceai.coaching.phrase_bank.sampling import sample_phrases
from danceai.coaching.principles.choosing import choose_principles
from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.evaluations import Paragraph
from danceai.common.frame.unit_of_work import UnitOfWork


async def find_quotes(
    work: UnitOfWork,
    couple_id: UUID | None,
    dance: Dance,
    language: Language,
    deficits: Sequence[str],
    *,
    analysis_id: UUID,
) -> tuple[list[Quote], list[Quote]]:
    """(principles, phrases), one of each for a deficit at most; the same again for the same analysis."""
    principles = await choose_principles(work, dance, language, deficits)
    if couple_id is None:
        return principles, []
    rows = await sample_phrases(work, couple_id, deficits, dance, language, report_id=analysis_id)
    return principles, [Quote(row.id, row.deficit, row.text) for row in rows]


def phrases_said(paragraphs: Sequence[Paragraph]) -> list[Quote]:
    """The phrases that stand in an evaluation; whoever goes on talking of it has these and uses up no others."""
    return [
        Quote(part.source, paragraph.deficit, part.text)
        for paragraph in paragraphs
        for part in paragraph.statements
        if part.role == "phrase" and part.source is not None
    ]
