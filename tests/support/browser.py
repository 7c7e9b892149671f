"""A real browser at the real platform: pages that fail their test when anything is wrong with them.

A page is wrong when it logs an error, throws, makes a call that is refused without the test having said so, has a
serious accessibility finding (axe), scrolls sideways, or cuts a word. Every page looked at is kept as a picture under
`build/screenshots/<who>/<look>/`.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    ViewportSize,
    async_playwright,
    expect,
)

from danceai.local.client import Client

ROOT = Path(__file__).parents[2]
CHROMIUM = ROOT / ".tools" / "chromium"
AXE = ROOT / "tests" / "web" / "node_modules" / "axe-core" / "axe.min.js"
FONTS = ROOT / ".danceai" / "models" / "fonts"
PICTURES = ROOT / "build" / "screenshots"
COOKIE = "danceai_session"
PATIENCE = 20_000
"""Milliseconds, of every wait: a machine that is busy elsewhere fails no test"""
REFUSED = 400
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)

LOCALES = {"en": "en-GB", "de": "de-DE", "ru": "ru-RU", "zh": "zh-CN"}
"""Of browsers"""
Look = Literal["desk-light", "desk-dark", "phone-light", "phone-dark"]
LOOKS: dict[Look, tuple[ViewportSize, Literal["light", "dark"]]] = {
    "desk-light": ({"width": 1366, "height": 860}, "light"),
    "desk-dark": ({"width": 1366, "height": 860}, "dark"),
    "phone-light": ({"width": 390, "height": 844}, "light"),
    "phone-dark": ({"width": 390, "height": 844}, "dark"),
}

SETTLED = "() => document.querySelector('h1') && !document.querySelector('[aria-busy=true], .mantine-Skeleton-root')"
THEMED = """async theme => {
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return document.documentElement.dataset.mantineColorScheme === theme;
}"""
CUT = """() => [...document.querySelectorAll(['Badge-label', 'Button-label', 'NavLink-label', 'Chip-label', 'Tabs-tab']
        .map(part => `.mantine-${part}`).join())]
    .filter(one => one.offsetParent && one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
FINDINGS = """async only => {
    const some = only ? { runOnly: { type: 'rule', values: [only] } } : { rules: { 'target-size': { enabled: true } } };
    const ran = await axe.run({ resultTypes: ['violations'], ...some });
    const where = node => `${node.target.join(' ')} (${node.any.map(check => check.message).join(' ')})`;
    return ran.violations.filter(one => ['serious', 'critical'].includes(one.impact))
        .map(one => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(where).join(' | ')}`);
}"""


MARKUP = """() => {
    const drop = 'script, style, link, [data-portal]';
    const shape = one => [...one.querySelectorAll('*')].filter(part => !part.matches(drop)).map(part =>
        [part.tagName, part.className.baseVal ?? part.className, part.getAttribute('role'), part.type,
         part.hasAttribute('aria-label'), part.getAttribute('aria-hidden'), part.disabled,
         (part.getAttribute('style') ?? '').replace(/[0-9.]+/g, ''),
         [...part.childNodes].some(text => text.nodeType === 3 && text.data.trim())].join()).join('|');
    const main = document.querySelector('main');
    const around = document.body.cloneNode(true);
    around.querySelector('main')?.remove();
    return [main ? shape(main) : '', shape(around)];
}"""
"""Of what kind the parts of a page are, within its main part and around it, whatever is written in them"""

ASKED_BY_EVERY_PAGE = ("/v1/live/work", "/v1/conversations", "/v1/notifications")
"""For the counts in its frame, whenever something happens that may change them"""


@dataclass
class Visitor:
    """Somebody at a browser, and everything that has gone wrong for them."""

    name: str
    page: Page
    url: str
    troubles: list[str] = field(default_factory=list)
    announced: list[tuple[int, str]] = field(default_factory=list)

    def watch(self) -> None:
        """Hear of everything that goes wrong from now on."""
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.troubles.append(f"thrown: {error}"))
        self.page.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        # What the browser says of a refused call is said by the call itself.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.troubles.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        path = response.url.removeprefix(self.url).split("?")[0]
        if response.status >= REFUSED and (response.status, path) not in self.announced:
            self.troubles.append(f"call: {response.request.method} {path} {response.status}")

    def expect(self, status: int, path: str) -> None:
        """Say that a call will be refused."""
        self.announced.append((status, path))

    def expect_end_of_session(self) -> None:
        """Say that the session will end: what every page asks by itself is refused then, too."""
        for path in ASKED_BY_EVERY_PAGE:
            self.expect(401, path)

    async def open(self, path: str) -> None:
        """Go to an address as if it had been typed."""
        await self.page.goto(f"{self.url}{path}")
        await self.settled()

    async def go(self, path: str) -> None:
        """Go to a page from within the app, as a link does: it stays loaded."""
        before = await self.page.title()
        await self.page.evaluate("path => window.history.pushState(null, '', path)", path)
        await self.page.wait_for_function("before => document.title !== before", arg=before)
        await self.settled()

    async def settled(self) -> None:
        """Wait until the page shows what it was opened for."""
        await self.page.wait_for_function(SETTLED)
        await self.page.evaluate("() => document.fonts.ready")

    async def heading(self) -> str:
        """The page's one heading."""
        return await self.page.get_by_role("heading", level=1).inner_text()

    async def look(self, name: str, *looks: Look, axe: bool = True, known: set[str] | None = None) -> None:
        """Look at the open page closely, in each way, and keep its picture.

        known: what has been looked at before; where there is nothing new, axe and the camera would see the same again.
        """
        for look in looks or ("desk-light",):
            size, theme = LOOKS[look]
            await self.page.set_viewport_size(size)
            await self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            await self.page.wait_for_function(THEMED, arg=theme)
            await self.settled()
            # In the dark a page has the same parts; only their colours are others.
            only = "color-contrast" if theme == "dark" else None
            new = known is None or await self._is_new(look, known)
            found = await self.page.evaluate(FINDINGS, only) if axe and new else []
            found += [f"cut: {text}" for text in await self.page.evaluate(CUT)]
            if wider := await self.page.evaluate(WIDER):
                found.append(f"scrolls {wider} pixels sideways")
            self.troubles += [f"{name} ({look}): {trouble}" for trouble in found]
            if new:
                await self.page.screenshot(path=PICTURES / self.name / look / f"{name}.png", full_page=True)

    async def _is_new(self, look: Look, known: set[str]) -> bool:
        """Whether the page has a main part, or something around it, of another kind than all before."""
        shapes = {f"{look} {part}" for part in await self.page.evaluate(MARKUP)}
        new = not shapes <= known
        known |= shapes
        return new

    def check(self) -> None:
        """Fail for everything that went wrong."""
        assert not self.troubles, "\n".join(self.troubles)


