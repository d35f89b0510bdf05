"""Whatever happens between us and Prolific, and whenever we die: everybody is paid, and nobody twice."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from server.problems import RefusedError
from server.services.ledger.book import Pen
from server.services.ledger.turn import payers_turn
from tests.server.house import House
from tests.server.prolific import Emulated
from tests.server.services.ledger.bank import Bank, Crash, Fate

TURN_RUNS_OUT_S = 11 * 60


@pytest.fixture
def bank(paying_house: House, emulated: Emulated) -> Bank:
    return Bank(paying_house, emulated, n=1)


@pytest.fixture
def bank_of_two(paying_house: House, emulated: Emulated) -> Bank:
    return Bank(paying_house, emulated, n=2)


def fates(bank: Bank) -> dict[str, str]:
    """Where the bonuses of each submission stand."""
    return {entry.submission.session_id: entry.state for entry in bank.mine() if entry.payment.way == "bonus"}


def test_rewards_are_approved_and_bonuses_are_paid_in_one_set(bank_of_two: Bank) -> None:
    bank_of_two.settle()
    assert {entry.state for entry in bank_of_two.mine()} == {"confirmed", "pay_sent"}
    bank_of_two.settle_all()
    bank_of_two.check_everybody_was_paid_once()
    assert sum("bonus-payments/" in request for request in bank_of_two.emulated.transport.sent) == 2  # announced, paid


def test_settling_again_pays_nothing_again(bank: Bank) -> None:
    bank.settle_all()
    for _ in range(3):
        bank.settle()
    bank.check_everybody_was_paid_once()


@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.processes)])
def test_death_at_any_moment_loses_nothing_and_pays_nothing_twice(
    paying_house: House, emulated: Emulated, step: int
) -> None:
    moment = 0
    while True:
        bank = Bank(paying_house, emulated, n=1)
        fate = Fate(dies_at=moment)
        try:
            bank.settle(fate)
        except Crash:
            paying_house.clock.advance(TURN_RUNS_OUT_S)
            bank.settle_all()
            bank.check_everybody_was_paid_once()
            moment += step
        else:
            break
    assert moment > 30  # before and after every commit and every request


@pytest.mark.parametrize(
    ("kind", "times"),
    [
        ("lost", 2),
        pytest.param("429", 3, marks=pytest.mark.processes),
        pytest.param("502", 1, marks=pytest.mark.processes),
    ],
)
@pytest.mark.parametrize("path", ["/submissions/bonus-payments/", "/pay/", "/transition/"])
def test_every_fault_of_a_writing_request(bank: Bank, kind: Any, path: str, times: int) -> None:
    bank.emulated.spoil(kind, path, times=times)
    bank.settle_all()
    bank.check_everybody_was_paid_once()


def test_a_prolific_that_cannot_be_looked_at_for_a_while(bank: Bank) -> None:
    bank.emulated.spoil("502", "/submissions/", method="GET", times=5)
    bank.settle_all()
    bank.check_everybody_was_paid_once()


def test_an_answer_lost_after_paying_is_seen_and_never_sent_again(bank: Bank) -> None:
    bank.emulated.spoil("lost", "/pay/")
    bank.settle()
    assert {entry.state for entry in bank.mine() if entry.payment.way == "bonus"} == {"pay_sent"}
    bank.house.clock.advance(60)
    bank.settle()
    bank.check_everybody_was_paid_once()
    assert sum("/pay/" in request for request in bank.emulated.transport.sent) == 1


def test_what_nobody_can_see_for_an_hour_waits_for_a_person(bank: Bank) -> None:
    bank.emulated.spoil("502", "/pay/")
    bank.settle()
    for _ in range(4):
        bank.house.clock.advance(30 * 60)
        bank.settle()
    assert {entry.state for entry in bank.mine() if entry.payment.way == "bonus"} == {"unknown"}
    bank.settle_all()
    bank.check_everybody_was_paid_once()


def test_a_submission_that_a_person_approved_on_prolific_is_confirmed(bank: Bank) -> None:
    for session_id in bank.sessions:
        bank.emulated.prolific.submissions.approve(session_id)
    bank.settle_all()
    bank.check_everybody_was_paid_once()


def test_a_bonus_that_was_there_before_is_not_taken_for_ours(bank: Bank) -> None:
    with bank.emulated.world.open() as state:
        for session_id in bank.sessions:
            state.submissions[session_id].bonuses.append(275)
    bank.emulated.spoil("502", "/pay/")
    bank.settle()
    bank.house.clock.advance(60)
    bank.settle()
    assert {entry.state for entry in bank.mine() if entry.payment.way == "bonus"} == {"pay_sent"}


def test_one_bad_line_does_not_keep_the_others_from_their_money(bank_of_two: Bank) -> None:
    elsewhere = bank_of_two.emulated.study()
    with bank_of_two.emulated.world.open() as state:
        state.submissions[bank_of_two.sessions[0]].study_id = elsewhere.id
    bank_of_two.settle_all()
    assert fates(bank_of_two) == {bank_of_two.sessions[0]: "refused", bank_of_two.sessions[1]: "confirmed"}


def test_a_submission_that_prolific_does_not_know_is_refused_and_the_others_paid(bank_of_two: Bank) -> None:
    with bank_of_two.emulated.world.open() as state:
        del state.submissions[bank_of_two.sessions[1]]
    bank_of_two.settle_all()
    assert fates(bank_of_two) == {bank_of_two.sessions[0]: "confirmed", bank_of_two.sessions[1]: "refused"}
    assert {entry.state for entry in bank_of_two.mine() if entry.payment.way == "reward"} == {"confirmed", "refused"}


def test_a_returned_submission_s_reward_is_refused_and_its_bonus_paid(bank: Bank) -> None:
    with bank.emulated.browser() as browser:
        browser.post(f"/submissions/{bank.sessions[0]}/return")
    bank.settle_all()
    ways = {(e.submission.session_id, e.payment.way): e.state for e in bank.mine()}
    assert ways[(bank.sessions[0], "reward")] == "refused"
    assert ways[(bank.sessions[0], "bonus")] == "confirmed"


def test_a_reward_of_another_height_is_not_paid(paying_house: House, emulated: Emulated) -> None:
    bank = Bank(paying_house, emulated)
    with emulated.world.open() as state:
        state.studies[bank.study.id].sent["reward"] = 26_000
    bank.settle_all()
    rewards = [entry for entry in bank.mine() if entry.payment.way == "reward"]
    assert {entry.state for entry in rewards} == {"refused"}
    assert rewards[0].step.note == "Prolific's reward is 26000 cents and not 260"


def test_a_set_that_prolific_understands_otherwise_is_not_paid(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.prolific_emulator.bonuses._minor", lambda _major: 27_500)
    bank.settle_all()
    bonuses = [entry for entry in bank.mine() if entry.payment.way == "bonus"]
    assert {entry.state for entry in bonuses} == {"refused"}
    assert not any("/pay/" in request for request in bank.emulated.transport.sent)


def test_payers_take_turns(bank: Bank) -> None:
    with payers_turn(bank.parts) as mine:
        assert mine
        assert not bank.settle()
    assert bank.settle()


def test_a_cap_that_was_lowered_stops_the_payer(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_args: object, **_more: object) -> None:
        raise RefusedError(409, "over_cap", "no")

    monkeypatch.setattr("server.services.ledger.payer.check_cap", no_room)
    with pytest.raises(RefusedError):
        bank.settle()
    assert not any("bonus-payments" in request for request in bank.emulated.transport.sent)
    monkeypatch.undo()
    bank.settle_all()
    bank.check_everybody_was_paid_once()


def test_payers_that_start_together_pay_once_on_each_database(any_paying_house: House) -> None:
    bank = Bank(any_paying_house, Emulated(any_paying_house.clock))
    with ThreadPoolExecutor(4) as hands:
        mine = list(hands.map(lambda _: bank.settle(), range(4)))
    assert any(mine)
    bank.settle_all()
    bank.check_everybody_was_paid_once()
    assert sum("/pay/" in request for request in bank.emulated.transport.sent) == 1


def test_two_who_write_the_same_step_are_one_too_many(any_paying_house: House) -> None:
    bank = Bank(any_paying_house, Emulated(any_paying_house.clock))
    pen, seen = Pen(bank.house.clock(), "tests"), bank.mine("approved")
    for attempt in range(2):
        context = pytest.raises(IntegrityError) if attempt else nullcontext()
        with context, bank.parts.database.write() as session:
            pen.write(session, seen, "refused")
