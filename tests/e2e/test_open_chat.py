"""A free conversation in a browser: two turns, one interruption, and a recording that tells the truth about it."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from playwright.async_api import Browser

from agent.callers.dialogue import Exchange, Line, exchange
from agent.callers.voice import speak
from scenarios.events import Reply
from tests.support.browser import PageCaller, new_caller
from tests.support.page_flow import PageFlow
from tests.support.parley_up import Parley
from tests.support.recognition import recognise, share_understood
from tests.support.recording import Recording
from tests.support.stalls import Stalls

pytestmark = [pytest.mark.livekit, pytest.mark.browser, pytest.mark.speech]

UNDERSTOOD = 0.6  # of the words, by a small recogniser, after two codecs
ON_THE_WAY_S = 0.6  # what sound may take from a page to the agent, or back
FALLS_SILENT_WITHIN_S = 1.2  # after the participant begins to speak
RECORDED_WITHIN_S = 0.6  # log and recording are of one process, and count the same samples
LINGERS_S = 5.0  # for so long a jitter buffer remembers that the machine was busy


def line(text: str, *, barge_in_s: float | None = None) -> Line:
    return Line(text, speak(text), barge_in_s)


def on_the_way_s(stalls: Stalls, since: float, until: float) -> float:
    """What the way may take then: what the machine withheld from everybody is no fault of ours."""
    return ON_THE_WAY_S + stalls.within_s(since - LINGERS_S, until)


def when(reply: Reply) -> tuple[float, float]:
    """Wall times between which a reply was played."""
    assert reply.started_s is not None
    assert reply.ended_s is not None
    zero = reply.at - timedelta(seconds=reply.offset_s)
    return zero.timestamp() + reply.started_s, zero.timestamp() + reply.ended_s


async def test_two_turns_and_an_interruption(house: Parley, browser: Browser) -> None:
    caller = await new_caller(await browser.new_context())
    flow = PageFlow(caller)
    await flow.jump_into_conversation(house.server_url, "rehearsal", scenario="open-chat-01")
    with Stalls() as stalls:
        exchanges = [
            await exchange(caller, line("I have a small garden with tomatoes in it.")),
            await exchange(caller, line("Can you tell me something about yourself?")),
            await exchange(caller, line("Wait, I would rather talk about my garden again.", barge_in_s=0.3)),
        ]
        await caller.wait_floor()
        await flow.end_early()
    assert await flow.rate() == "REHEARSAL-DONE"
    events = house.logged(flow.conversation_id)
    replies = [event for event in events if isinstance(event, Reply)]

    assert all(found.answered_at is not None for found in exchanges)
    assert caller.failures == []
    check_interruption(caller, replies, exchanges[2], stalls)
    check_received_words(caller, replies, stalls)
    recording = Recording.of(house, flow.conversation_id, events)
    check_participants_channel(recording, exchanges, stalls)
    check_assistants_channel(recording, replies)


def check_interruption(caller: PageCaller, replies: Sequence[Reply], barge_in: Exchange, stalls: Stalls) -> None:
    """Exactly one reply was cut, the page fell silent soon, and the log holds no more words than were heard."""
    (cut,) = (reply for reply in replies if reply.interrupted)
    assert cut.text.startswith(cut.heard)
    assert len(cut.heard) < len(cut.text)
    spoken_over = [
        sound
        for sound in caller.ear.sounds(gap_s=0.3)
        if sound.started_at < barge_in.spoken.started_at < sound.ended_at
    ]
    assert len(spoken_over) == 1
    began_at, silent_at = barge_in.spoken.started_at, spoken_over[0].ended_at
    assert silent_at - began_at < FALLS_SILENT_WITHIN_S + stalls.within_s(began_at - LINGERS_S, silent_at)


def check_received_words(caller: PageCaller, replies: Sequence[Reply], stalls: Stalls) -> None:
    """The sound that reached the page is, by energy and by its words, what the log says was said."""
    for reply in replies:
        since, until = when(reply)
        way_s = on_the_way_s(stalls, since, until)
        sounds = caller.ear.sounds(since=since, until=until + way_s)
        assert sounds, f"nothing was heard of: {reply.text}"
        assert sounds[0].started_at - since < way_s
        if not reply.interrupted:
            heard = recognise(caller.ear.audio_between(since - 0.1, until + way_s))
            assert share_understood(reply.text, heard) >= UNDERSTOOD, (reply.text, heard)


def check_participants_channel(recording: Recording, exchanges: Sequence[Exchange], stalls: Stalls) -> None:
    """Left is the participant, with the words at their time; the assistant is silent while it listens."""
    for found in exchanges:
        since, until = found.spoken.started_at, found.spoken.ended_at
        way_s = on_the_way_s(stalls, since, until)
        onset = recording.onset("participant", since - 0.3, until)
        assert onset is not None
        assert -0.1 < onset - since < way_s
        words = recognise(recording.between("participant", since - 0.1, until + way_s))
        assert share_understood(found.line.text, words) >= UNDERSTOOD, (found.line.text, words)
        if found.line.barge_in_s is None:
            assert recording.audible_share("assistant", since, until) == 0


def check_assistants_channel(recording: Recording, replies: Sequence[Reply]) -> None:
    """Right is the assistant, at the time that the log tells; the participant is silent while it is heard out."""
    for reply in replies:
        since, until = when(reply)
        onset = recording.onset("assistant", since - 0.3, until)
        assert onset is not None
        assert abs(onset - since) < RECORDED_WITHIN_S
        if not reply.interrupted:
            words = recognise(recording.between("assistant", since - 0.1, until + 0.3))
            assert share_understood(reply.text, words) >= UNDERSTOOD, (reply.text, words)
            assert recording.audible_share("participant", since, until) < 0.02
