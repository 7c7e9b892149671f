"""Couples: found by name, dance and trainer; given to dancers, with both sides seeing it."""

from danceai.local.client import Client
from tests.support.platform import RunningPlatform
from tests.support.two_studios import World, refusal, signed_in


def _names(client: Client, query: str) -> list[str]:
    return [couple["lead"] for couple in client.call("GET", f"/v1/couples?limit=500&{query}")["couples"]]


def test_couples_are_found(world: World) -> None:
    mark = f"Quill{world.fresh()}"
    told = [("Ben", "Zoë", ["tango"]), ("Carl", "Ada", ["waltz", "tango"]), ("Dan", "Eve_x", [])]
    ids = [
        world.admin.call("POST", "/v1/couples", {"lead": f"{lead} {mark}", "follow": follow, "dances": dances})["id"]
        for lead, follow, dances in told
    ]
    everybody = [f"{lead} {mark}" for lead, *_ in told]
    assert _names(world.admin, f"search={mark.lower()}") == everybody
    assert _names(world.admin, f"search=zoë {mark}") == everybody[:1]
    assert _names(world.admin, f"search={mark} e_x") == everybody[2:]
    assert _names(world.admin, f"search={mark}&dance=tango") == everybody, "who has not said it may dance it"
    assert _names(world.admin, f"search={mark}&dance=waltz") == everybody[1:]
    trainer_id, _ = world.member("trainer", "finder")
    world.admin.call("PUT", f"/v1/couples/{ids[1]}/trainers/{trainer_id}", {})
    assert _names(world.admin, f"search={mark}&trainer_id={trainer_id}") == everybody[1:2]
    page = world.admin.call("GET", f"/v1/couples?search={mark}&limit=2")
    rest = world.admin.call("GET", f"/v1/couples?search={mark}&limit=2&cursor={page['next_cursor']}")
    assert [couple["lead"] for couple in page["couples"] + rest["couples"]] == everybody


def test_a_dancer_is_given_a_couple_and_sees_it(world: World, running: RunningPlatform) -> None:
    couple = world.admin.call("POST", "/v1/couples", {"lead": "Given", "follow": "Couple"})["id"]
    dancer_id, email = world.member("dancer", "given")
    path = f"/v1/couples/{couple}/dancers/{dancer_id}"
    with signed_in(running, email) as dancer:
        assert dancer.call("GET", "/v1/couples")["couples"] == []
        assert world.admin.call("PUT", path, {"part": "lead"})["lead_user_id"] == str(dancer_id)
        assert [one["id"] for one in dancer.call("GET", "/v1/couples")["couples"]] == [couple]
        users = world.admin.call("GET", "/v1/users?limit=500")["users"]
        assert [user["couples"] for user in users if user["id"] == str(dancer_id)] == [[couple]]
        told = world.admin.call("PUT", path, {"part": "follow"})
        assert (told["lead_user_id"], told["follow_user_id"]) == (None, str(dancer_id)), "nobody is both"
        world.admin.call("PUT", path, {})
        assert dancer.call("GET", "/v1/couples")["couples"] == []
        assert refusal(dancer, "PUT", path, {"part": "lead"}).status == 403, "nobody takes a couple"
    trainer = world.ids["trainer"]
    wrong = refusal(world.admin, "PUT", f"/v1/couples/{couple}/dancers/{trainer}", {"part": "lead"})
    assert (wrong.status, str(wrong)) == (422, "Trainer is not a dancer.")
