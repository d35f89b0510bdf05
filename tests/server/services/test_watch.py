"""What the watch sees and does, on a clock that the test turns."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from server.database import Database
from server.integrations.rooms import FakeRooms
from server.services.watch import Watch
from tests.server.actors import Job, Page
from tests.server.house import House, open_house, settings_in, write_studies


@pytest.fixture
def page(any_house: House) -> Page:
    """A page whose assistant was just called."""
    page = Page(any_house).enter()
    page.start()
    return page


def job_of(page: Page, number: int = 1) -> Job:
    return Job(page.house, page.house.rooms.called[-1], job_id=f"job-{number}")


def phase(page: Page) -> str:
    page.look()
    return str(page.stage.get("phase", page.stage["stage"]))


def test_nobody_comes(page: Page) -> None:
    page.house.pass_time(11.5)
    assert phase(page) == "connecting"
    page.house.pass_time(1)
    assert phase(page) == "no_assistant"
    page.call("POST", "conversation/retry").raise_for_status()
    assert phase(page) == "connecting"
    assert len(page.house.rooms.called) == 2
    job_of(page).begin()
    assert phase(page) == "live"


def test_a_job_that_never_gets_ready_is_replaced(page: Page) -> None:
    job = job_of(page)
    job.claim()
    page.house.pass_time(16)
    assert phase(page) == "recovering"
    assert len(page.house.rooms.called) == 2


def test_a_lost_job_is_noticed_after_four_seconds_and_replaced_once(page: Page) -> None:
    first = job_of(page)
    first.begin()
    first.talk(20)
    page.house.pass_time(3.5, step_s=0.5)
    assert phase(page) == "live"
    page.house.pass_time(1, step_s=0.5)
    assert phase(page) == "recovering"
    assert len(page.house.rooms.called) == 2
    second = job_of(page, 2)
    second.begin()
    assert phase(page) == "live"
    assert second.brief is not None
    assert (second.brief.attempt, second.brief.talked_s) == (2, 20)
    assert [event.seq for event in second.brief.history] == [1, 2, 3]
    assert second.brief.started_at == second.brief.history[0].at
    assert first.send().superseded
    page.house.pass_time(5)
    assert phase(page) == "closed"
    assert (page.stage["reason"], page.stage["paid"]) == ("our_fault", True)
    assert page.stage["code"] == "REHEARSAL-OUR-FAULT"
    assert "$1.00" in page.stage["message"]
    assert page.house.rooms.closed == [first.conversation_id]


def test_no_second_job_after_a_long_talk_leads_to_the_ratings(page: Page) -> None:
    job = job_of(page)
    job.begin()
    job.talk(90)
    page.house.pass_time(5)
    assert phase(page) == "recovering"
    page.house.pass_time(11)
    assert phase(page) == "rating"
    assert "our fault" in page.stage["notice"]


def test_posts_keep_a_conversation_alive(page: Page) -> None:
    job = job_of(page)
    job.begin()
    job.talk(60)
    assert phase(page) == "live"


def test_goodbye_is_forced_after_a_while(page: Page) -> None:
    job = job_of(page)
    job.begin()
    job.talk(70)
    page.call("POST", "conversation/end").raise_for_status()
    assert phase(page) == "ending"
    for _ in range(14):
        page.house.pass_time(1)
        assert job.send().end_requested
    assert phase(page) == "ending"
    page.house.pass_time(1)
    job.send()
    page.house.pass_time(1)
    assert phase(page) == "rating"
    assert job.send().superseded
    assert page.house.rooms.closed


def test_an_agent_that_forgets_the_limit_is_asked_to_end(tmp_path: Path) -> None:
    write_studies(tmp_path, limit_s=60)
    with open_house(settings_in(tmp_path)) as house:
        page = Page(house).enter()
        job = Job(house, page.start())
        job.begin()
        job.talk(104)
        assert not job.send().end_requested
        job.talk(2)
        assert job.send().end_requested


def test_away_and_back_within_the_grace(page: Page) -> None:
    job = job_of(page)
    job.begin()
    job.talk(30)
    job.end("participant_gone", 30)
    assert phase(page) == "paused"
    page.house.pass_time(600, step_s=4)
    assert phase(page) == "paused"
    page.call("POST", "conversation/retry").raise_for_status()
    assert phase(page) == "connecting"


def test_away_for_good_closes_what_was_too_short(page: Page) -> None:
    job = job_of(page)
    job.begin()
    job.talk(30)
    job.end("participant_gone", 30)
    page.house.pass_time(1204, step_s=4)
    assert phase(page) == "closed"
    assert page.stage["reason"] == "abandoned"
    assert page.stage["paid"]
    assert "$0.25, is yours" in page.stage["message"]
    assert page.stage["code"] is None


def test_an_offer_to_try_again_does_not_stand_for_ever(page: Page) -> None:
    page.house.pass_time(1820, step_s=4)
    assert phase(page) == "closed"
    assert (page.stage["reason"], page.stage["paid"]) == ("our_fault", True)


def test_two_servers_that_look_at_once_call_one_assistant(any_house: House) -> None:
    house = any_house
    pages = [Page(house).enter(f"session-{n}") for n in range(8)]
    jobs = [Job(house, page.start()) for page in pages]
    other = Watch(house.parts)
    other.look()
    for job in jobs:
        job.begin()
    for _ in range(4):
        house.clock.advance(2)
        house.watch.look()
        other.look()
        for job in jobs:
            job.send()
    house.clock.advance(4.5)
    with ThreadPoolExecutor(2) as hands:
        list(hands.map(Watch.look, [house.watch, other]))
    assert [phase(page) for page in pages] == ["recovering"] * len(pages)
    assert len(house.rooms.called) == 2 * len(pages)


def test_a_restarted_server_first_lets_the_agents_speak(page: Page) -> None:
    house = page.house
    job = job_of(page)
    job.begin()
    job.talk(10)
    house.clock.advance(30)  # nobody watched, nobody listened
    restarted = Watch(house.parts)
    restarted.look()
    for _ in range(9):
        house.clock.advance(1)
        restarted.look()
        assert phase(page) == "live"
    job.send()
    house.clock.advance(3)
    restarted.look()
    assert phase(page) == "live"
    for _ in range(3):
        house.clock.advance(1)
        restarted.look()
    assert phase(page) == "recovering"


def test_a_watch_that_overslept_holds_it_against_nobody(page: Page) -> None:
    job = job_of(page)
    job.begin()
    page.house.clock.advance(3600)
    page.house.watch.look()
    assert phase(page) == "live"


class Unsteady(Database):
    """A database that cannot be reached for a while."""

    def __init__(self, database: Database) -> None:
        self.engine, self._writing = database.engine, database._writing
        self.is_down = False

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Fail as a driver does."""
        if self.is_down:
            raise OperationalError("SELECT", {}, ConnectionError("no route to the database"))
        with super().read() as session:
            yield session


