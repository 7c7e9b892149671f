"""Which phrases a report may quote: by need, acceptance and freshness; to one couple none twice in ten reports."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, or_

from danceai.coaching.phrase_bank.tables import PhraseRow, PhraseUseRow
from danceai.common.contracts.base import Dance, Language
from danceai.common.contracts.phrases import PhraseState
from danceai.common.frame.unit_of_work import UnitOfWork

NOT_AGAIN_WITHIN = 10
"""Reports of one couple"""
ACCEPTED, NEW = 4.0, 1.0
"""How much likelier what a trainer has accepted is taken than what nobody has looked at"""
HALF_LIFE = 180.0
"""Days in which a phrase becomes half as likely"""
MOST = 3


async def sample_phrases(
    work: UnitOfWork,
    couple_id: UUID,
    deficits: Sequence[str],
    dance: Dance,
    language: Language,
    *,
    report_id: UUID,
    most: int = MOST,
) -> list[PhraseRow]:
    """Phrases for one report, the neediest deficit first, at most one of each; noted as used.

    deficits: the worst first. Asked again for the same report, the answer is the same.
    """
    uses = work.visible(PhraseUseRow)
    noted = await work.all(uses.where(PhraseUseRow.report_id == report_id).order_by(PhraseUseRow.phrase_id))
    if noted:
        ids = [use.phrase_id for use in noted]
        rows = await work.all(work.visible(PhraseRow).where(PhraseRow.id.in_(ids)))
        return sorted(rows, key=lambda row: _need(row, deficits))
    fitting = work.visible(PhraseRow).where(
        PhraseRow.language == language,
        PhraseRow.deficit.in_(deficits),
        or_(PhraseRow.dance.is_(None), PhraseRow.dance == dance),
        PhraseRow.state != PhraseState.REJECTED,
        PhraseRow.id.not_in(await _said_lately(work, couple_id)),
    )
    chosen = choose(await work.all(fitting.order_by(PhraseRow.id)), deficits, random.Random(report_id.int), most)  # noqa: S311
    for row in chosen:
        row.uses += 1
        work.db.add(PhraseUseRow(studio_id=work.studio_id, report_id=report_id, phrase_id=row.id, couple_id=couple_id))
    return chosen


async def _said_lately(work: UnitOfWork, couple_id: UUID) -> list[UUID]:
    """Phrases that stand in one of the couple's last reports."""
    of_couple = work.visible(PhraseUseRow).where(PhraseUseRow.couple_id == couple_id)
    latest = (
        of_couple.with_only_columns(PhraseUseRow.report_id)
        .group_by(PhraseUseRow.report_id)
        .order_by(func.max(PhraseUseRow.at).desc())
        .limit(NOT_AGAIN_WITHIN)
    )
    return [use.phrase_id for use in await work.all(of_couple.where(PhraseUseRow.report_id.in_(latest)))]


async def forget_uses(work: UnitOfWork, report_id: UUID) -> None:
    """A report is gone: nothing was said in it."""
    uses = await work.all(work.visible(PhraseUseRow).where(PhraseUseRow.report_id == report_id))
    said = work.visible(PhraseRow).where(PhraseRow.id.in_([use.phrase_id for use in uses]))
    for phrase in await work.all(said):
        phrase.uses = max(0, phrase.uses - 1)
    for use in uses:
        await work.db.delete(use)


def choose(rows: list[PhraseRow], deficits: Sequence[str], chance: random.Random, most: int) -> list[PhraseRow]:
    """One of each of the neediest deficits that have any, drawn by weight."""
    chosen: list[PhraseRow] = []
    for deficit in deficits:
        of_it = [row for row in rows if row.deficit == deficit]
        if of_it and len(chosen) < most:
            chosen += chance.choices(of_it, [_weight(row) for row in of_it])
    return chosen


def _weight(row: PhraseRow) -> float:
    days = (datetime.now(UTC) - row.created_at).total_seconds() / 86_400
    accepted = ACCEPTED if row.state == PhraseState.ACCEPTED else NEW
    return float(accepted * 0.5 ** (days / HALF_LIFE) / (1 + row.uses))


def _need(row: PhraseRow, deficits: Sequence[str]) -> int:
    return deficits.index(row.deficit) if row.deficit in deficits else len(deficits)
