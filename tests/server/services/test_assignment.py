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
from tests.server.actors import Page, talk_through
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
