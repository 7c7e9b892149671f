"""The studio's couples."""

from uuid import uuid4

from sqlalchemy import select

from danceai.auth.tables import CoupleRow
from danceai.common.contracts.people import AddCouple, Couple, Couples, GetCouple, ListCouples
from danceai.common.database.unit_of_work import UnitOfWork
from danceai.common.errors import NotFound


def _told(row: CoupleRow) -> Couple:
    return Couple(id=row.id, lead=row.lead, follow=row.follow, tier=row.tier)


async def add(request: AddCouple, work: UnitOfWork) -> Couple:
    """Register a couple."""
    row = CoupleRow(
        studio_id=work.studio_id, id=uuid4(), lead=request.lead, follow=request.follow, tier=request.tier
    )
    work.session.add(row)
    return _told(row)


async def get(request: GetCouple, work: UnitOfWork) -> Couple:
    """One couple of this studio. Raises NotFound."""
    row = await work.session.get(CoupleRow, (work.studio_id, request.couple_id))
    if row is None:
        raise NotFound("This couple does not exist.")
    return _told(row)


async def every(request: ListCouples, work: UnitOfWork) -> Couples:
    """All couples, by the lead's name."""
    rows = await work.session.scalars(select(CoupleRow).order_by(CoupleRow.lead, CoupleRow.id))
    return Couples(couples=[_told(row) for row in rows])
