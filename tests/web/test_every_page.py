"""Every page, as everybody sees it: in light, in dark, on a phone, in four languages, with nothing wrong."""

from typing import Any

import pytest

from tests.support.browser import Look
from tests.support.two_studios import World
from tests.web.conftest import Visit
from tests.web.pages import PAGES

ALL_LOOKS: tuple[Look, ...] = ("desk-light", "desk-dark", "phone-light")
ROLES = ("platform.admin", "studio.admin", "trainer", "dancer")
NOT_YOURS = "This page is not open to you."


@pytest.mark.parametrize("role", ROLES)
async def test_opens_for_who_may(role: str, visit: Visit, world: World, finished_sample: dict[str, Any]) -> None:
    visitor = await visit(role)
    may = {caller.name: caller for caller in world.callers}[role.replace(".", "_")].client.call("GET", "/v1/account")
    for page in PAGES:
        if page.open:
            continue
        await visitor.open(
            page.address({"analysisId": finished_sample["id"], "coupleId": finished_sample["couple_id"]})
        )
        if page.needs is None or page.needs in may["permissions"]:
            assert NOT_YOURS not in await visitor.page.inner_text("main"), page
            assert (await visitor.page.title()).startswith(await visitor.heading())
            await visitor.look(page.name, *ALL_LOOKS)
        else:
            assert NOT_YOURS in await visitor.page.inner_text("main"), page


# Long German words on a small screen are the hardest; the other two where most is said. Parts and colours are the
# same as in English.
@pytest.mark.parametrize(
    ("role", "language"),
    [*((role, "de") for role in ROLES), ("studio.admin", "ru"), ("trainer", "ru"), ("trainer", "zh")],
)
async def test_speaks(role: str, language: str, visit: Visit, world: World, finished_sample: dict[str, Any]) -> None:
    visitor = await visit(role, language)
    may = {caller.name: caller for caller in world.callers}[role.replace(".", "_")].client.call("GET", "/v1/account")
    for page in PAGES:
        if page.open or (page.needs is not None and page.needs not in may["permissions"]):
            continue
        await visitor.open(
            page.address({"analysisId": finished_sample["id"], "coupleId": finished_sample["couple_id"]})
        )
        assert await visitor.page.get_attribute("html", "lang") == language
        await visitor.look(page.name, "phone-light", axe=False)


async def test_before_sign_in(visit: Visit) -> None:
    visitor = await visit("nobody")
    visitor.expect(401, "/v1/account")
    await visitor.open("/")
    assert await visitor.heading() == "Sign in"
    await visitor.look("sign-in", *ALL_LOOKS)
    await visitor.open("/set-password#a-token")
    await visitor.look("set-password", *ALL_LOOKS)


async def test_an_address_that_leads_nowhere(visit: Visit) -> None:
    visitor = await visit("dancer")
    await visitor.open("/nowhere")
    assert await visitor.heading() == "Not found"
    await visitor.look("nowhere", *ALL_LOOKS)
