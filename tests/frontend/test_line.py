"""The conversation page on a real media server, with an assistant whose every state the test decides."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from agent.callers.session import Session
from server.integrations.livekit import LiveKitRooms
from server.integrations.rooms import FakeRooms
from tests.frontend.assistant import Assistant, assistant_in
from tests.frontend.audit import violations
from tests.frontend.keyboard import IN_SIGHT
from tests.frontend.site import Site, running_site
from tests.frontend.visit import Visit, visiting
from tests.support.browser import FLOOR_SCRIPT, new_caller
from tests.support.livekit_server import LiveKitServer
from tests.support.tokens import room_of
from tests.support.waiting import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

STEPS = [
    {"id": "order", "label": "Order placed", "status": "done", "done": 1, "of": 1},
    {"id": "cancel", "label": "Older orders cancelled", "status": "open", "done": 1, "of": 2},
]
VERIFICATION = {"progress": 0.75, "success": False, "state_ok": True, "steps": STEPS, "violations": []}
LOUDNESS = "Number(document.querySelector('[class*=orb]').style.getPropertyValue('--level'))"


def rooms_of(livekit: LiveKitServer) -> LiveKitRooms:
    """The server's hand on the media server."""
    keys = {"api_key": livekit.api_key, "api_secret": livekit.api_secret}
    return LiveKitRooms(url=livekit.url, public_url=livekit.url, **keys)


@asynccontextmanager
async def conversation(livekit: LiveKitServer, browser: Browser, folder: Path) -> AsyncIterator[tuple[Page, Assistant]]:
    """A participant's page in a conversation whose assistant has just joined."""
    with running_site(folder, rooms=rooms_of(livekit), livekit_url=livekit.url) as site:
        async with httpx.AsyncClient(base_url=site.url, timeout=20) as http:
            session = await Session.enter(http, study="rehearsal", scenario="shopping-01")
            _, token = await session.reach_conversation()
            page = (await new_caller(await browser.new_context())).page
            await page.goto(Visit(site, session, http).link)
            await expect(page.get_by_text("you do not lose your pay")).to_be_visible()
            await expect(page.get_by_text("Connected")).to_be_visible()
            async with assistant_in(livekit, site.url, room_of(token)) as assistant:
                yield page, assistant


async def loudness_over(page: Page, least: float) -> bool:
    return float(await page.evaluate(LOUDNESS)) > least


async def loudness_under(page: Page, most: float) -> bool:
    return float(await page.evaluate(LOUDNESS)) < most


@pytest.mark.livekit
async def test_the_page_follows_the_assistant(livekit_server: LiveKitServer, browser: Browser, tmp_path: Path) -> None:
    async with conversation(livekit_server, browser, tmp_path) as (page, assistant):
        await assistant.be_ready()
        await expect(page.locator("[data-floor=listening]")).to_be_visible()
        await assistant.tell("user_state", state="speaking")
        await expect(page.get_by_text("Listening to you")).to_be_visible()
        await assistant.tell("agent_state", state="thinking")
        await expect(page.get_by_text("Thinking", exact=True)).to_be_visible()
        assistant.loudness = 0.5
        await assistant.tell("agent_state", state="speaking")
        await expect(page.get_by_text("You can interrupt by speaking.")).to_be_visible()
        await wait_for(lambda: loudness_over(page, 0.5), for_what="the presence to move", timeout_s=15)
        assistant.loudness = 0.0
        await wait_for(lambda: loudness_under(page, 0.1), for_what="the presence to rest", timeout_s=15)


@pytest.mark.livekit
async def test_tools_and_progress(livekit_server: LiveKitServer, browser: Browser, tmp_path: Path) -> None:
    async with conversation(livekit_server, browser, tmp_path) as (page, assistant):
        await assistant.be_ready()
        await assistant.tell("tool_call", call_id="1", tool="place_order", arguments={"quantity": 2})
        await expect(page.get_by_text("Under way")).to_be_visible()
        await assistant.tell("tool_result", call_id="1", tool="place_order", ok=True, result={"id": "O-7"}, error=None)
        await assistant.tell("verification", verification=VERIFICATION)
        await expect(page.get_by_text("1 of 2 done")).to_be_visible()
        await expect(page.get_by_text("To do, 1 of 2")).to_be_visible()
        await page.get_by_text("Place order").click()
        await expect(page.get_by_text("O-7")).to_be_visible()
        assert await violations(page) == []
        assistant.view["verification"] = VERIFICATION
        await page.reload()
        await expect(page.get_by_text("1 of 2 done")).to_be_visible()


