"""A participant who reads everything that their browser receives does not learn which model speaks."""

import pytest
from playwright.async_api import Browser

from agent.callers.dialogue import Line, exchange
from agent.callers.voice import speak
from scenarios.events import ConversationStarted, Fault
from tests.support.browser import new_caller
from tests.support.models import FAILURE, TELLTALE
from tests.support.page_flow import PageFlow
from tests.support.parley_up import Parley
from tests.support.tokens import claims
from tests.support.wiretap import Wiretap

pytestmark = [pytest.mark.livekit, pytest.mark.browser]

KINDS = ("speech_to_text", "end_to_end", '"pipeline"')
PARTS = ("agent.models", "whisper", "hibari", "openai", "gemini", "vllm")


async def test_nothing_that_reaches_the_page_names_the_model(house: Parley, browser: Browser) -> None:
    """From the link to the code, with a model that fails once on the way."""
    caller = await new_caller(await browser.new_context())
    wiretap = Wiretap(caller.page)
    await wiretap.start()
    flow = PageFlow(caller)
    await flow.reach_conversation(f"{house.server_url}/s/blinded")
    await wiretap.look()
    for text in ("This makes the model fail.", "And this does not."):
        assert (await exchange(caller, Line(text, speak(text)))).answered_at is not None
        await caller.wait_floor()
        await wiretap.look()
    await flow.end_early()
    await wiretap.look()
    await flow.rate()
    await wiretap.look()

    events = house.logged(flow.conversation_id)
    assert [event.model for event in events if isinstance(event, ConversationStarted)] == [TELLTALE]
    assert [event.message for event in events if isinstance(event, Fault)] == [FAILURE]
    assert all(wiretap.seen(where) for where in ("request", "answer", "socket", "data channel", "page", "storage"))
    assert any(b'"agent_state"' in message for message in wiretap.seen("data channel"))
    assert wiretap.naming(TELLTALE, FAILURE, *KINDS, *PARTS) == []
    check_token(flow)


def check_token(flow: PageFlow) -> None:
    """It allows a microphone, and says nothing."""
    said = claims(flow.room_token)
    grants = said["video"]
    assert set(said) <= {"video", "sub", "iss", "exp", "nbf", "iat"}
    assert said["sub"].startswith("p-")
    assert grants["room"] == flow.conversation_id
    assert (grants["canPublishSources"], grants["canPublishData"]) == (["microphone"], False)
    assert not any(
        grants.get(name) for name in ("roomAdmin", "roomCreate", "roomList", "roomRecord", "hidden", "agent")
    )
