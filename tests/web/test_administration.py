"""An admin at their desk: a user and their quota, the model, the debug switch, the logs and their file."""

import csv
import io
from secrets import token_hex

from playwright.async_api import Page, expect

from danceai.local.layout import DEMO_DOMAIN
from tests.support.platform import ClientOf, RunningPlatform
from tests.support.two_studios import accept, fresh_client
from tests.web.conftest import Visit


async def _choose(page: Page, label: str, option: str) -> None:
    await page.get_by_role("combobox", name=label).click()
    await page.get_by_role("option", name=option).click()


def _fail(running: RunningPlatform, email: str) -> None:
    """Somebody does not know the password."""
    with fresh_client(running) as stranger:
        wrong = {"email": email, "password": "not this one at all"}
        assert stranger.http.post("/v1/account/sign-in", json=wrong).status_code == 401


async def test_an_admin_runs_the_studio(visit: Visit, running: RunningPlatform, client_of: ClientOf) -> None:
    client = client_of("studio.admin")
    mark = token_hex(4)
    email = f"Quota.{mark}@{DEMO_DOMAIN}".lower()
    client.call("POST", "/v1/users", {"email": email, "name": f"Quota {mark}", "role": "dancer"})
    accept(running, email)
    visitor = await visit("studio.admin", client=client)
    page = visitor.page

    await visitor.open(f"/admin/users?q={mark}")
    await expect(page.get_by_text("Everybody of Demo Studio.")).to_be_visible()
    await page.get_by_role("button", name=f"Quota {mark}").click()
    window = page.get_by_role("dialog")
    await window.get_by_label("Uploads in 30 days, at most").fill("7")
    await _choose(page, "Role", "Trainer")
    await window.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("row", name=f"Quota {mark}")).to_contain_text("0 of 7")
    await expect(page.get_by_role("row", name=f"Quota {mark}")).to_contain_text("Trainer")
    await visitor.look("users", "desk-light", "phone-light")
    await page.set_viewport_size({"width": 1366, "height": 860})

    await page.get_by_role("link", name="Setup").click()
    try:
        await _choose(page, "Motion-tracking model", "movenet-thunder")
        await expect(page.get_by_text("Saved")).to_be_visible()
        # The switch shows what is asked for before the service has answered.
        async with page.expect_response(lambda answer: answer.request.method == "PATCH"):
            await page.get_by_role("switch", name="Debug overlay").click(force=True)
        await expect(page.get_by_role("switch", name="Debug overlay")).to_be_checked()
        assert client.call("GET", "/v1/setup")["debug_overlay"] is True
        assert client.call("GET", "/v1/setup")["pose_model"] == "movenet-thunder"
        # Who has no second factor cannot ask one of everybody: they would be the first to be shut out.
        await expect(page.get_by_role("switch", name="Second factor for everybody")).to_be_disabled()
        await expect(page.get_by_text("Set up your own second factor first:")).to_be_visible()
        await visitor.look("setup-first", "desk-light", "phone-light")
        await page.set_viewport_size({"width": 1366, "height": 860})
    finally:
        client.call("PATCH", "/v1/setup", {"pose_model": "", "debug_overlay": False})


async def test_an_admin_reads_the_logs(visit: Visit, running: RunningPlatform, client_of: ClientOf) -> None:
    """A part of an address is enough, in capitals or not; the file holds what the list shows."""
    mark = token_hex(4)
    email = f"logged.{mark}@{DEMO_DOMAIN}"
    client = client_of("studio.admin")
    client.call("POST", "/v1/users", {"email": email, "name": "Logged", "role": "dancer"})
    accept(running, email)
    client.call("PATCH", "/v1/setup", {"debug_overlay": False})
    visitor = await visit("studio.admin", client=client)
    page = visitor.page
    await visitor.open("/admin/logs")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/v1/logins" in request.url else None)
    _fail(running, email)
    await page.get_by_role("searchbox").press_sequentially(f"LOGGED.{mark.upper()}", delay=20)
    await expect(page.get_by_role("row")).to_have_count(2)
    assert len(asked) <= 2, "not a call for every letter"
    await page.get_by_text("refused", exact=True).first.click()
    await expect(page.get_by_role("row").last).to_contain_text("wrong password")
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Download as CSV").click()
    path = await (await download.value).path()
    rows = list(csv.DictReader(io.StringIO(path.read_text())))
    assert [(row["email"], row["outcome"]) for row in rows] == [(email, "refused")]

    await page.get_by_role("tab", name="Changes").click()
    await page.get_by_role("searchbox").fill("debug_overlay")
    await expect(page.get_by_role("row").nth(1)).to_contain_text("Setup changed")
    await visitor.look("changes", "desk-light", "phone-light")


async def test_a_platform_admin_is_named_and_left_alone(visit: Visit) -> None:
    visitor = await visit("studio.admin")
    page = visitor.page
    await visitor.open("/admin/users")
    await page.get_by_role("button", name="Platform Admin").click()
    window = page.get_by_role("dialog")
    await expect(window.get_by_role("combobox", name="Role")).to_have_value("Platform admin")
    await expect(window.get_by_role("combobox", name="Role")).to_be_disabled()
    await expect(window.get_by_text("Only a platform admin changes a platform admin.")).to_be_visible()


async def test_the_help_is_searched_and_has_pictures(visit: Visit) -> None:
    visitor = await visit("dancer")
    page = visitor.page
    await visitor.open("/help#scores")
    await page.wait_for_function("() => [...document.images].every(one => one.loading === 'lazy' || one.naturalWidth)")
    await page.get_by_role("searchbox").fill("interval score")
    await expect(page.get_by_role("heading", name="What the scores mean")).to_be_visible()
    await expect(page.get_by_role("heading", name="Recording guide")).to_have_count(0)
    await page.get_by_role("searchbox").fill("sway")
    await expect(page.get_by_role("heading", name="What is measured")).to_be_visible()
    await page.get_by_role("searchbox").fill("zebra")
    await expect(page.get_by_text("Nothing is said about that.")).to_be_visible()
