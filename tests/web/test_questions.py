"""A couple asks about a moment with a frame that was drawn on; its trainer answers; the couple is told."""

from pathlib import Path
from typing import Any

from playwright.async_api import expect

from danceai.auth.seeding import known_id
from danceai.local.layout import DEMO_DOMAIN, DEMO_STUDIO
from tests.support.language_model import Said
from tests.support.platform import ClientOf, RunningPlatform
from tests.web.conftest import Visit
from tests.web.test_review import SHOWN

ASKED = "Is my left elbow too low here?"
ANSWERED = "Yes: lift it to the height of your shoulder."


async def test_asked_with_a_drawing_and_answered(
    visit: Visit, running: RunningPlatform, client_of: ClientOf, finished_sample: dict[str, Any]
) -> None:
    dancer = await visit("dancer")
    page = dancer.page
    await dancer.open(f"/analyses/{finished_sample['id']}?tab=questions&t=2.5")
    await page.wait_for_function(SHOWN)
    await page.get_by_label("Your question").fill(ASKED)
    await page.get_by_role("button", name="Draw on this frame").click()
    window = page.get_by_role("dialog")
    box = await window.get_by_role("img", name="Draw on the frame").bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 100, box["y"] + 100)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 200, box["y"] + 150, steps=4)
    await page.mouse.up()
    await window.get_by_role("button", name="Ask or tell about it").click()
    await expect(page.get_by_role("img", name="Attachment 1")).to_be_visible()
    await page.reload()  # what was typed is still there
    await expect(page.get_by_label("Your question")).to_have_value(ASKED)
    await page.get_by_role("button", name="Attach this frame").click()
    await expect(page.get_by_role("img", name="Attachment 1")).to_be_visible()
    await dancer.look("ask", "desk-light", "phone-light")
    await page.get_by_role("button", name="Ask the trainer").click()
    await expect(page.get_by_text("waits for an answer").first).to_be_visible()

    trainer = await visit("trainer")
    page = trainer.page
    await trainer.open("/questions?show=open")
    await page.get_by_role("link", name="Waltz").first.click()
    await expect(page.get_by_text(ASKED)).to_be_visible()
    picture = page.get_by_role("img", name="Picture by").first
    await expect(picture).to_have_js_property("complete", value=True)
    assert await picture.evaluate("one => one.naturalWidth") > 300
    await page.get_by_label("Your answer").fill(ANSWERED)
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_text("answered", exact=True)).to_be_visible()
    await trainer.look("thread", "desk-light", "desk-dark", "phone-light")

    await dancer.open("/notifications")
    await dancer.page.get_by_role("link", name="Waltz").first.click()
    await expect(dancer.page.get_by_text(ANSWERED)).to_be_visible()
    await dancer.page.get_by_role("link", name="in the recording").click()
    await dancer.page.wait_for_function("() => Math.abs(document.querySelector('video')?.currentTime - 2.5) < 0.1")
    assert running.mailbox.wait_for(f"dancer@{DEMO_DOMAIN}", "answered", saying="/questions/")


async def test_a_voice_is_read_where_it_can_be_heard(visit: Visit, client_of: ClientOf, shared: Path) -> None:
    trainer, couple = client_of("trainer"), str(known_id(DEMO_STUDIO, "couple"))
    clip = (shared / "speech" / "librispeech_198-209-0000.ogg").read_bytes()
    asked = {"couple_id": couple, "media_type": "audio/ogg", "size_bytes": len(clip)}
    ticket = trainer.call("POST", "/v1/conversations/attachments", asked)
    trainer.store.put(ticket["url"], content=clip)
    told = {"kind": "feedback", "couple_id": couple, "attachments": [ticket["attachment_id"]]}
    thread = trainer.call("POST", "/v1/conversations", told)
    dancer = await visit("dancer")
    await dancer.open(f"/questions/{thread['id']}")
    note = dancer.page.get_by_role("figure").filter(has_text="Written down by Whisper · English")
    await expect(note).to_contain_text("white gown", timeout=30_000)
    await expect(dancer.page.get_by_label("Voice note by")).to_be_visible()
    await dancer.look("voice-note", "desk-light", "desk-dark", "phone-light")
    await dancer.open("/questions")
    await expect(dancer.page.get_by_text("Mrs. Allen").first).to_be_visible()


async def test_the_ai_is_asked_in_the_same_box_and_answers_where_the_trainer_reads(
    visit: Visit, running: RunningPlatform, finished_sample: dict[str, Any]
) -> None:
    question, answer = "What do we do with our arms?", "Lift them from the back. Look at 0:01.5 once more."
    model = running.language_model
    model.say(Said(answer))
    try:
        dancer = await visit("dancer")
        page = dancer.page
        await dancer.open(f"/analyses/{finished_sample['id']}?tab=questions&t=2.5")
        await page.get_by_label("Your question").fill(question)
        await page.get_by_role("button", name="Ask the AI").click()
        thread = page.get_by_role("article").filter(has_text=question).first
        await expect(thread).to_contain_text("Lift them from the back.")
        await expect(thread.get_by_text("AI", exact=True)).to_be_visible()
        await thread.get_by_role("button", name="0:01.5").click()
        await page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 1.5) < 1.2")
        await dancer.look("ask-ai", "desk-light", "desk-dark", "phone-light")
        model.say(Said(status=401))
        await thread.get_by_label("Your answer").fill("And our feet?")
        await thread.get_by_role("button", name="Ask the AI").click()
        await expect(thread).to_contain_text("The question waits for a trainer.")
        trainer = await visit("trainer")
        await trainer.open("/questions?show=open")
        await trainer.page.get_by_role("link", name="Waltz").first.click()
        await expect(trainer.page.get_by_text("Lift them from the back.")).to_be_visible()
        await trainer.look("thread-ai", "desk-light", "phone-dark")
    finally:
        model.say(Said("Nothing."))
