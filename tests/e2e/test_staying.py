"""A participant who reloads, opens a second tab, goes back, or loses network or assistant stays in the conversation."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from agent.callers.dialogue import Line, exchange
from agent.callers.voice import speak
from scenarios.events import Reply
from server.services.patience import Patience
from tests.support.browser import FLOOR_SCRIPT, PageCaller, detour_script, new_caller
from tests.support.page_flow import PageFlow
from tests.support.parley_up import Parley
from tests.support.relay import CuttableNetwork
from tests.support.researcher import Researcher
from tests.support.stalls import Stalls
from tests.support.waiting import wait_for

pytestmark = [pytest.mark.livekit, pytest.mark.browser]

CUT_S = 20.0
NOTICED_WITHIN_S = 20.0  # that the line is dead
BACK_WITHIN_S = 20.0  # after the network is
CLOCK_S = 2.0  # that the page's clock may be behind: it shows whole seconds and is told once a second
AWAY_S = 6.0  # with the tab closed
PATIENCE_S = Patience().heartbeat_s  # the page has the same
TOLD_WITHIN_S = 5.0  # that the assistant is gone: page and server, each since they last heard of it
TALKS_WITHIN_S = 10.0  # the next one


@pytest.fixture
async def context(browser: Browser) -> BrowserContext:
    """One person's browser."""
    return await browser.new_context()


@pytest.fixture
async def network() -> AsyncIterator[CuttableNetwork]:
    """Relays, closed at the end."""
    made = CuttableNetwork()
    yield made
    await made.aclose()


async def say(caller: PageCaller, text: str) -> None:
    """Say a line and be answered."""
    assert (await exchange(caller, Line(text, speak(text)))).answered_at is not None
    await caller.wait_floor()


def answers(house: Parley, flow: PageFlow, *, attempts: int = 1) -> list[str]:
    """How often the assistant thought it had been spoken to, answer by answer, in so many attempts and no more."""
    logs = [house.logged(flow.conversation_id, number) for number in range(1, attempts + 2)]
    assert logs[-1] == []
    events = itertools.chain.from_iterable(logs)
    texts = [event.text for event in events if isinstance(event, Reply) and event.purpose == "answer"]
    return [text.removeprefix("You have spoken ").split(" times")[0] for text in texts]


async def elapsed_s(page: Page) -> int:
    """What the page's clock shows."""
    minutes, seconds = (await page.get_by_role("timer").locator("strong").first.inner_text()).split(":")
    return 60 * int(minutes) + int(seconds)


async def counted_on(page: Page, before_s: int, before_at: float) -> None:
    """Wait until the page's clock shows all the time that has passed since, the time without a network included."""

    async def is_right() -> bool:
        return await elapsed_s(page) - before_s >= time.monotonic() - before_at - CLOCK_S

    await wait_for(is_right, for_what="the page's clock", timeout_s=BACK_WITHIN_S)


async def test_reload_back_and_a_reopened_link(house: Parley, context: BrowserContext) -> None:
    caller = await new_caller(context)
    flow, page = PageFlow(caller), caller.page
    await flow.jump_into_conversation(house.server_url, "historian")
    await say(caller, "This is before I reload the page.")
    before_s = await elapsed_s(page)
    await page.reload()
    await caller.wait_floor()
    assert await elapsed_s(page) >= before_s
    await say(caller, "And this is after it.")
    await page.go_back()
    await page.go_forward()
    await caller.wait_floor()
    await say(caller, "I went back and came again.")
    link = page.url
    await flow.end_early()
    assert answers(house, flow) == ["1", "2", "3"]
    await page.goto(link)
    await expect(flow.heading("Rate the assistant")).to_be_visible()
    code = await flow.rate()
    await page.reload()
    await expect(page.get_by_text(code, exact=True)).to_be_visible()
    await page.go_back()
    await page.goto(link)
    await expect(page.get_by_text(code, exact=True)).to_be_visible()
    assert caller.failures == []


async def test_a_second_tab_takes_the_conversation_over(house: Parley, context: BrowserContext) -> None:
    first = await new_caller(context)
    flow = PageFlow(first)
    await flow.jump_into_conversation(house.server_url, "historian")
    await say(first, "I say this in the first tab.")
    second = await new_caller(context)
    await second.page.goto(first.page.url)
    await expect(first.page.get_by_text("This conversation continues in another tab")).to_be_visible()
    await second.wait_floor()
    await say(second, "And this in the second one.")
    await first.page.get_by_role("button", name="Continue here").click()
    await expect(second.page.get_by_text("This conversation continues in another tab")).to_be_visible()
    await first.wait_floor()
    await say(first, "Now I am back in the first.")
    assert answers(house, flow) == ["1", "2", "3"]


