"""A lease on its own: when a sign of life lengthens it, and when it comes too late."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from server import tables
from server.services.case import Case, load_case
from server.services.leases import LEASE_STEP, keep_place, renew_lease
from tests.server.actors import Page
from tests.server.house import House, open_house, settings_in, write_studies

LENGTH = timedelta(minutes=45)


@pytest.fixture
def full_house(tmp_path: Path) -> Iterator[House]:
    """A house whose study has one place, which the session "first" has taken."""
    write_studies(tmp_path, places=1)
    with open_house(settings_in(tmp_path)) as house:
        take_place(house, "first")
        yield house


def take_place(house: House, name: str) -> None:
    page = Page(house).enter(name)
    page.consent()
    page.pass_audio_check()
    assert page.stage["stage"] == "assignment"


@contextmanager
def case_of(house: House, name: str) -> Iterator[tuple[Case, tables.Lease, datetime]]:
    """The case of a session, its lease, and the time; what is done to them is not kept."""
    with house.parts.database.read() as session:
        query = select(tables.Submission.id).where(tables.Submission.session_id == name)
        case = load_case(session, session.exec(query).one())
        assert case.lease is not None
        yield case, case.lease, house.clock()


def renewed(house: House, name: str = "first") -> tuple[bool, timedelta]:
    """Whether a sign of life now keeps the place, and how long the lease then runs."""
    with case_of(house, name) as (case, lease, now), house.parts.database.read() as session:
        kept = renew_lease(house.parts, session, case, now)
        return kept, lease.expires_at - now


def test_a_lease_just_given_is_left_as_it_is(full_house: House) -> None:
    full_house.clock.advance(LEASE_STEP.total_seconds())
    assert renewed(full_house) == (True, LENGTH - LEASE_STEP)


def test_after_a_step_it_has_its_whole_length_again(full_house: House) -> None:
    full_house.clock.advance(LEASE_STEP.total_seconds() + 1)
    assert renewed(full_house) == (True, LENGTH)


def test_one_that_ran_out_is_renewed_while_nobody_took_the_place(full_house: House) -> None:
    full_house.clock.advance(2 * LENGTH.total_seconds())
    assert renewed(full_house) == (True, LENGTH)


def test_one_that_ran_out_is_not_renewed_into_the_place_of_another(full_house: House) -> None:
    full_house.clock.advance(LENGTH.total_seconds() + 1)
    take_place(full_house, "second")
    assert renewed(full_house, "first") == (False, timedelta(seconds=-1))
    assert renewed(full_house, "second") == (True, LENGTH)


def test_the_place_that_is_lost_closes_the_submission(full_house: House) -> None:
    full_house.clock.advance(LENGTH.total_seconds() + 1)
    take_place(full_house, "second")
    with case_of(full_house, "first") as (case, _, now), full_house.parts.database.read() as session:
        assert not keep_place(full_house.parts, session, case, now)
        assert (case.submission.closed_reason, case.submission.closed_at) == ("study_full", now)


def test_the_place_that_is_kept_leaves_the_submission_open(full_house: House) -> None:
    with case_of(full_house, "first") as (case, _, now), full_house.parts.database.read() as session:
        assert keep_place(full_house.parts, session, case, now)
        assert case.submission.closed_reason is None


def test_without_an_assignment_there_is_nothing_to_lose(full_house: House) -> None:
    with case_of(full_house, "first") as (case, _, now), full_house.parts.database.read() as session:
        case.lease = None
        assert renew_lease(full_house.parts, session, case, now)
