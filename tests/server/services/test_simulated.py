"""Simulated participants: let in by the agents' secret alone, marked, and counted apart from people."""

from pathlib import Path

import pytest
from sqlmodel import select

from server import tables
from server.services.assignment import taken_places
from server.services.ledger.book import entries
from server.services.ledger.planning import plan
from tests.server.actors import Page, talk_through
from tests.server.house import AGENT_SECRET, House, open_house, settings_in, write_studies

BY_SECRET = {"Authorization": f"Bearer {AGENT_SECRET}"}


def submissions(house: House) -> list[tables.Submission]:
    with house.parts.database.read() as session:
        return list(session.exec(select(tables.Submission)).all())


def sign_in(house: House) -> None:
    key = house.parts.settings.researcher_key.get_secret_value()
    assert house.client.post("/api/researcher/session", json={"key": key}).status_code == 200


def test_only_who_knows_the_secret_can_be_simulated(house: House) -> None:
    for headers in ({}, {"Authorization": "Bearer guessed"}):
        assert house.client.post("/api/agent/callers", json={"study": "trial"}, headers=headers).status_code == 401
    answer = house.client.post("/api/participant/entry", json={"study": "trial", "simulated": True})
    assert answer.status_code == 422
    assert submissions(house) == []


def test_needs_no_link_and_may_wish_for_a_scenario(house: House) -> None:
    Page(house).enter_simulated(scenario="tool_calling")
    (submission,) = submissions(house)
    assert submission.simulated
    assert {name.split("-")[0] for name in (submission.session_id, submission.prolific_pid)} == {"simulated"}
    answer = house.client.post("/api/agent/callers", json={"study": "trial", "scenario": "nope"}, headers=BY_SECRET)
    assert (answer.status_code, answer.json()["code"]) == (422, "no_scenario")


@pytest.mark.parametrize("simulated_first", [True, False])
def test_a_session_is_a_person_s_or_a_caller_s(house: House, simulated_first: bool) -> None:
    link = {"study": "trial", "prolific_pid": "p", "study_id": "s", "session_id": "x"}
    calls = [("/api/participant/entry", {}), ("/api/agent/callers", BY_SECRET)]
    first, second = reversed(calls) if simulated_first else calls
    assert house.client.post(first[0], json=link, headers=first[1]).status_code == 200
    refused = house.client.post(second[0], json=link, headers=second[1])
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong_person")


def test_they_take_nobody_s_place_and_people_none_of_theirs(tmp_path: Path) -> None:
    write_studies(tmp_path, places=1)
    with open_house(settings_in(tmp_path)) as house:
        callers = [Page(house).enter_simulated() for _ in range(3)]
        for page in callers:
            page.consent()
            page.pass_audio_check()
            assert page.stage["stage"] == "assignment"
        person = Page(house).enter("person")
        person.consent()
        person.pass_audio_check()
        assert person.stage["stage"] == "assignment"
        assert Page(house).enter("late").stage["stage"] == "closed"
        assert Page(house).enter_simulated().stage["stage"] == "consent"  # a full study can still be tried
        with house.parts.database.read() as session:
            now = house.parts.clock()
            taken = [len(taken_places(session, "trial", now, simulated=kind)) for kind in (False, True)]
        assert taken == [1, 3]


def test_a_lease_that_ran_out_is_kept_whatever_places_people_took(tmp_path: Path) -> None:
    write_studies(tmp_path, places=1)
    with open_house(settings_in(tmp_path)) as house:
        caller = Page(house).enter_simulated()
        caller.consent()
        caller.pass_audio_check()
        house.clock.advance(24 * 3600)
        person = Page(house).enter("person")
        person.consent()
        person.pass_audio_check()
        assert person.stage["stage"] == "assignment"
        assert caller.call("POST", "conversation").is_success
        assert caller.stage["stage"] == "conversation"


def test_nothing_is_owed_to_them(house: House) -> None:
    for page in (Page(house).enter_simulated(), Page(house).enter("person")):
        talk_through(page)
        assert page.rate().is_success
    plan(house.parts, "trial")
    with house.parts.database.read() as session:
        (person,) = [row.id for row in submissions(house) if not row.simulated]
        assert {entry.submission.id for entry in entries(session, "trial", states=["planned"])} == {person}


def test_the_researcher_sees_them_apart_and_they_earn_nothing(house: House) -> None:
    caller = Page(house).enter_simulated()
    talk_through(caller)
    assert caller.rate().status_code == 200
    sign_in(house)
    (study,) = [study for study in house.client.get("/api/researcher/studies").json() if study["id"] == "trial"]
    assert (study["simulated"], sum(study["stages"].values())) == (1, 0)
    assert {cell["completed"] for cell in study["cells"]} == {0}
    (row,) = house.client.get("/api/researcher/submissions").json()["items"]
    assert row["simulated"]
    record = house.client.get(f"/api/researcher/conversations/{row['conversation_id']}").json()
    assert (record["simulated"], record["pay"]) == (True, [])