def _environment() -> dict[str, str | float | bool]:
    """Libraries and fonts that come with the browser, and our own fonts for what those do not write (Chinese)."""
    fonts = CHROMIUM / "fonts.conf"
    folders = "".join(f"<dir>{folder}</dir>" for folder in (CHROMIUM / "fonts", FONTS))
    fonts.write_text(f"<fontconfig>{folders}<cachedir>{CHROMIUM}/font-cache</cachedir></fontconfig>")
    libraries = {"LD_LIBRARY_PATH": str(CHROMIUM / "al2023" / "lib"), "FONTCONFIG_FILE": str(fonts)}
    return {**os.environ, **libraries, "HOME": str(CHROMIUM)}


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The headless Chromium that `make test` has unpacked, with a fresh profile."""
    expect.set_options(timeout=PATIENCE)
    program = CHROMIUM / "chromium"
    assert program.is_file(), "run `make .tools/chromium/chromium` first"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=FLAGS, env=_environment())
        yield browser
        await browser.close()


async def arrive(
    browser: Browser, url: str, name: str, client: Client | None, language: str = "en", *, touch: bool = False
) -> tuple[Visitor, BrowserContext]:
    """A browser of somebody's own, signed in as the client is."""
    size, theme = LOOKS["desk-light"]
    context = await browser.new_context(
        viewport=size, color_scheme=theme, reduced_motion="reduce", locale=LOCALES[language], has_touch=touch
    )
    context.set_default_timeout(PATIENCE)
    await context.add_init_script(path=AXE)
    if client is not None:
        await context.add_cookies([{"name": COOKIE, "value": client.http.cookies[COOKIE], "url": url}])
    visitor = Visitor(name, await context.new_page(), url)
    visitor.watch()
    return visitor, context
