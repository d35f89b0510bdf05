"""Assignments under load and over time, on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import select

from server import tables
from server.schemas.participant import AudioCheckResult, ConsentAnswer, Entry
from server.services import arrivals, preparation
from server.services.assignment import taken_places
from server.services.draw import Place, draw
from server.services.shelf import scenarios_of
from tests.server.actors import Job, Page, talk_through
from tests.server.house import House, open_house, settings_in, write_studies

N_AT_ONCE = 100


def assignments(house: House) -> list[tables.Assignment]:
    with house.parts.database.read() as session:
        return list(session.exec(select(tables.Assignment)).all())


def to_assignment(page: Page) -> None:
    page.consent()
    page.pass_audio_check()


def test_a_burst_stays_balanced(any_house: House) -> None:
    parts = any_house.parts
    (trial,) = [study for study in parts.shelf.current() if study.file.id == "trial"]

    def arrive(n: int) -> str:
        link = Entry(study="trial", prolific_pid=f"pid-{n}", study_id="prolific-study", session_id=f"session-{n}")
        submission_id = parts.participant_tokens.check(arrivals.enter(parts, link).token) or ""
        preparation.answer_consent(parts, submission_id, ConsentAnswer(hash=trial.file.consent.hash, agreed=True))
        return submission_id

    def check(submission_id: str) -> None:
        preparation.report_audio_check(parts, submission_id, AudioCheckResult(passed=True))

    with ThreadPoolExecutor(40) as hands:
        submissions = list(hands.map(arrive, range(N_AT_ONCE)))
        list(hands.map(check, submissions + submissions[::5]))  # some pages submit twice
    cells = Counter((row.model, row.category) for row in assignments(any_house))
    assert sum(cells.values()) == N_AT_ONCE
    for (_, category), filled in cells.items():
        assert filled == {"open_chat": 10, "goal_oriented": 20, "tool_calling": 20}[category]


def test_places_are_never_given_twice(tmp_path: Path, database_url: str) -> None:
    write_studies(tmp_path, places=10)
    with open_house(settings_in(tmp_path, database_url=database_url)) as house:
        pages = [Page(house).enter(f"session-{n}") for n in range(30)]
        for page in pages:
            page.consent()
        with ThreadPoolExecutor(16) as hands:
            list(hands.map(Page.pass_audio_check, pages))
        assert len(assignments(house)) == 10
        stages = Counter((page.look(), page.stage.get("reason")) for page in pages)
        assert stages == {("assignment", None): 10, ("closed", "study_full"): 20}
        late = Page(house).enter("session-late")
        assert (late.stage["stage"], late.stage["reason"]) == ("closed", "study_full")


def test_a_lease_that_runs_out_frees_its_place(house: House) -> None:
    to_assignment(Page(house).enter("session-1"))
    to_assignment(Page(house).enter("session-2"))
    assert len(_taken(house)) == 2
    house.clock.advance(46 * 60)
    assert _taken(house) == []


def test_a_sign_of_life_renews_the_lease(house: House) -> None:
    page = Page(house).enter()
    to_assignment(page)
    house.clock.advance(40 * 60)
    Page(house).enter()
    house.clock.advance(40 * 60)
    assert len(_taken(house)) == 1


def test_a_lease_that_ran_out_is_not_renewed_into_a_place_of_others(tmp_path: Path, database_url: str) -> None:
    write_studies(tmp_path, places=10)
    with open_house(settings_in(tmp_path, database_url=database_url)) as house:
        early = [Page(house).enter(f"early-{n}") for n in range(10)]
        for page in early:
            to_assignment(page)
        house.clock.advance(46 * 60)
        late = [Page(house).enter(f"late-{n}") for n in range(10)]
        for page in late:
            page.consent()

        def act(page: Page) -> None:
            if page in late:
                page.pass_audio_check()
                return
            page.enter(f"early-{early.index(page)}")
            page.call("POST", "conversation")

        pairs = [page for pair in zip(early, late, strict=True) for page in pair]
        with ThreadPoolExecutor(20) as hands:
            list(hands.map(act, pairs))
        stages = Counter(page.look() for page in pairs)
        assert len(_taken(house)) == 10
        assert stages["closed"] == 10
        assert {page.stage.get("reason") for page in pairs if page.stage["stage"] == "closed"} == {"study_full"}


@pytest.mark.parametrize("opens_link_again", [True, False])
def test_whoever_comes_back_too_late_is_told_and_not_talked_to(tmp_path: Path, opens_link_again: bool) -> None:
    write_studies(tmp_path, places=1)
    with open_house(settings_in(tmp_path)) as house:
        early, late = Page(house).enter("early"), Page(house).enter("late")
        to_assignment(early)
        house.clock.advance(46 * 60)
        to_assignment(late)
        if opens_link_again:
            early.enter("early")
        else:
            assert early.call("POST", "conversation").is_success
        assert (early.stage["stage"], early.stage["reason"]) == ("closed", "study_full")
        assert house.rooms.called == []


def test_a_conversation_that_began_keeps_its_place(tmp_path: Path) -> None:
    write_studies(tmp_path, places=1, lease_minutes=1)
    with open_house(settings_in(tmp_path)) as house:
        early, late = Page(house).enter("early"), Page(house).enter("late")
        job = Job(house, early.start())
        job.begin()
        job.hear()
        job.end("time_limit", 600)
        house.clock.advance(120)
        to_assignment(late)
        early.enter("early")
        assert early.stage["stage"] == "rating"
        assert early.rate().is_success


def test_completed_submissions_keep_their_place_for_ever(house: House) -> None:
    page = Page(house).enter()
    talk_through(page)
    page.rate()
    house.clock.advance(30 * 24 * 3600)
    assert len(_taken(house)) == 1


def test_the_stored_seed_and_reason_reproduce_the_draw(house: House) -> None:
    for n in range(12):
        page = Page(house).enter(f"session-{n}")
        to_assignment(page)
    study = house.parts.shelf.find("trial")
    assert study is not None
    scenarios = {
        category: scenarios_of(study, house.parts.shelf.catalog, category) for category in study.file.mix.shares()
    }
    everything = _taken(house)
    for n, row in enumerate(assignments(house)):
        drawn = draw(study=study, scenarios=scenarios, taken=everything[:n], seed=row.seed)
        assert (drawn.model, drawn.scenario.id, drawn.reason) == (row.model, row.scenario_id, row.reason)


@pytest.mark.parametrize("scenario_id", ["open-chat-01", "calendar-01"])
def test_a_rehearsal_may_ask_for_its_scenario(house: House, scenario_id: str) -> None:
    page = Page(house).enter(study="rehearsal", scenario=scenario_id)
    to_assignment(page)
    row = assignments(house)[0]
    assert (row.scenario_id, row.model) == (scenario_id, "rehearsal")
    assert "asked for" in str(row.reason["rule"])


def _taken(house: House) -> list[Place]:
    with house.parts.database.read() as session:
        return list(taken_places(session, "trial", house.clock()))
