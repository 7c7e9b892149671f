"""The studio's couples: registered, edited, assigned to trainers, shown to partners, levelled by their analyses."""

from collections import defaultdict
from uuid import UUID, uuid4

from sqlalchemy import func, or_
from sqlalchemy.dialects.postgresql import insert

from danceai.auth.members.levels import level_of
from danceai.auth.tables import Assignment, Consent, CoupleRow, User
from danceai.common.contracts.account import Person
from danceai.common.contracts.analyses import AnalysisFinished
from danceai.common.contracts.base import Dance
from danceai.common.contracts.couples import (
    AddCouple,
    AssignDancer,
    AssignTrainer,
    Couple,
    Couples,
    EditCouple,
    GetCouple,
    ListCouples,
    SetConsent,
)
from danceai.common.errors import Invalid, NotFound
from danceai.common.frame.pages import Order, find_page
from danceai.common.frame.unit_of_work import UnitOfWork
from danceai.common.identity import Role


async def _to_reply(work: UnitOfWork, rows: list[CoupleRow]) -> list[Couple]:
    ids = [row.id for row in rows]
    trainers, partners = defaultdict(list), defaultdict(list)
    assignments = await work.all(work.visible(Assignment).where(Assignment.couple_id.in_(ids)))
    training = work.opened(User, because="who sees a couple sees who trains it")
    users = await work.all(training.where(User.id.in_({one.user_id for one in assignments})).order_by(User.name))
    for user in users:
        for couple_id in (one.couple_id for one in assignments if one.user_id == user.id):
            trainers[couple_id].append(Person(id=user.id, name=user.name))
    for consent in await work.all(work.visible(Consent).where(Consent.couple_id.in_(ids)).order_by(Consent.partner)):
        partners[consent.couple_id].append(consent.partner)
    return [
        Couple(
            id=row.id,
            lead=row.lead,
            follow=row.follow,
            lead_user_id=row.lead_user_id,
            follow_user_id=row.follow_user_id,
            tier=row.tier,
            level=row.level,
            computed_level=row.computed_level,
            dances=[Dance(dance) for dance in row.dances],
            profile_urls=row.profile_urls,
            trainers=trainers[row.id],
            partners=partners[row.id],
        )
        for row in rows
    ]


async def _one(work: UnitOfWork, row: CoupleRow) -> Couple:
    return (await _to_reply(work, [row]))[0]


async def _must_be(work: UnitOfWork, user_id: UUID | None, role: Role) -> None:
    """Raise unless the user is one of this studio with that role."""
    if user_id is None:
        return
    everybody = work.opened(User, because="whom a couple may be given to")
    user = await work.first(everybody.where(User.id == user_id))
    if user is None:
        raise NotFound("This user does not exist.")
    if user.role != role:
        raise Invalid(
            f"{user.name} is not a {role.value}.",
            code="not_a_trainer" if role is Role.TRAINER else "not_a_dancer",
            details={"name": user.name},
        )


async def add_couple(request: AddCouple, work: UnitOfWork) -> Couple:
    """Register a couple; a trainer who does so trains it."""
    await _must_be(work, request.lead_user_id, Role.DANCER)
    await _must_be(work, request.follow_user_id, Role.DANCER)
    row = CoupleRow(studio_id=work.studio_id, id=uuid4(), computed_level="", **request.model_dump())
    work.db.add(row)
    if work.actor.role is Role.TRAINER:
        work.db.add(Assignment(studio_id=work.studio_id, couple_id=row.id, user_id=work.actor.user_id))
    await work.db.flush()
    work.callers_changed(work.studio_id)
    work.record("couple.add", "couple", row.id, lead=row.lead, follow=row.follow)
    return await _one(work, row)


async def edit_couple(request: EditCouple, work: UnitOfWork) -> Couple:
    """Change what is given."""
    row = await work.find(CoupleRow, request.couple_id)
    await _must_be(work, request.lead_user_id, Role.DANCER)
    await _must_be(work, request.follow_user_id, Role.DANCER)
    changed = request.model_dump(exclude={"couple_id"}, exclude_none=True)
    before = {field: str(getattr(row, field)) for field in changed}
    for field, value in changed.items():
        setattr(row, field, value)
    await work.db.flush()
    work.callers_changed(work.studio_id)
    work.record("couple.edit", "couple", row.id, before=before, after={k: str(v) for k, v in changed.items()})
    return await _one(work, row)


async def get_couple(request: GetCouple, work: UnitOfWork) -> Couple:
    """One couple of this studio. Raises NotFound, Forbidden when it is out of reach."""
    return await _one(work, await work.find(CoupleRow, request.couple_id))


