"""What a job did out of reach counts when it is told later, and a goodbye that was said stays the end."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.events import AssistantReady, ConversationEnded, EndReason, Event, UserUtterance
from server import tables
from server.services import hindsight
from tests.server.actors import Job, Page
from tests.server.house import House
from tests.server.services.play import START, Play


def utterance(at_s: float) -> Event:
    at = START + timedelta(seconds=at_s)
    return UserUtterance(
        attempt=1, seq=5, at=at, offset_s=at_s, utterance=1, started_s=0, ended_s=1, audio="a/utterances/u.wav"
    )


def ended(reason: EndReason, at_s: float) -> Event:
    at = START + timedelta(seconds=at_s)
    return ConversationEnded(attempt=1, seq=9, at=at, offset_s=at_s, reason=reason, talked_s=at_s)


@pytest.fixture
def lost() -> Play:
    """Talked for 180 s within reach, then nothing was heard for 430 s."""
    play = Play().live(180)
    play.wait(430)
    play.dialogue.lose()
    return play


def tell(play: Play, *events: Event) -> None:
    """The first attempt's events arrive."""
    dialogue = play.dialogue
    attempt = dialogue.current if dialogue.current.number == 1 else dialogue.previous
    assert attempt is not None
    hindsight.learn(dialogue, attempt, events)


def test_what_was_talked_out_of_reach_counts(lost: Play) -> None:
    tell(lost, utterance(250), utterance(400))
    assert lost.dialogue.conversation.talked_s == 400
    assert lost.dialogue.conversation.utterances == 3
    assert lost.phase == "recovering"
    tell(lost, utterance(300))
    assert lost.dialogue.conversation.talked_s == 400


@pytest.mark.parametrize("reason", ["time_limit", "participant_ended"])
def test_a_goodbye_out_of_reach_is_the_end(lost: Play, reason: EndReason) -> None:
    tell(lost, utterance(400), ended(reason, 600))
    conversation = lost.dialogue.conversation
    assert (lost.phase, conversation.end_reason, conversation.talked_s) == ("over", reason, 600)
    assert lost.dialogue.to_close


@pytest.mark.parametrize("reason", ["agent_failed", "participant_gone", "shutdown"])
def test_without_a_goodbye_another_job_still_carries_on(lost: Play, reason: EndReason) -> None:
    tell(lost, ended(reason, 300))
    assert (lost.phase, lost.dialogue.conversation.talked_s) == ("recovering", 300)


def test_who_talks_again_is_told_goodbye_again(lost: Play) -> None:
    lost.claim("job-2")
    lost.ready()
    lost.wait(5)
    tell(lost, ended("time_limit", 600))
    assert lost.phase == "ending"
    lost.dialogue.end_without_goodbye()
    assert lost.dialogue.conversation.end_reason == "time_limit"


def test_an_end_that_was_taken_for_a_failure_is_put_right(lost: Play) -> None:
    lost.dialogue.give_up()
    assert lost.dialogue.conversation.end_reason == "agent_failed"
    tell(lost, ended("participant_ended", 500))
    assert (lost.phase, lost.dialogue.conversation.end_reason) == ("over", "participant_ended")


def test_who_was_sent_away_with_pay_stays_so() -> None:
    play = Play().live(20)
    play.wait(10)
    play.dialogue.lose()
    play.dialogue.give_up()
    tell(play, ended("participant_ended", 25))
    assert (play.closed, play.dialogue.conversation.end_reason) == ("our_fault", "agent_failed")
    assert play.dialogue.conversation.talked_s == 25


def test_of_an_attempt_that_nobody_knew_to_be_ready_the_talk_counts_from_then() -> None:
    play = Play()
    play.claim()
    play.wait(100)
    play.dialogue.lose()
    tell(play, AssistantReady(attempt=1, seq=2, at=START + timedelta(seconds=2), offset_s=2), utterance(62))
    conversation = play.dialogue.conversation
    assert (conversation.talked_s, conversation.ready_at) == (60, START + timedelta(seconds=2))


def test_whoever_reported_an_end_has_said_all() -> None:
    play = Play().live(100)
    play.ended("agent_failed", 100)
    play.wait(50)
    tell(play, utterance(140), ended("time_limit", 150))
    assert (play.phase, play.dialogue.conversation.talked_s) == ("recovering", 100)


ENDS: dict[str, EndReason] = {"limit": "time_limit", "gone": "participant_gone"}


@given(st.lists(st.tuples(st.floats(-1e4, 1e4), st.sampled_from(["hear", "limit", "gone"])), max_size=8))
def test_hindsight_only_adds_and_stays_within_the_limit(told: list[tuple[float, str]]) -> None:
    play = Play().live(180)
    play.wait(430)
    play.dialogue.lose()
    for at_s, what in told:
        before_s, was_over = play.dialogue.conversation.talked_s, play.phase == "over"
        tell(play, utterance(at_s) if what == "hear" else ended(ENDS[what], at_s))
        assert before_s <= play.dialogue.conversation.talked_s <= play.dialogue.conversation.limit_s
        assert not was_over or play.phase == "over"


def conversation_of(house: House, conversation_id: str) -> tables.Conversation:
    with house.parts.database.read() as session:
        return session.get_one(tables.Conversation, conversation_id)


def test_a_server_that_was_down_when_the_time_was_up_pays_all_of_it(house: House) -> None:
    page = Page(house).enter()
    job = Job(house, page.start())
    job.begin()
    job.talk(180)
    house.clock.advance(430)  # nobody looks, nobody can post
    heard = UserUtterance(**job.next(), utterance=50, started_s=1, ended_s=2, audio="attempt-1/utterances/u.wav")
    goodbye = ConversationEnded(**job.next(), reason="time_limit", talked_s=600.0)
    house.pass_time(12)
    assert (page.look(), page.stage["phase"]) == ("conversation", "recovering")
    successor = Job(house, job.conversation_id, job_id="job-2")
    successor.claim().raise_for_status()
    job.send(heard, goodbye)
    assert page.look() == "rating"
    assert page.stage["notice"] is None
    assert successor.send().superseded
    conversation = conversation_of(house, job.conversation_id)
    assert (conversation.end_reason, conversation.talked_s) == ("time_limit", 600)
    page.rate().raise_for_status()
    assert ("Conversation", "10 min") in [(line["label"], line["note"]) for line in page.stage["pay"]]
