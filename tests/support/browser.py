"""A participant's browser: headless Chromium whose microphone and ears are ours, and a caller that lives in a page."""

import base64
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from agent.callers.ear import Ear
from agent.callers.microphone import Spoken
from agent.models.base import Audio

_SCRIPTS = Path(__file__).with_name("page")
FLOOR_SCRIPT = _SCRIPTS / "floor.js"  # keeps what a page showed of the assistant in window.parleyShown
_FLAGS = (
    "--no-sandbox",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The browser that the machine has, or the one that Playwright installed."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


class PageCaller:
    """Speaks into a page's microphone and hears its loudspeaker; agent.callers.dialogue can drive it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ear = Ear(keep_audio=True)
        self.failures: list[str] = []  # uncaught errors of the page
        page.on("pageerror", lambda error: self.failures.append(str(error)))

    async def say(self, speech: Audio) -> Spoken:
        """Speak now; returns after the last sample."""
        samples = base64.b64encode(speech.pcm).decode()
        said = await self.page.evaluate("([pcm, rate]) => window.parleySay(pcm, rate)", [samples, speech.sample_rate])
        return Spoken(said["startedAt"], said["endedAt"])

    async def wait_floor(self) -> None:
        """Return when the assistant has finished: silence, and the page does not say that it is about to speak."""
        await self.ear.wait_quiet(for_s=0.8)
        await self.page.wait_for_selector("[data-agent-state=listening]", timeout=30_000)
        await self.ear.wait_quiet(for_s=0.8)


async def new_caller(context: BrowserContext) -> PageCaller:
    """A page of this context with our microphone and ears."""
    page = await context.new_page()
    caller = PageCaller(page)

    async def heard(pcm: str, arrived_at: float) -> None:
        await caller.ear.hear(base64.b64decode(pcm), min(arrived_at, time.time()))

    await page.expose_function("parleyHeard", heard)
    for script in ("microphone.js", "ear.js"):
        await page.add_init_script(path=_SCRIPTS / script)
    return caller


def detour_script(*, signal: tuple[int, int], media: tuple[int, int]) -> str:
    """A script for the page that leads LiveKit's ports (real, relay) through relays."""
    ports = f"const PORTS = {{signal: {list(signal)}, media: {list(media)}}};"
    return f"(() => {{ {ports}\n{(_SCRIPTS / 'detour.js').read_text()} }})();"
