"""The rules by which one job hands a conversation over to another, with and without a loss before it."""

import pytest

from scenarios.events import EndReason
from tests.server.actors import Job, Page
from tests.server.house import House
from tests.server.services.play import Play


@pytest.fixture
def recovered() -> Play:
    """A conversation that lost its job once and is carried on by a second one."""
    play = Play().live(100)
    play.dialogue.lose()
    play.claim("job-2")
    play.ready()
    return play


def test_handing_over_on_purpose_is_no_loss_however_often() -> None:
    play = Play().live(100)
    for number in (2, 3, 4):
        play.ended("shutdown", 100)
        assert (play.phase, play.dialogue.current.number) == ("recovering", number)
        play.claim(f"job-{number}")
        play.ready()
    play.dialogue.lose()
    assert (play.phase, play.dialogue.current.number) == ("recovering", 5)
    play.dialogue.not_recovered()
    assert play.phase == "over"


def test_handed_over_to_nobody_the_participant_may_ask_again() -> None:
    play = Play().live(100)
    play.ended("shutdown", 100)
    play.dialogue.not_recovered()
    assert (play.phase, play.closed) == ("no_assistant", None)
    play.dialogue.retry()
    play.claim("job-3")
    play.ready()
    assert (play.phase, play.dialogue.current.number) == ("live", 3)
    assert play.dialogue.talked_s() == 100


def test_handed_over_to_one_who_comes_late() -> None:
    play = Play().live(100)
    play.ended("shutdown", 100)
    play.dialogue.not_recovered()
    play.claim("job-2")
    play.ready()
    assert (play.phase, play.dialogue.current.number) == ("live", 2)


def test_handed_over_to_one_who_is_lost_there_is_still_the_replacement() -> None:
    play = Play().live(100)
    play.ended("shutdown", 100)
    play.claim("job-2")
    play.dialogue.not_recovered()
    assert (play.phase, play.dialogue.current.number) == ("recovering", 3)
    play.dialogue.not_recovered()
    assert play.phase == "over"


def test_handed_over_while_the_media_server_refuses() -> None:
    play = Play().live(100)
    play.ended("shutdown", 100)
    play.dialogue.not_called(2)
    assert play.phase == "no_assistant"


def test_after_a_loss_too_one_handed_over_to_nobody_may_ask_again(recovered: Play) -> None:
    recovered.ended("shutdown", 100)
    recovered.dialogue.not_recovered()
    assert (recovered.phase, recovered.closed) == ("no_assistant", None)
    recovered.dialogue.retry()
    assert (recovered.phase, recovered.dialogue.current.number) == ("connecting", 4)


def test_after_a_loss_too_the_media_server_may_refuse_a_hand_over(recovered: Play) -> None:
    recovered.ended("shutdown", 100)
    recovered.dialogue.not_called(3)
    assert (recovered.phase, recovered.closed) == ("no_assistant", None)


def test_handed_over_after_a_loss_to_one_who_is_lost_is_the_second_loss(recovered: Play) -> None:
    recovered.ended("shutdown", 100)
    recovered.claim("job-3")
    recovered.dialogue.not_recovered()
    assert (recovered.phase, recovered.dialogue.conversation.end_reason) == ("over", "agent_failed")


def test_lost_after_a_hand_over_a_replacement_that_cannot_be_called_is_one_too_many() -> None:
    play = Play().live(100)
    play.ended("shutdown", 100)
    play.claim("job-2")
    play.ready()
    play.dialogue.lose()
    play.dialogue.not_called(3)
    assert (play.phase, play.dialogue.conversation.end_reason) == ("over", "agent_failed")


def test_after_a_loss_the_server_reads_from_its_rows_who_handed_over(any_house: House) -> None:
    page = Page(any_house).enter()
    first = Job(any_house, page.start())
    first.begin()
    any_house.pass_time(5)
    second = Job(any_house, first.conversation_id, job_id="job-2")
    second.begin()
    second.end("shutdown", talked_s=20)
    assert (page.look(), page.stage["phase"]) == ("conversation", "recovering")
    any_house.pass_time(11)
    assert (page.look(), page.stage["phase"]) == ("conversation", "no_assistant")


def test_one_who_was_never_ready_has_nothing_to_hand_over() -> None:
    play = Play().live(10)
    play.ended("shutdown", 10)
    play.claim("job-2")
    play.ended("shutdown", 10)
    assert (play.phase, play.dialogue.current.number, play.dialogue.conversation.losses) == ("recovering", 3, 1)
    play.claim("job-3")
    play.ended("shutdown", 10)
    assert (play.phase, play.closed, play.dialogue.conversation.attempts) == ("over", "our_fault", 3)


def test_never_ready_at_all_the_participant_is_asked() -> None:
    play = Play()
    for number in (1, 2):
        play.claim(f"job-{number}")
        play.ended("shutdown", 0)
    assert (play.phase, play.closed, play.dialogue.current.number) == ("no_assistant", None, 2)


def test_an_end_that_is_cut_off_has_had_no_goodbye() -> None:
    play = Play().live(100)
    play.dialogue.request_end()
    play.ended("shutdown", 100)
    assert play.dialogue.to_close


@pytest.mark.parametrize(
    ("talked_s", "asked", "reason"), [(590, False, "agent_failed"), (100, True, "participant_ended")]
)
def test_what_is_as_good_as_over_is_not_handed_over(talked_s: float, asked: bool, reason: EndReason) -> None:
    play = Play().live(talked_s)
    if asked:
        play.dialogue.request_end()
    play.ended("shutdown", talked_s)
    assert (play.phase, play.dialogue.conversation.end_reason) == ("over", reason)
