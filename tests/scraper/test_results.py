"""Official results typed in by hand, through the gateway."""

import pytest

from danceai.local.client import Client, Refused


def test_marks_of_a_panel_become_the_published_total(trainer: Client) -> None:
    marks = {"MM": [8, 7.75, 8.75, 8.25, 6.25], "CP": [8, 7.75, 8.75, 8.25, 6.25]}
    marks |= {"TQ": [8.5, 8.25, 7.75, 8, 8.25], "PS": [8.5, 8.25, 7.75, 8, 8.25]}
    couple = trainer.call("POST", "/v1/couples", {"lead": "Zoe Judged", "follow": "Zack"})["id"]
    result = {"couple_id": couple, "competition": "World Open", "held_on": "2025-07-05", "place": 9}
    panel = {"system": "3.0", "components": marks}
    told = trainer.call("POST", "/v1/couples/results", {**result, "dance": "slow_foxtrot", "marks": panel})
    assert told["total"] == 32.68
    assert told["scores"]["MM"] == 8.188
    with pytest.raises(Refused, match="which"):
        trainer.call("POST", "/v1/couples/results", {**result, "marks": panel})


def test_an_official_result_is_entered_and_listed(trainer: Client) -> None:
    couple = trainer.call("POST", "/v1/couples", {"lead": "Zoe Listed", "follow": "Zack"})["id"]
    result = {"couple_id": couple, "competition": "Spring Cup", "held_on": "2026-04-11", "place": 3, "entries": 24}
    trainer.call("POST", "/v1/couples/results", result)
    listed = trainer.call("GET", f"/v1/couples/{couple}/results")["results"]
    assert [(row["competition"], row["place"]) for row in listed] == [("Spring Cup", 3)]
    with pytest.raises(Refused, match="Place 30 is not possible among 24"):
        trainer.call("POST", "/v1/couples/results", {**result, "place": 30})
