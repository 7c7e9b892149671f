"""Nobody's name is sent to others: roles stand for them."""

import re
from collections.abc import Mapping

from danceai.common.contracts.couples import Couple, ListCouples
from danceai.common.frame.contexts import Context

SHORTEST = 3
"""Letters of a part of a name that is looked for by itself"""


def roles_of(couple: Couple) -> dict[str, str]:
    """What its two are called where nobody's name is told."""
    return {couple.lead: "the lead", couple.follow: "the follow"}


class Names:
    """Names of people, each with the role that stands for it; its parts are names too."""

    def __init__(self, roles: Mapping[str, str]) -> None:
        parts = {part.lower(): role for name, role in roles.items() for part in name.split() if len(part) >= SHORTEST}
        self._roles = parts | {name.lower(): role for name, role in roles.items() if name}

    def hide(self, text: str) -> str:
        """A text with roles for names."""
        told = text.lower()
        # Of thousands only those that occur: an expression of all of them would be tried at each letter.
        found = sorted((name for name in self._roles if name in told), key=len, reverse=True)
        if not found:
            return text
        pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, found))})(?!\w)"
        return re.sub(pattern, self._role, text, flags=re.IGNORECASE)

    def _role(self, found: re.Match[str]) -> str:
        return self._roles.get(found.group().lower(), "the dancer")


def without_names(text: str, roles: Mapping[str, str]) -> str:
    """A text with roles for names, each by a whole name."""
    return Names(roles).hide(text)


async def names_within_reach(context: Context) -> dict[str, str]:
    """Those of all couples that the actor reaches."""
    roles: dict[str, str] = {}
    cursor = None
    while True:
        page = await context.ask(ListCouples(limit=500, cursor=cursor))
        for couple in page.couples:
            roles |= roles_of(couple)
        cursor = page.next_cursor
        if cursor is None:
            return roles
