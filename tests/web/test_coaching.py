"""Advice: read with its moments, talked about with a model that streams, stops and goes on, and paid to the cent."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import expect

from danceai.common.contracts.spend import MICRO
from danceai.local.client import Client
from tests.support.language_model import READ, WRITTEN, LanguageModel, Said
from tests.support.platform import ClientOf, RunningPlatform
from tests.web.conftest import Visit

ANSWER = "Stand tall over your own feet first, and only then take hold. " * 4 + "Look at 0:01.5 once more."
EACH = READ * 3 + WRITTEN * 15
"""Micro-dollars of one answer of the default model"""


@pytest.fixture
def model(running: RunningPlatform) -> Iterator[LanguageModel]:
    """The platform's, which says nothing of use again afterwards."""
    yield running.language_model
    running.language_model.say(Said("Nothing."))


def _dollars(micro: int) -> str:
    return f"{micro / MICRO:.6f}".rstrip("0").ljust(4, "0")


async def test_a_chat_streams_is_stopped_and_goes_on_after_a_reload(
    visit: Visit, finished_sample: dict[str, Any], model: LanguageModel, client_of: ClientOf
) -> None:
    admin = client_of("studio.admin")
    model.say(Said(ANSWER, pause=0.25))
    visitor = await visit("dancer")
    page = visitor.page
    await visitor.open(f"/analyses/{finished_sample['id']}?tab=chat")
    log = page.get_by_role("log")
    await page.get_by_label("Your question").fill("What first?")
    await page.get_by_role("button", name="Ask", exact=True).click()
    await expect(log).to_contain_text("Stand tall")
    await expect(log).not_to_contain_text("once more")
    await page.reload()  # the answer is written on, and seen on
    await expect(log).to_contain_text("What first?")
    await expect(log).to_contain_text("and only then take hold. Stand tall")
    await page.get_by_role("button", name="Stop").click()
    await expect(log).to_contain_text("Stopped.")
    await expect(log).not_to_contain_text("once more")
    model.say(Said(ANSWER))
    await page.get_by_label("Your question").fill("Go on.")
    await page.keyboard.press("Enter")
    await expect(log).to_contain_text("once more")
    await page.get_by_role("button", name="0:01.5").click()
    await page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 1.5) < 1.2")
    await visitor.look("review-chat", "desk-light", "phone-dark")

    spent = admin.call("GET", "/v1/spend")
    assert spent["budget"]["spent"] == sum(row["cost"] for row in spent["sums"])
    lines = admin.http.get("/v1/spend/calls.csv").text.strip().splitlines()
    columns = lines[0].split(",")
    money = [round(float(line.split(",")[columns.index("dollars")]) * MICRO) for line in lines[1:]]
    assert sum(money) == spent["budget"]["spent"] + spent["budget"]["reserved"]
    assert EACH in money
    boss = await visit("studio.admin")
    await boss.open("/admin/spend")
    await expect(boss.page.get_by_text(f"${_dollars(spent['budget']['spent'])}").first).to_be_visible()
    await boss.look("spend-with-costs", "desk-light", "desk-dark", "phone-light")


async def test_an_evaluation_leads_into_the_video(
    visit: Visit, finished_sample: dict[str, Any], trainer: Client
) -> None:
    told = trainer.call("GET", f"/v1/analyses/{finished_sample['id']}/evaluation")
    assert told["writer"] == "rules", "what the model says here is of no use"
    visitor = await visit("dancer")
    page = visitor.page
    await visitor.open(f"/analyses/{finished_sample['id']}?tab=text")
    first = next(paragraph for paragraph in told["paragraphs"] if paragraph["kind"] == "work")
    await expect(page.get_by_text(first["statements"][0]["text"], exact=False)).to_be_visible()
    await expect(page.get_by_text("Tomorrow:").first).to_be_visible()
    await visitor.look("review-text", "desk-light", "phone-dark")
    await page.set_viewport_size({"width": 1366, "height": 860})
    second = first["statements"][0]["moments"][0]
    await page.get_by_role("button", name="Show 0:").first.click()
    await page.wait_for_function(f"() => Math.abs(document.querySelector('video').currentTime - {second}) < 2.5")


async def test_a_principle_is_written_translated_and_said_to_whom_it_helps(
    visit: Visit, finished_sample: dict[str, Any], model: LanguageModel, trainer: Client
) -> None:
    deficit = finished_sample["result"]["deficits"][0]["name"]
    catalogue = trainer.call("GET", "/v1/metrics")
    title = next(one["title"] for one in catalogue["deficits"] if one["name"] == deficit)
    visitor = await visit("trainer")
    page = visitor.page
    await visitor.open("/knowledge/principles")
    await page.get_by_role("button", name="Write a principle").first.click()
    await page.get_by_role("combobox", name="What it is about").click()
    await page.get_by_role("option", name=title, exact=True).click()
    await page.get_by_label("English").fill("Grow before you go.")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Grow before you go.")).to_be_visible()
    model.say(Said("Erst wachsen, dann gehen."))
    await page.get_by_role("button", name="Edit").first.click()
    await page.get_by_role("button", name="Translate into Deutsch by AI").click()
    await expect(page.get_by_label("Deutsch")).to_have_value("Erst wachsen, dann gehen.")
    await page.get_by_role("button", name="Cancel").click()
    await expect(page.get_by_text("by AI")).to_be_visible()
    await visitor.look("principles-some", "desk-light", "phone-dark")
    model.say(Said("Nothing."))
    again = trainer.call("POST", f"/v1/analyses/{finished_sample['id']}/rescore", {"language": "de"})
    assert trainer.finished(again["id"])["state"] == "done"
    told = trainer.call("GET", f"/v1/analyses/{again['id']}/evaluation")
    quoted = [one["text"] for part in told["paragraphs"] for one in part["statements"] if one["role"] == "principle"]
    assert quoted == ["Erst wachsen, dann gehen."]
    written = trainer.call("GET", "/v1/principles")["principles"]
    (own,) = [one["id"] for one in written if one["texts"]["en"]["text"] == "Grow before you go."]
    trainer.call("DELETE", f"/v1/principles/{own}")
