"""Whoever follows something live is asked for again: when something about them has changed, and every few seconds."""

import time
from uuid import UUID, uuid4

import pytest

from danceai.common.errors import NotSignedIn, TooMany
from danceai.common.identity import Actor, Role
from danceai.gateway.live import followers as module
from danceai.gateway.live.followers import Follower, Followers


def _somebody(studio: UUID | None = None) -> Actor:
    return Actor(user_id=uuid4(), studio_id=studio or uuid4(), role=Role.TRAINER)


class Door:
    """Who comes with the cookie of a stream; nobody once they are signed out."""

    def __init__(self, actor: Actor) -> None:
        self.actor: Actor | None = actor
        self.asked = 0

    async def __call__(self) -> Actor:
        self.asked += 1
        if self.actor is None:
            raise NotSignedIn("Please sign in.")
        return self.actor


async def test_a_follower_is_asked_for_when_something_about_them_has_changed() -> None:
    actor, followers = _somebody(), Followers()
    door = Door(actor)
    follower = Follower(actor, door)
    with followers.joined(follower):
        followers.tell(uuid4())
        assert await follower.now() == actor
        assert door.asked == 0, "it was about somebody else"
        followers.tell(actor.studio_id)
        door.actor = None
        with pytest.raises(NotSignedIn):
            await follower.now()
    followers.tell(actor.user_id)
    assert not follower.changed.is_set(), "who has left is told nothing"


async def test_a_follower_is_asked_for_even_when_the_word_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    actor, now = _somebody(), [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    door = Door(actor)
    follower = Follower(actor, door)
    now[0] += module.SURE - 0.1
    await follower.now()
    assert door.asked == 0
    now[0] += 0.2
    await follower.now()
    assert door.asked == 1


async def test_nobody_follows_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    actor, followers = _somebody(), Followers()
    with followers.joined(Follower(actor, Door(actor))), followers.joined(Follower(actor, Door(actor))):
        with pytest.raises(TooMany):
            followers.make_sure_of_room(actor)
        followers.make_sure_of_room(_somebody(actor.studio_id))
    followers.make_sure_of_room(actor)
