"""The whole way of one participant in a browser: from the link, over five spoken requests, to the completion code."""

import pytest
from playwright.async_api import Browser, expect

from agent.callers.dialogue import Line, exchange
from agent.callers.voice import speak
from scenarios.events import ToolCalled, ToolReturned, Verified
from tests.support.browser import new_caller
from tests.support.page_flow import FEEDBACK, PageFlow
from tests.support.parley_up import Parley
from tests.support.recognition import recognise
from tests.support.researcher import Researcher

pytestmark = [pytest.mark.livekit, pytest.mark.browser, pytest.mark.speech]

REQUESTS = (
    "Please switch off all the lights.",
    "Set the heating to sixty degrees.",
    "Please turn off the coffee machine.",
    "Please lock the front door.",
    "Tell me which doors are locked now.",
)
DONE_BY_EACH = (
    ["Lights switched off"],
    ["Heating set"],
    ["Coffee machine switched off"],
    ["Front door seen to"],
    ["Front door looked up at the end", "Back door looked up at the end"],
)


async def test_a_task_is_done_by_voice_and_rated(house: Parley, browser: Browser) -> None:
    caller = await new_caller(await browser.new_context())
    flow, page = PageFlow(caller), caller.page
    await flow.reach_conversation(f"{house.server_url}/s/rehearsal?scenario=smart-home-01")
    panel = page.get_by_role("region", name="Task progress")
    steps = panel.get_by_role("listitem")
    await expect(steps.filter(has_text="To do")).to_have_count(sum(map(len, DONE_BY_EACH)))
    n_done = 0
    for request, labels in zip(REQUESTS, DONE_BY_EACH, strict=True):
        found = await exchange(caller, Line(request, speak(request)))
        assert found.answered_at is not None
        for label in labels:
            await expect(panel.locator("li[data-status=done]").filter(has_text=label)).to_be_visible(timeout=30_000)
        n_done += len(labels)
        await expect(panel.locator("li[data-status=done]")).to_have_count(n_done)
        await caller.wait_floor()
    await expect(panel.get_by_text("Everything is done.")).to_be_visible()
    last_answer = caller.ear.audio_between(found.spoken.ended_at, found.spoken.ended_at + 30)
    assert "front door" in recognise(last_answer).lower()
    await flow.end_early()
    assert await flow.rate(level=5) == "REHEARSAL-DONE"
    assert caller.failures == []
    check_log(house, flow.conversation_id)
    check_record(house, flow.conversation_id)


def check_log(house: Parley, conversation_id: str) -> None:
    """The tools were called, all of them worked, and the verifier saw the world change."""
    events = house.logged(conversation_id)
    called = {event.tool for event in events if isinstance(event, ToolCalled)}
    assert {"smart_home_set_all_lights", "smart_home_set_thermostat", "smart_home_set_plug"} <= called
    assert all(event.ok for event in events if isinstance(event, ToolReturned))
    last = [event.verification for event in events if isinstance(event, Verified)][-1]
    assert (last.progress, last.success, last.state_ok, last.violations) == (1.0, True, True, ())


def check_record(house: Parley, conversation_id: str) -> None:
    """What the participant said, did and wrote is on record, and is paid."""
    researcher = Researcher(house)
    record = researcher.conversation(conversation_id)
    researcher.close()
    assert record["stage"] == "complete"
    assert record["verification"]["success"] is True
    assert [rating["value"] for rating in record["ratings"]] == [5] * 5
    assert record["feedback"]["text"] == FEEDBACK
    assert {"Taking part", "Feedback"} <= {line["label"] for line in record["pay"]}
    assert len(record["events"]) == len(house.logged(conversation_id))
    assert [line["who"] for line in record["transcript"]].count("participant") == len(REQUESTS)