async def list_couples(request: ListCouples, work: UnitOfWork) -> Couples:
    """The couples within reach, by the lead's name."""
    query = work.visible(CoupleRow)
    # Each word for itself: "Anna Sample" is found as "Sample Anna", too.
    for word in request.search.split():
        names = func.concat(CoupleRow.lead, " ", CoupleRow.follow)
        query = query.where(names.icontains(word, autoescape=True))
    if request.dance is not None:
        query = query.where(or_(CoupleRow.dances == [], CoupleRow.dances.contains([request.dance.value])))
    if request.trainer_id is not None:
        of_trainer = work.visible(Assignment).where(Assignment.user_id == request.trainer_id)
        query = query.where(CoupleRow.id.in_(of_trainer.with_only_columns(Assignment.couple_id)))
    page = await find_page(work, query, Order(CoupleRow.lead, CoupleRow.id), request)
    couples, following = page.fit(await _to_reply(work, page.rows))
    return Couples(couples=couples, next_cursor=following)


async def assign_trainer(request: AssignTrainer, work: UnitOfWork) -> Couple:
    """Let a trainer train a couple, or no longer."""
    row = await work.find(CoupleRow, request.couple_id)
    await _must_be(work, request.user_id, Role.TRAINER)
    if request.assigned:
        values = {"studio_id": work.studio_id, "couple_id": row.id, "user_id": request.user_id}
        await work.db.execute(insert(Assignment).values(values).on_conflict_do_nothing())
    else:
        given = work.visible(Assignment).where(Assignment.couple_id == row.id, Assignment.user_id == request.user_id)
        for assignment in await work.all(given):
            await work.db.delete(assignment)
    work.callers_changed(request.user_id)
    work.record("couple.assign", "couple", row.id, trainer=str(request.user_id), assigned=request.assigned)
    return await _one(work, row)


async def assign_dancer(request: AssignDancer, work: UnitOfWork) -> Couple:
    """Say which part of a couple a dancer's account is, or none. Both may sign in; nobody is both of them."""
    row = await work.find(CoupleRow, request.couple_id, lock=True)
    await _must_be(work, request.user_id, Role.DANCER)
    before = {"lead": row.lead_user_id, "follow": row.follow_user_id}
    after = {part: None if user_id == request.user_id else user_id for part, user_id in before.items()}
    if request.part is not None:
        after[request.part] = request.user_id
    row.lead_user_id, row.follow_user_id = after["lead"], after["follow"]
    for user_id in {*before.values(), request.user_id} - {None}:
        assert user_id is not None
        work.callers_changed(user_id)
    work.record("couple.dancer", "couple", row.id, dancer=str(request.user_id), part=request.part)
    await work.db.flush()
    return await _one(work, row)


async def set_consent(request: SetConsent, work: UnitOfWork) -> Couple:
    """Let a partner see the couple's results, or no longer; holds for the partner's next call."""
    row = await work.find(CoupleRow, request.couple_id)
    if request.given:
        values = {
            "studio_id": work.studio_id,
            "couple_id": row.id,
            "partner": request.partner,
            "given_by": work.actor.user_id,
        }
        await work.db.execute(insert(Consent).values(values).on_conflict_do_nothing())
    else:
        given = work.visible(Consent).where(Consent.couple_id == row.id, Consent.partner == request.partner)
        for consent in await work.all(given):
            await work.db.delete(consent)
    work.callers_changed(work.studio_id)
    work.record("couple.consent", "couple", row.id, partner=request.partner, given=request.given)
    return await _one(work, row)


async def on_scored(event: AnalysisFinished, work: UnitOfWork) -> None:
    """The level that a finished analysis speaks for."""
    row = await work.first(work.visible(CoupleRow).where(CoupleRow.id == event.couple_id))
    if row is not None and event.score is not None:
        row.computed_level = level_of(event.score)


async def find_trainers(work: UnitOfWork, couple_id: UUID) -> list[UUID]:
    """Who trains a couple; where nobody does, the studio's admins."""
    trained = work.visible(Assignment).where(Assignment.couple_id == couple_id)
    if found := [row.user_id for row in await work.all(trained)]:
        return found
    admins = work.visible(User).where(User.role == Role.STUDIO_ADMIN, User.active)
    return [row.id for row in await work.all(admins)]


async def find_dancers(work: UnitOfWork, couple_id: UUID) -> list[UUID]:
    """The accounts of a couple's two dancers, as far as they have any."""
    row = await work.first(work.visible(CoupleRow).where(CoupleRow.id == couple_id))
    return [one for one in (row.lead_user_id, row.follow_user_id) if one] if row else []
