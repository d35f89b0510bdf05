"""The rules of a conversation, without clock, network or database."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.events import AssistantReady, EndReason
from server.problems import RefusedError, WrongStageError
from server.services.dialogue import SupersededError
from server.tables.conversation import PHASES
from tests.server.services.play import Play


def test_usual_way() -> None:
    play = Play()
    assert (play.phase, play.dialogue.current.number) == ("connecting", 1)
    play.live(300)
    assert play.phase == "live"
    assert play.dialogue.talked_s() == 300
    play.dialogue.request_end()
    assert play.phase == "ending"
    play.ended("participant_ended", 302)
    assert (play.phase, play.closed) == ("over", None)
    assert play.dialogue.conversation.talked_s == 302
    assert not play.dialogue.to_close  # the agent has left by itself


def test_a_lost_job_is_replaced_once_and_its_time_counts() -> None:
    play = Play().live(100)
    play.wait(5)
    play.dialogue.lose()
    assert (play.phase, play.dialogue.current.number) == ("recovering", 2)
    assert play.dialogue.talked_s() == 100  # until the last sign of life
    play.claim("job-2")
    play.ready()
    assert play.phase == "live"
    play.wait(20)
    assert play.dialogue.talked_s() == 120


@pytest.mark.parametrize("wrong_by_s", [-3600, 3600])
def test_an_agent_s_wrong_clock_gives_and_takes_no_time(wrong_by_s: float) -> None:
    play = Play()
    play.claim()
    at = play.dialogue.now + timedelta(seconds=wrong_by_s)
    play.dialogue.apply(AssistantReady(attempt=1, seq=1, at=at, offset_s=0))
    play.wait(60)
    assert play.dialogue.talked_s() == 60
    assert play.dialogue.conversation.ready_at == play.dialogue.current.ready_at


def test_readiness_that_is_told_late_counts_from_when_it_was() -> None:
    play = Play()
    play.claim()
    play.wait(2)
    ready_at = play.dialogue.now
    play.wait(30)
    play.dialogue.apply(AssistantReady(attempt=1, seq=1, at=ready_at, offset_s=0))
    assert play.dialogue.talked_s() == 30


def test_lost_again_early_is_our_fault_with_pay() -> None:
    play = Play().live(10)
    play.dialogue.lose()
    play.claim("job-2")
    play.ready()
    play.dialogue.lose()
    assert (play.phase, play.closed) == ("over", "our_fault")
    assert play.dialogue.to_close


def test_lost_again_after_a_real_conversation_leads_to_the_ratings() -> None:
    play = Play().live(200)
    play.dialogue.lose()
    play.dialogue.not_recovered()
    assert (play.phase, play.closed) == ("over", None)
    assert play.dialogue.conversation.end_reason == "agent_failed"


def test_lost_near_the_end_is_not_taken_up_again() -> None:
    play = Play().live(590)
    play.dialogue.lose()
    assert (play.phase, play.closed) == ("over", None)


def test_lost_while_saying_goodbye_is_the_end_that_was_asked_for() -> None:
    play = Play().live(120)
    play.dialogue.request_end()
    play.dialogue.lose()
    assert play.dialogue.conversation.end_reason == "participant_ended"


def test_goodbye_after_the_limit_is_the_time_limit() -> None:
    play = Play().live(650)
    play.dialogue.request_end()
    play.dialogue.end_without_goodbye()
    assert play.dialogue.conversation.end_reason == "time_limit"


def test_nobody_came_then_a_late_job_may_still_come() -> None:
    play = Play()
    play.dialogue.no_show()
    assert play.phase == "no_assistant"
    play.claim()
    assert play.phase == "connecting"
    play.ready()
    assert play.phase == "live"


def test_after_trying_again_the_late_job_of_the_first_call_is_superseded() -> None:
    play = Play()
    play.dialogue.no_show()
    play.dialogue.retry()
    assert (play.phase, play.dialogue.current.number) == ("connecting", 2)
    play.claim("job-2")
    with pytest.raises(SupersededError):
        play.claim("job-1")


def test_claiming_again_is_the_same_claim() -> None:
    play = Play()
    play.claim()
    claimed_at = play.dialogue.current.claimed_at
    play.wait(1)
    play.claim()
    assert play.dialogue.current.claimed_at == claimed_at


def test_leaving_is_paid_and_only_open_while_nobody_is_there() -> None:
    play = Play()
    with pytest.raises(WrongStageError):
        play.dialogue.leave()
    play.dialogue.no_show()
    play.dialogue.leave()
    assert (play.phase, play.closed) == ("over", "our_fault")


def test_what_has_not_begun_cannot_be_ended() -> None:
    with pytest.raises(RefusedError, match="not begun"):
        Play().dialogue.request_end()


def test_away_too_long_then_back() -> None:
    play = Play().live(100)
    play.ended("participant_gone", 100)
    assert play.phase == "paused"
    play.dialogue.retry()
    assert (play.phase, play.dialogue.current.number) == ("connecting", 2)
    play.claim("job-2")
    play.ready()
    play.wait(10)
    assert play.dialogue.talked_s() == 110


@pytest.mark.parametrize(("talked_s", "closed"), [(100, None), (20, "abandoned")])
def test_away_for_good(talked_s: float, closed: str | None) -> None:
    play = Play().live(talked_s)
    play.ended("participant_gone", talked_s)
    play.dialogue.expire()
    assert (play.phase, play.closed) == ("over", closed)


def test_who_never_spoke_has_nothing_to_rate() -> None:
    play = Play()
    play.claim()
    play.ready()
    play.wait(95)
    play.ended("participant_gone", 95)
    play.dialogue.expire()
    assert play.closed == "abandoned"


def test_from_a_pause_one_may_go_on_to_the_ratings() -> None:
    play = Play().live(30)
    play.ended("participant_gone", 30)
    play.dialogue.request_end()
    assert (play.phase, play.closed) == ("over", None)


@pytest.mark.parametrize("reason", ["agent_failed", "shutdown"])
def test_an_agent_that_gives_up_is_replaced(reason: EndReason) -> None:
    play = Play().live(100)
    play.ended(reason, 100)
    assert play.phase == "recovering"
    assert play.dialogue.to_call is play.dialogue.current


def test_a_media_server_that_refuses_is_told_at_once() -> None:
    play = Play()
    play.dialogue.not_called(1)
    assert play.phase == "no_assistant"


def test_a_refusal_that_comes_late_changes_nothing() -> None:
    play = Play().live(10)
    play.dialogue.not_called(1)
    assert play.phase == "live"


MOVES = (
    "retry",
    "request_end",
    "leave",
    "claim-1",
    "claim-2",
    "ready",
    "hear",
    "lose",
    "not_recovered",
    "no_show",
    "expire",
    "end_without_goodbye",
    "gone",
    "failed",
    "shutdown",
    "limit",
    "wait",
)
PRECONDITIONS = {  # where the watch or the agent can make a move at all
    "lose": ("connecting", "live", "ending"),
    "not_recovered": ("recovering",),
    "no_show": ("connecting",),
    "expire": ("no_assistant", "paused"),
    "end_without_goodbye": ("ending",),
}


def make(play: Play, move: str) -> None:
    dialogue = play.dialogue
    if play.phase not in PRECONDITIONS.get(move, PHASES):
        return
    if move == "wait":
        play.wait(30)
    elif move.startswith("claim"):
        play.claim(f"job{move[-2:]}")
    elif move in ("ready", "hear", "gone", "failed", "shutdown", "limit"):
        if dialogue.carries(dialogue.current.job_id or "none", dialogue.current.number):
            reasons: dict[str, EndReason] = {
                "gone": "participant_gone", "failed": "agent_failed", "shutdown": "shutdown", "limit": "time_limit"
            }  # fmt: skip
            play.ended(reasons[move], dialogue.talked_s()) if move in reasons else getattr(play, move)()
    else:
        getattr(dialogue, move)()


@given(st.lists(st.sampled_from(MOVES), max_size=40))
def test_any_order_of_moves_keeps_the_rules(moves: list[str]) -> None:
    play = Play()
    for move in moves:
        before = (play.phase, play.dialogue.conversation.attempts, play.dialogue.conversation.talked_s)
        try:
            make(play, move)
        except RefusedError:
            assert play.phase == before[0]
        assert play.phase in PHASES
        assert play.dialogue.conversation.attempts >= before[1]
        assert play.dialogue.conversation.talked_s >= before[2]
        assert before[0] != "over" or play.phase == "over"
        assert (play.closed is None) or play.phase == "over"
        assert play.phase != "over" or play.dialogue.conversation.end_reason is not None
        assert play.dialogue.conversation.losses <= 1
