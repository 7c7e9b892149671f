"""Every page, as everybody sees it: in light, in dark, on a phone, in four languages, with nothing wrong."""

from collections.abc import Iterator
from typing import Any

import pytest

from danceai.local.client import Client
from tests.support.browser import Look, Visitor
from tests.support.figures import FigureBook
from tests.support.platform import ClientOf
from tests.training.ready import extracted
from tests.web.conftest import Visit
from tests.web.languages import TEXTS, left_over
from tests.web.pages import PAGES, KnownPage

ALL_LOOKS: tuple[Look, ...] = ("desk-light", "desk-dark", "phone-light")
ROLES = ("platform.admin", "studio.admin", "trainer", "dancer")
NOT_YOURS = "This page is not open to you."
SMALL = """() => [...document.querySelectorAll('nav a, nav button, main header button, [class*=bar] button')]
    .filter(one => one.offsetParent && one.getBoundingClientRect().height < 24).map(one => one.innerText)"""
NAMED = "() => document.title.startsWith(document.querySelector('h1').innerText)"
OUTSIDE = """() => {
    const scrolls = one => ['auto', 'scroll'].includes(getComputedStyle(one).overflowX);
    const within = one => one && (scrolls(one) || within(one.parentElement));
    return [...document.querySelectorAll('a, button, input, [role=combobox]')].filter(one => {
        const box = one.getBoundingClientRect();
        const shown = one.offsetParent && box.width && !one.classList.contains('skip') && !within(one);
        return shown && (box.right > innerWidth + 1 || box.left < -1);
    }).map(one => one.innerText || one.getAttribute('aria-label'));
}"""
"""Of what can be used, what lies beside the screen, and in nothing that can be moved there"""


LESSON = [
    {"start": 4.0 * n, "end": 4.0 * n + 3.5, "text": text}
    for n, text in enumerate(["Keep your head to the left.", "Lower through the knee before you drive."])
]


@pytest.fixture(scope="module")
def ids(finished_sample: dict[str, Any], trainer: Client) -> Iterator[dict[str, str]]:
    """What pages show that are about one thing."""
    said = {"kind": "feedback", "analysis_id": finished_sample["id"], "second": 2.5, "text": "1, 2, 3!"}
    thread = trainer.call("POST", "/v1/conversations", said)
    transcript = trainer.call(
        "POST", "/v1/transcripts", {"name": "04.03.2026", "language": "en", "dances": ["waltz"], "segments": LESSON}
    )
    begun = trainer.call("POST", "/v1/transcriptions", {"file_name": "2026-03-04.mp3", "size_bytes": 9})
    dataset = trainer.call("POST", "/v1/datasets", {"name": "05.03.2026", "analyses": [finished_sample["id"]]})
    extracted(trainer, dataset["id"])
    frame = trainer.call("GET", f"/v1/datasets/{dataset['id']}/frames")["frames"][0]
    drawn = {"name": "06.03.2026", "rendering": {"couples": 2, "per_couple": 4}}
    rendered = extracted(trainer, trainer.call("POST", "/v1/datasets/rendered", drawn)["id"])
    run = trainer.call("POST", "/v1/training-runs", {"name": "07.03.2026", "datasets": [rendered["id"]]})
    trainer.call("POST", f"/v1/training-runs/{run['id']}/cancel")
    yield {
        "analysisId": finished_sample["id"],
        "coupleId": finished_sample["couple_id"],
        "datasetId": dataset["id"],
        "frameId": frame["id"],
        "otherId": finished_sample["id"],
        "runId": run["id"],
        "threadId": thread["id"],
        "transcriptId": transcript["id"],
        "transcriptionId": begun["transcription_id"],
    }
    for made in (dataset, rendered):
        trainer.call("DELETE", f"/v1/datasets/{made['id']}")


