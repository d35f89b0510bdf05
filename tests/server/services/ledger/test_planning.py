"""From what people did to rows, and from rows to what a person approves."""

import csv
import io
from collections.abc import Sequence

import pytest

from server.problems import RefusedError
from server.services.ledger import approval
from server.services.ledger.book import NEXT, BookError, Entry, Pen, entries
from server.services.ledger.planning import plan
from tests.server.actors import Page, talk_through
from tests.server.house import House

WHOLE = {"base": 25, "minutes": 250, "feedback": 25}


def found(house: House, *states: str) -> list[Entry]:
    with house.parts.database.read() as session:
        return entries(session, "trial", states=states or NEXT)  # type: ignore[arg-type]


def amounts(chosen: Sequence[Entry]) -> dict[str, int]:
    return {entry.payment.component: entry.payment.amount_minor for entry in chosen}


def take_part(house: House, session: str = "session-1") -> Page:
    page = Page(house).enter(session)
    talk_through(page)
    page.rate()
    return page


def set_cap(house: House, cap: int | None) -> None:
    """The study file of a test is as it was written; its pay is what is asked."""
    study = house.parts.shelf.find("trial")
    assert study is not None
    object.__setattr__(study.file.pay, "cap_minor", cap)


def test_what_was_earned_is_planned_once_in_components(paying_house: House) -> None:
    take_part(paying_house)
    assert plan(paying_house.parts, "trial") == 3
    assert plan(paying_house.parts, "trial") == 0
    assert amounts(found(paying_house)) == WHOLE
    ways = {entry.payment.component: entry.payment.way for entry in found(paying_house)}
    assert ways == {"base": "reward", "minutes": "bonus", "feedback": "bonus"}
    assert found(paying_house)[0].payment.evidence["talked_s"] == 600.0


def test_who_is_not_done_is_not_planned(paying_house: House) -> None:
    talk_through(Page(paying_house).enter())
    assert plan(paying_house.parts, "trial") == 0


def test_rehearsals_and_strange_studies_earn_nothing(paying_house: House) -> None:
    assert [plan(paying_house.parts, study) for study in ("rehearsal", "nothing")] == [0, 0]


def test_what_is_learnt_later_is_a_new_version_that_adds(paying_house: House) -> None:
    take_part(paying_house)
    plan(paying_house.parts, "trial")
    approval.approve(paying_house.parts, "trial", [entry.id for entry in found(paying_house)], by="Pat")
    study = paying_house.parts.shelf.find("trial")
    assert study is not None
    object.__setattr__(study.file.pay, "feedback_bonus_minor", 40)
    assert plan(paying_house.parts, "trial") == 1
    (added,) = found(paying_house, "planned")
    assert (added.payment.component, added.payment.version, added.payment.amount_minor) == ("feedback", 2, 15)


def test_what_was_planned_too_high_is_planned_anew_and_what_was_approved_stays(paying_house: House) -> None:
    take_part(paying_house)
    plan(paying_house.parts, "trial")
    base = next(entry for entry in found(paying_house) if entry.payment.component == "base")
    approval.approve(paying_house.parts, "trial", [base.id], by="Pat")
    study = paying_house.parts.shelf.find("trial")
    assert study is not None
    object.__setattr__(study.file.pay, "feedback_bonus_minor", 10)
    object.__setattr__(study.file.pay, "base_minor", 5)
    assert plan(paying_house.parts, "trial") == 1
    assert amounts(found(paying_house, "planned", "approved")) == {"base": 25, "minutes": 250, "feedback": 10}


def test_approval_names_who_and_is_all_or_nothing(paying_house: House) -> None:
    take_part(paying_house)
    plan(paying_house.parts, "trial")
    ids = [entry.id for entry in found(paying_house)]
    with pytest.raises(RefusedError, match="999"):
        approval.approve(paying_house.parts, "trial", [*ids, 999], by="Pat")
    assert found(paying_house, "approved") == []
    approval.approve(paying_house.parts, "trial", ids, by="Pat")
    assert {entry.step.actor for entry in found(paying_house, "approved")} == {"Pat"}
    with pytest.raises(RefusedError):
        approval.approve(paying_house.parts, "trial", ids, by="Pat")


@pytest.mark.parametrize(("cap", "code"), [(None, "no_cap"), (299, "over_cap"), (300, None)])
def test_the_cap_is_hard(paying_house: House, cap: int | None, code: str | None) -> None:
    take_part(paying_house)
    plan(paying_house.parts, "trial")
    set_cap(paying_house, cap)
    ids = [entry.id for entry in found(paying_house)]
    if code is None:
        approval.approve(paying_house.parts, "trial", ids, by="Pat")
        return
    with pytest.raises(RefusedError) as refused:
        approval.approve(paying_house.parts, "trial", ids, by="Pat")
    assert refused.value.code == code
    assert found(paying_house, "approved") == []


def test_the_preview_is_a_sheet_in_major_units(paying_house: House) -> None:
    take_part(paying_house)
    plan(paying_house.parts, "trial")
    rows = list(csv.DictReader(io.StringIO(approval.preview(paying_house.parts, "trial"))))
    assert {row["component"]: row["amount"] for row in rows} == {"base": "0.25", "minutes": "2.50", "feedback": "0.25"}
    assert {(row["prolific_submission"], row["state"], row["currency"]) for row in rows} == {
        ("session-1", "planned", "USD")
    }


def test_a_refused_reward_that_is_given_up_is_planned_as_a_bonus(paying_house: House) -> None:
    take_part(paying_house)
    plan(paying_house.parts, "trial")
    base = next(entry for entry in found(paying_house) if entry.payment.component == "base")
    approval.approve(paying_house.parts, "trial", [base.id], by="Pat")
    with paying_house.parts.database.write() as session:
        Pen(paying_house.clock(), "tests").write(session, found(paying_house, "approved"), "refused")
    approval.give_up(paying_house.parts, "trial", [base.id], by="Pat")
    assert plan(paying_house.parts, "trial") == 1
    again = next(entry for entry in found(paying_house, "planned") if entry.payment.component == "base")
    assert (again.payment.way, again.payment.version, again.payment.amount_minor) == ("bonus", 2, 25)


def test_a_step_that_cannot_follow_is_not_written(paying_house: House) -> None:
    take_part(paying_house)
    plan(paying_house.parts, "trial")
    with pytest.raises(BookError, match="cannot become confirmed"), paying_house.parts.database.write() as session:
        Pen(paying_house.clock(), "tests").write(session, found(paying_house), "confirmed")
    assert {entry.state for entry in found(paying_house)} == {"planned"}