@pytest.mark.livekit
async def test_a_small_phone_shows_both_sides_without_scrolling(
    livekit_server: LiveKitServer, browser: Browser, tmp_path: Path
) -> None:
    async with conversation(livekit_server, browser, tmp_path) as (page, assistant):
        await page.set_viewport_size({"width": 375, "height": 667})
        await assert_in_sight(page, "Getting ready", "Your microphone is on")
        await assistant.be_ready(485.0)
        assistant.view["verification"] = VERIFICATION
        await assistant.snapshot(user_state="away")
        await expect(page.get_by_text("Finished?")).to_be_visible()
        await expect(page.get_by_text("Less than two minutes are left.")).to_be_visible()
        await assert_in_sight(page, "Listening", "Your microphone is on")
        await page.keyboard.press("m")
        await assistant.snapshot(user_state="listening", agent_state="speaking")
        await assert_in_sight(page, "Speaking", "Your microphone is off")
        assert await violations(page) == []
        assistant.beating = False
        await assert_in_sight(page, "The assistant dropped out", "Your microphone is off")


async def assert_in_sight(page: Page, *words: str) -> None:
    """All of it is on the screen as it was opened, and nothing lies over it."""
    for text in words:
        place = page.get_by_text(text, exact=True)
        await expect(place).to_be_in_viewport(ratio=1)
        assert await place.evaluate(IN_SIGHT), f"something covers {text}"
    assert await page.evaluate("scrollY") == 0


@pytest.mark.livekit
async def test_a_silent_assistant_is_lost(livekit_server: LiveKitServer, browser: Browser, tmp_path: Path) -> None:
    async with conversation(livekit_server, browser, tmp_path) as (page, assistant):
        await assistant.be_ready(100.0)
        await expect(page.get_by_text("Listening", exact=True)).to_be_visible()
        assistant.beating = False
        await expect(page.get_by_text("The assistant dropped out")).to_be_visible()
        assistant.beating = True
        await expect(page.get_by_text("Listening", exact=True)).to_be_visible()


@pytest.mark.livekit
async def test_a_room_that_we_close_is_no_fault_of_the_line(
    livekit_server: LiveKitServer, browser: Browser, tmp_path: Path
) -> None:
    async with conversation(livekit_server, browser, tmp_path) as (page, assistant):
        await assistant.be_ready(100.0)
        await expect(page.get_by_text("Listening", exact=True)).to_be_visible()
        assistant.beating = False
        await page.evaluate(FLOOR_SCRIPT.read_text(encoding="utf-8"))
        await asyncio.to_thread(rooms_of(livekit_server).close, assistant.brief.conversation_id)
        await expect(page.locator("[data-floor=gone]")).to_be_visible()
        await expect(page.get_by_text("This is our fault, not yours.")).to_be_visible()
        shown = await page.evaluate("window.parleyShown.map((entry) => entry.floor)")
        assert "reconnecting" not in shown


@pytest.mark.livekit
async def test_warning_goodbye_and_rating(livekit_server: LiveKitServer, browser: Browser, tmp_path: Path) -> None:
    async with conversation(livekit_server, browser, tmp_path) as (page, assistant):
        await assistant.be_ready(485.0)
        await expect(page.get_by_text("Less than two minutes are left.")).to_be_visible()
        assistant.elapsed_s = 575.0
        await expect(page.get_by_text("Less than thirty seconds are left.")).to_be_visible()
        await page.keyboard.press("m")
        await expect(page.get_by_text("Your microphone is off")).to_be_visible()
        await page.keyboard.press("m")
        await expect(page.get_by_text("Your microphone is on")).to_be_visible()
        await assistant.end()
        await expect(page.get_by_role("heading", name="Rate the assistant")).to_be_visible()
        await expect(page.locator("audio")).to_have_count(0)


async def test_no_assistant_comes(site: Site, browser: Browser) -> None:
    page = await (await browser.new_context()).new_page()
    rooms = cast("FakeRooms", site.rooms)
    rooms.refusing = True
    try:
        async with visiting(site, "assignment") as visit:
            await page.goto(visit.link)
            await page.get_by_role("button", name="Start the conversation").click()
            await expect(page.get_by_text("The assistant did not come")).to_be_visible()
            await page.get_by_role("button", name="Try again").click()
            await expect(page.get_by_text("The assistant did not come")).to_be_visible()
            await page.get_by_role("button", name="Leave with pay").click()
            await expect(page.get_by_text("You are paid for this visit.")).to_be_visible()
    finally:
        rooms.refusing = False
