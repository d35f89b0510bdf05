"""From a link to a submission."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import func, select

from server import tables
from tests.server.actors import Page
from tests.server.house import House, open_house, settings_in, write_studies

LINK = {"study": "trial", "prolific_pid": "pid-1", "study_id": "study-1", "session_id": "session-1"}


def enter(house: House, **link: str) -> tuple[int, dict[str, str]]:
    response = house.client.post("/api/participant/entry", json=link)
    return response.status_code, response.json()


def n_submissions(house: House) -> int:
    with house.parts.database.read() as session:
        return session.exec(select(func.count()).select_from(tables.Submission)).one()


def test_a_link_opened_often_is_one_submission(any_house: House) -> None:
    with ThreadPoolExecutor(8) as hands:
        answers = list(hands.map(lambda _: enter(any_house, **LINK), range(24)))
    assert {status for status, _ in answers} == {200}
    assert len({answer["token"] for _, answer in answers}) == 1
    assert n_submissions(any_house) == 1


def test_the_ids_come_back(house: House) -> None:
    _, answer = enter(house, **LINK)
    assert {key: answer[key] for key in ("prolific_pid", "study_id", "session_id")} == {
        key: LINK[key] for key in ("prolific_pid", "study_id", "session_id")
    }


def test_a_rehearsal_makes_up_what_is_missing(house: House) -> None:
    _, first = enter(house, study="rehearsal")
    _, second = enter(house, study="rehearsal")
    assert first["session_id"] != second["session_id"]
    again = {key: first[key] for key in ("prolific_pid", "study_id", "session_id")}
    _, reloaded = enter(house, study="rehearsal", **again)
    assert reloaded["token"] == first["token"]


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"session_id": ""}, 422, "invalid"),
        ({"study": "no-such-study"}, 404, "no_study"),
        ({"study": "../etc"}, 422, "invalid"),
        ({"prolific_pid": "a b"}, 422, "invalid"),
        ({"scenario": "open-chat-01"}, 422, "no_choice"),
        ({"study": "rehearsal", "scenario": "no-such-scenario"}, 422, "no_scenario"),
    ],
)
def test_links_that_are_refused(house: House, change: dict[str, str], status: int, code: str) -> None:
    refused_status, refused = enter(house, **(LINK | change))
    assert (refused_status, refused["code"]) == (status, code)
    assert n_submissions(house) == 0


@pytest.mark.parametrize("missing", ["prolific_pid", "study_id", "session_id"])
def test_a_real_study_needs_all_ids(house: House, missing: str) -> None:
    link = {key: value for key, value in LINK.items() if key != missing}
    status, refused = enter(house, **link)
    assert (status, refused["code"]) == (422, "incomplete_link")


def test_a_session_belongs_to_one_person(house: House) -> None:
    enter(house, **LINK)
    status, refused = enter(house, **(LINK | {"prolific_pid": "pid-2"}))
    assert (status, refused["code"]) == (409, "wrong_person")


def test_a_closed_study_lets_those_inside_finish(house: House) -> None:
    inside = Page(house).enter("session-1")
    with house.parts.database.write() as session:
        session.get_one(tables.Study, "trial").accepting = False
    outside = Page(house).enter("session-2")
    assert (outside.stage["stage"], outside.stage["reason"], outside.stage["code"]) == ("closed", "study_closed", None)
    assert inside.enter("session-1").stage["stage"] == "consent"


SECRETS = ("token_secret", "agent_secret", "researcher_key", "livekit_api_secret")


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"env": "production"}, 404), ({"env": "production", "open_rehearsal": True}, 200), ({}, 200)],
)
def test_in_production_a_rehearsal_is_closed_unless_it_is_opened(
    tmp_path: Path, changes: dict[str, Any], status: int
) -> None:
    write_studies(tmp_path)
    with open_house(settings_in(tmp_path)) as house:
        Page(house).enter("early", study="rehearsal")
    values = {name: SecretStr(f"r4nd0m-{'x' * 30}") for name in SECRETS}
    with open_house(settings_in(tmp_path, **(values | changes))) as house:
        answered, answer = enter(house, study="rehearsal")
        assert answered == status
        if status == 404:
            assert (answer["code"], n_submissions(house)) == ("rehearsal_closed", 1)
            assert enter(house, study="rehearsal", session_id="early", prolific_pid="pid-early")[0] == 404
        assert enter(house, **LINK)[0] == 200