def test_a_database_that_was_away_is_held_against_nobody(page: Page) -> None:
    database = Unsteady(page.house.parts.database)
    watch = Watch(replace(page.house.parts, database=database))
    job = job_of(page)
    job.begin()
    watch.look()
    database.is_down = True
    for _ in range(60):  # longer than a server that has just started is patient
        page.house.clock.advance(0.5)
        with pytest.raises(OperationalError):
            watch.look()
    database.is_down = False
    watch.look()
    assert phase(page) == "live"
    job.send()
    for _ in range(22):
        page.house.clock.advance(0.5)
        watch.look()
    assert phase(page) == "recovering"


class BrokenRooms(FakeRooms):
    """A media server whose client has a fault of its own, for one conversation."""

    broken: str = ""

    def call_assistant(self, conversation_id: str) -> str:
        """Fail in a way that nobody foresaw."""
        if conversation_id == self.broken:
            raise ValueError("an unforeseen fault")
        return super().call_assistant(conversation_id)


def test_trouble_with_one_conversation_is_not_the_others(tmp_path: Path) -> None:
    write_studies(tmp_path)
    rooms = BrokenRooms()
    with open_house(settings_in(tmp_path), rooms=rooms) as house:
        pages = [Page(house).enter(f"session-{n}") for n in range(3)]
        jobs = [Job(house, page.start()) for page in pages]
        for job in jobs:
            job.begin()
        rooms.broken = jobs[1].conversation_id
        house.pass_time(5)
        assert [phase(page) for page in pages] == ["recovering"] * 3
        assert rooms.called.count(jobs[0].conversation_id) == rooms.called.count(jobs[2].conversation_id) == 2


def test_a_look_that_fails_is_followed_by_the_next(house: House) -> None:
    seen_again = threading.Event()
    looks = 0

    def clock() -> datetime:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise ValueError("an unforeseen fault")
        seen_again.set()
        return house.clock()

    watch = Watch(replace(house.parts, clock=clock))
    watch.start()
    assert seen_again.wait(timeout=10)
    watch.stop()


def test_a_media_server_that_is_down(tmp_path: Path) -> None:
    write_studies(tmp_path)
    with open_house(settings_in(tmp_path)) as house:
        house.rooms.refusing = True
        page = Page(house).enter()
        page.consent()
        page.pass_audio_check()
        page.call("POST", "conversation").raise_for_status()
        assert phase(page) == "no_assistant"
        house.rooms.refusing = False
        page.call("POST", "conversation/retry").raise_for_status()
        assert phase(page) == "connecting"
        page.call("POST", "conversation/leave")
        assert page.answers[-1].status_code == 409
        house.pass_time(13)
        page.call("POST", "conversation/leave").raise_for_status()
        assert (page.stage["stage"], page.stage["reason"]) == ("closed", "our_fault")
