"""The first studio: users of each role and a couple, so that a fresh installation can be used at once."""

from collections.abc import Mapping
from uuid import NAMESPACE_DNS, UUID, uuid5

from sqlalchemy.dialects.postgresql import insert

from danceai.auth.signing_in.hashing import hasher
from danceai.auth.tables import Account, Assignment, CoupleRow, Studio, User
from danceai.common.database.engine import Database
from danceai.common.identity import Role


def known_id(*names: str) -> UUID:
    """The same id for the same names on every machine."""
    return uuid5(NAMESPACE_DNS, "/".join(("danceai.example", *names)))


def email_of(role: Role, domain: str) -> str:
    """Where a role's user of a seeded studio gets mail."""
    return f"{role.value.replace('_', '.')}@{domain}"


async def seed_studio(database: Database, studio: str, domain: str, passwords: Mapping[Role, str]) -> UUID:
    """Create a studio, a user for each role that has a password, and their couple; does nothing twice."""
    studio_id = known_id(studio)
    async with database.tenant_transaction(studio_id) as session:
        if await session.get(Studio, studio_id) is not None:
            return studio_id
    hashes = {password: hasher.hash(password) for password in set(passwords.values())}
    async with database.tenant_transaction(studio_id) as session:
        created = await session.execute(
            insert(Studio).values(id=studio_id, name=studio).on_conflict_do_nothing().returning(Studio.id)
        )
        if created.first() is None:
            return studio_id
        for role, password in passwords.items():
            email = email_of(role, domain)
            user_id = known_id(studio, role)
            session.add(Account(email=email, studio_id=studio_id, user_id=user_id, password_hash=hashes[password]))
            name = role.value.replace("_", " ").title()
            session.add(User(studio_id=studio_id, id=user_id, email=email, name=name, role=role.value, language="en"))
        couple_id = known_id(studio, "couple")
        session.add(
            CoupleRow(
                studio_id=studio_id,
                id=couple_id,
                lead="Max Sample",
                follow="Anna Sample",
                tier="B",
                lead_user_id=known_id(studio, Role.DANCER),
            )
        )
        session.add(Assignment(studio_id=studio_id, couple_id=couple_id, user_id=known_id(studio, Role.TRAINER)))
    return studio_id