class Checked:
    """How much has been looked at, and what was found."""

    def __init__(self) -> None:
        self.pages = 0
        self.known: set[str] = set()
        self.findings: list[str] = []

    async def look(self, visitor: Visitor, page: KnownPage, *looks: Look, axe: bool = True) -> None:
        """Look at the open page, and at what only this test asks of it."""
        before = len(visitor.troubles)
        await visitor.look(page.name, *looks, axe=axe, known=self.known if axe else None)
        await visitor.page.set_viewport_size({"width": 390, "height": 844})
        await visitor.settled()
        for what, script in (("smaller than a finger", SMALL), ("beside the screen", OUTSIDE)):
            visitor.troubles += [f"{page.name}: {what}: {found}" for found in await visitor.page.evaluate(script)]
        self.pages += len(looks)
        self.findings += visitor.troubles[before:]


@pytest.fixture(scope="module")
def checked(figure: FigureBook) -> Iterator[Checked]:
    """For all tests of this module."""
    counted = Checked()
    yield counted
    figure("web.pages_checked", counted.pages, "", ">= 60")
    figure("web.findings", len(counted.findings), "", "= 0")


@pytest.mark.parametrize("role", ROLES)
async def test_opens_for_who_may(
    role: str, visit: Visit, client_of: ClientOf, ids: dict[str, str], checked: Checked
) -> None:
    client = client_of(role)
    visitor = await visit(role, client=client)
    may = client.call("GET", "/v1/account")["permissions"]
    titles: dict[str, str] = {}
    for page in PAGES:
        if page.open:
            continue
        # As if each address had been typed by one of them; the others go from page to page.
        go = visitor.open if role == ROLES[0] or not titles else visitor.go
        await go(page.address(ids))
        if page.needs is None or page.needs in may:
            assert NOT_YOURS not in await visitor.page.inner_text("main"), page
            await visitor.page.wait_for_function(NAMED)  # a page of one thing is called after it once that is there
            title = await visitor.page.title()
            assert title not in titles, f"{page.path} is called as {titles[title]}"
            titles[title] = page.path
            await checked.look(visitor, page, *ALL_LOOKS)
        else:
            assert NOT_YOURS in await visitor.page.inner_text("main"), page


# Long German words on a small screen are the hardest; the other two where most is said. Parts and colours are the
# same as in English.
@pytest.mark.parametrize(
    ("role", "language"),
    [*((role, "de") for role in ROLES), ("studio.admin", "ru"), ("trainer", "ru"), ("trainer", "zh")],
)
async def test_speaks(
    role: str, language: str, visit: Visit, client_of: ClientOf, ids: dict[str, str], checked: Checked
) -> None:
    client = client_of(role)
    visitor = await visit(role, language, client=client)
    may = client.call("GET", "/v1/account")["permissions"]
    await visitor.open("/nowhere")
    for page in PAGES:
        if page.open or (page.needs is not None and page.needs not in may):
            continue
        await visitor.go(page.address(ids))
        assert await visitor.page.get_attribute("html", "lang") == language
        await checked.look(visitor, page, "phone-light", axe=False)
        english = left_over(await visitor.page.evaluate(TEXTS), language)
        found = [f"{page.name}: English in {language}: {text[:120]}" for text in english]
        visitor.troubles += found
        checked.findings += found


@pytest.mark.parametrize(("language", "title"), [("en", "Sign in"), ("de", "Anmelden"), ("ru", "Вход"), ("zh", "登录")])
async def test_before_sign_in(language: str, title: str, visit: Visit) -> None:
    """In the language of the browser; nobody has said theirs yet."""
    visitor = await visit("nobody", language)
    await visitor.open("/")
    assert await visitor.heading() == title
    assert left_over(await visitor.page.evaluate(TEXTS), language) == [] or language == "en"
    await visitor.look("sign-in", *ALL_LOOKS)
    await visitor.open("/set-password#a-token")
    assert left_over(await visitor.page.evaluate(TEXTS), language) == [] or language == "en"
    await visitor.look("set-password", *ALL_LOOKS)


async def test_an_address_that_leads_nowhere(visit: Visit) -> None:
    visitor = await visit("dancer")
    await visitor.open("/nowhere")
    assert await visitor.heading() == "Not found"
    await visitor.look("nowhere", *ALL_LOOKS)