async def test_the_network_is_cut_for_a_while(house: Parley, browser: Browser, network: CuttableNetwork) -> None:
    ports = house.facts["ports"]
    page_port = await network.tcp(ports["page"])
    detour = detour_script(
        signal=(ports["livekit"], await network.tcp(ports["livekit"])),
        media=(ports["livekit_udp"], await network.udp(ports["livekit_udp"])),
    )
    caller = await new_caller(await browser.new_context(bypass_csp=True))  # the policy allows no detour
    flow, page = PageFlow(caller), caller.page
    await page.add_init_script(detour)
    await flow.jump_into_conversation(f"http://127.0.0.1:{page_port}", "historian")
    await say(caller, "This is before the network goes away.")
    before_s, before_at = await elapsed_s(page), time.monotonic()
    network.cut()
    await asyncio.gather(
        asyncio.sleep(CUT_S),
        expect(page.locator("[data-floor=reconnecting], [data-floor=lost]")).to_be_visible(
            timeout=NOTICED_WITHIN_S * 1000
        ),
    )
    network.mend()
    await expect(page.locator("[data-floor=listening]")).to_be_visible(timeout=BACK_WITHIN_S * 1000)
    await counted_on(page, before_s, before_at)
    await say(caller, "And this is after it came back.")
    assert answers(house, flow) == ["1", "2"]
    assert caller.failures == []


async def test_a_tab_that_is_closed_mid_sentence_can_be_opened_again(house: Parley, context: BrowserContext) -> None:
    first = await new_caller(context)
    flow = PageFlow(first)
    await flow.jump_into_conversation(house.server_url, "historian")
    await say(first, "This is before I close the tab.")
    before_s = await elapsed_s(first.page)
    speaking = asyncio.ensure_future(
        first.say(speak("And now I am in the middle of a sentence that never comes to its"))
    )
    await expect(first.page.locator("[data-floor=hearing]")).to_be_visible()
    await first.page.close()
    await asyncio.gather(speaking, return_exceptions=True)
    await asyncio.sleep(AWAY_S)
    second = await new_caller(context)
    await second.page.goto(first.page.url)
    await expect(second.page.locator("[data-floor=listening], [data-floor=speaking]")).to_be_visible(
        timeout=BACK_WITHIN_S * 1000
    )
    await expect(second.page.get_by_role("button", name="Turn microphone off")).to_be_enabled()
    assert await elapsed_s(second.page) >= before_s + AWAY_S - 1
    await second.wait_floor()
    await say(second, "Here I am again.")
    counted = answers(house, flow)
    assert counted == [str(number) for number in range(1, len(counted) + 1)]
    assert len(counted) in (2, 3)  # the half sentence was answered, or was not
    assert second.failures == []


async def test_the_assistant_drops_out_and_comes_back(house: Parley, context: BrowserContext) -> None:
    caller = await new_caller(context)
    flow, page = PageFlow(caller), caller.page
    await page.add_init_script(path=FLOOR_SCRIPT)
    await flow.jump_into_conversation(house.server_url, "historian")
    await say(caller, "This is before the assistant is gone.")
    with Stalls() as stalls:
        house.kill_job(flow.conversation_id)
        killed_at = time.time()
        spoke_at = await caller.ear.wait_onset(after=killed_at + 1, timeout_s=3 * TALKS_WITHIN_S)
    await expect(page.get_by_text("dropped out for a moment and is back")).to_be_visible()
    assert spoke_at is not None
    lost_s = stalls.within_s(killed_at, spoke_at)
    assert spoke_at - killed_at < TALKS_WITHIN_S + lost_s
    shown = await page.evaluate("window.parleyShown")
    after_loss = list(itertools.dropwhile(lambda entry: entry["floor"] != "lost", shown))
    lost = after_loss[0]
    assert "The assistant dropped out" in lost["words"]
    silence_s = (lost["atMs"] - lost["heardAtMs"]["1"]) / 1000
    assert silence_s < TOLD_WITHIN_S + lost_s
    assert silence_s >= PATIENCE_S or lost["attempt"] == "2"  # the server may know first, and call the next one
    assert {entry["floor"] for entry in after_loss} <= {"lost", "speaking", "listening", "thinking"}
    assert PATIENCE_S < server_knew_after_s(house, flow.conversation_id) < TOLD_WITHIN_S + lost_s
    await caller.wait_floor()
    await say(caller, "And this is after it came back.")
    assert answers(house, flow, attempts=2) == ["1", "2"]


def server_knew_after_s(house: Parley, conversation_id: str) -> float:
    """Seconds from the last sign of life of the first attempt to its end, by the server's own records."""
    researcher = Researcher(house)
    loss = researcher.loss(conversation_id, attempt=1)
    researcher.close()
    return loss.silence_s
