"""Takes the README's pictures: a whole study on this machine, talked through in a browser, page by page.

Run as ``python -m tests.e2e.pictures``, with the page built; it writes docs/images and takes about four minutes. Look
at every picture before you commit it.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

import httpx
from playwright.async_api import Browser, Page

from agent.callers.dialogue import Line, exchange
from agent.callers.session import Session
from agent.callers.voice import speak
from tests.support.browser import chromium, new_caller
from tests.support.livekit_server import REPOSITORY
from tests.support.page_flow import PageFlow
from tests.support.parley_up import Parley, parley_up

IMAGES = REPOSITORY / "docs" / "images"
WIDTH, HEIGHT, CONSOLE_HEIGHT, RECORD_HEIGHT = 1280, 860, 620, 1060
SETTLED_MS = 600
AT_HOME = (
    "Please switch off all the lights.",
    "Set the heating to sixty degrees.",
    "Now turn off the coffee machine, please.",
    "Please lock the front door.",
    "How are both doors set?",
)
SHOWN = AT_HOME[3]
IN_THE_MOUNTAINS = (
    "Hello. I spent the weekend in the mountains.",
    "We walked up to a little lake, and it was very cold.",
)
FEEDBACK_AT_HOME = (
    "It did everything that I asked for and told me each time what it had done. The pauses before its answers were a "
    "little long."
)
FEEDBACK_IN_THE_MOUNTAINS = "Pleasant to talk to. It asked about my weekend and remembered the lake."


class Camera:
    """Takes pictures of a page, or takes none."""

    def __init__(self, page: Page, *, loaded: bool) -> None:
        self._page = page
        self._loaded = loaded

    async def take(self, name: str) -> None:
        """Let the page come to rest and take a picture of it."""
        if self._loaded:
            await self._page.evaluate("document.fonts.ready")
            await self._page.wait_for_timeout(SETTLED_MS)
            await self._page.screenshot(path=IMAGES / f"{name}.png")


async def take_part(
    browser: Browser,
    link: str,
    *,
    lines: Sequence[str],
    ratings: Sequence[int],
    feedback: str,
    loaded: bool = False,
) -> str:
    """Go through the whole flow; returns the conversation's id."""
    context = await browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, permissions=["microphone"])
    caller = await new_caller(context)
    flow, page, camera = PageFlow(caller), caller.page, Camera(caller.page, loaded=loaded)
    await flow.open(link)
    await page.get_by_role("checkbox").wait_for()
    await camera.take("consent")
    await flow.consent()
    await camera.take("audio-check")
    await flow.check_sound()
    await camera.take("assignment")
    await flow.start()
    for line in lines:
        await exchange(caller, Line(line, speak(line)), timeout_s=40)
        if line == SHOWN:
            await page.locator("[data-floor=speaking]").wait_for()
            await camera.take("conversation")
        await caller.wait_floor()
    await flow.end_early()
    await answer(page, ratings, feedback)
    await page.locator("fieldset").first.evaluate("it => { it.scrollIntoView(); window.scrollBy(0, -32) }")
    await page.mouse.move(0, 0)
    await page.get_by_text("Saving…").wait_for(state="hidden")
    await camera.take("rating")
    await flow.button("Submit my rating").click()
    await flow.heading("Thank you. You are done.").wait_for()
    await flow.button("Stay on this page").click()
    await page.evaluate("window.scrollTo(0, 0)")
    await camera.take("complete")
    await context.close()
    return flow.conversation_id


async def answer(page: Page, ratings: Sequence[int], feedback: str) -> None:
    """Fill in the rating page, and leave no field with the focus."""
    scales = page.locator("fieldset")
    for index, value in enumerate(ratings):
        await scales.nth(index).locator(f"input[value='{value}']").check()
    await page.get_by_role("textbox", name="Your feedback").fill(feedback)
    await page.evaluate("document.activeElement.blur()")


async def others(server_url: str) -> None:
    """People who have come as far as the consent, the sound check and the card."""
    async with httpx.AsyncClient(base_url=server_url, timeout=30) as http:
        for stop in ("consent", "sound", "card", "consent"):
            session = await Session.enter(http, study="rehearsal")
            if stop != "consent":
                await session.consent()
            if stop == "card":
                await session.pass_audio_check()


async def console(browser: Browser, parley: Parley, conversation_id: str) -> None:
    """The researcher's pages."""
    page = await browser.new_page(viewport={"width": WIDTH, "height": CONSOLE_HEIGHT})
    camera = Camera(page, loaded=True)
    await page.goto(str(parley.facts["researcher_url"]))
    await page.get_by_role("heading", name="Studies").wait_for()
    await camera.take("console-studies")
    await page.goto(f"{parley.server_url}/console/submissions")
    await page.get_by_role("table").wait_for()
    await camera.take("console-submissions")
    await page.set_viewport_size({"width": WIDTH, "height": RECORD_HEIGHT})
    await page.goto(f"{parley.server_url}/console/conversations/{conversation_id}")
    await page.get_by_role("heading", name="What happened").wait_for()
    await camera.take("console-conversation")
    await page.close()


async def main() -> None:
    """Take them all."""
    with tempfile.TemporaryDirectory() as folder, parley_up(Path(folder) / "data") as parley:
        link = f"{parley.server_url}/s/rehearsal?scenario="
        await others(parley.server_url)
        async with chromium() as browser:
            await take_part(
                browser,
                f"{link}open-chat-01",
                lines=IN_THE_MOUNTAINS,
                ratings=(4, 5, 5, 4, 4),
                feedback=FEEDBACK_IN_THE_MOUNTAINS,
            )
            conversation_id = await take_part(
                browser,
                f"{link}smart-home-01",
                lines=AT_HOME,
                ratings=(5, 5, 4, 5, 6),
                feedback=FEEDBACK_AT_HOME,
                loaded=True,
            )
            await console(browser, parley, conversation_id)


if __name__ == "__main__":
    asyncio.run(main())
