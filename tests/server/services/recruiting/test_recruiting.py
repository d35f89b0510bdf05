"""Who comes from Prolific, who leaves it, and what that does here."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlmodel import select
from structlog.testing import capture_logs

from server import tables
from server.clock import ManualClock
from server.integrations.prolific.wire import Study
from server.prolific_emulator.sender import deliver
from server.services.assignment import taken_places
from server.services.ledger import approval
from server.services.ledger.book import entries
from server.services.ledger.planning import plan
from server.services.recruiting.rounds import Rounds
from tests.server.actors import Page, talk_through
from tests.server.house import House, open_house, settings_in, write_studies
from tests.server.prolific import Emulated
from tests.server.studies import real_study

EVENTS = "http://parley/api/recruiter/events"


@pytest.fixture
def emulated() -> Emulated:
    return Emulated(ManualClock())


@pytest.fixture
def recruiting(tmp_path: Path, emulated: Emulated) -> Iterator[House]:
    """A house that the emulator sends people to, and events."""
    write_studies(tmp_path, pay=real_study()["pay"] | {"base_minor": 260, "cap_minor": 100_000})
    secret = emulated.prolific.hooks.make_secret("w")
    emulated.prolific.hooks.subscribe("w", "submission.status.change", EVENTS)
    settings = settings_in(tmp_path, prolific_hook_secret=secret, prolific_app_url="http://prolific/")
    with open_house(settings, clock=emulated.clock, prolific=emulated.client(tries=2)) as house:
        yield house


@pytest.fixture
def study(emulated: Emulated) -> Study:
    return emulated.study(places=3)


def link(emulated: Emulated, study: Study) -> dict[str, str]:
    """The ids of somebody who has just come."""
    entry = emulated.arrive(study.id, 1)[-1]
    return {"prolific_pid": entry["participant"], "study_id": study.id, "session_id": entry["submission"]}


def come(house: House, emulated: Emulated, study: Study) -> Page:
    return Page(house).enter(**link(emulated, study))


def leave(emulated: Emulated, page: Page) -> None:
    give_back(emulated, session_of(page))


def give_back(emulated: Emulated, submission: str) -> None:
    with emulated.browser() as browser:
        assert browser.post(f"/submissions/{submission}/return").status_code == 303


def session_of(page: Page) -> str:
    return str(page.answers[0].json()["session_id"])


def send_events(house: House, emulated: Emulated) -> list[int]:
    """Deliver what is due; the answers' statuses."""
    statuses = []

    async def post(url: str, headers: dict[str, str], raw: bytes) -> bool:
        path = url.removeprefix("http://parley")
        answer = await asyncio.to_thread(house.client.post, path, headers=headers, content=raw)
        statuses.append(answer.status_code)
        return answer.is_success

    asyncio.run(deliver(emulated.world, post))
    return statuses


def n_taken(house: House) -> int:
    with house.parts.database.read() as session:
        return len(taken_places(session, "trial", house.clock()))


def try_to_enter(house: House, **ids: str) -> tuple[int, str]:
    answer = house.client.post("/api/participant/entry", json={"study": "trial"} | ids)
    return answer.status_code, answer.json().get("code", "")


def test_who_prolific_knows_is_let_in_and_sent_back_there(recruiting: House, emulated: Emulated, study: Study) -> None:
    page = come(recruiting, emulated, study)
    talk_through(page)
    page.rate()
    assert page.stage["redirect_url"].startswith("http://prolific/submissions/complete?cc=")


@pytest.mark.parametrize(
    ("forged", "answer"),
    [
        ({"prolific_pid": "somebody-else"}, (409, "wrong_person")),
        ({"study_id": "another"}, (409, "wrong_person")),
        ({"session_id": "made-up"}, (404, "unknown_session")),
    ],
)
def test_forged_ids_are_refused(
    recruiting: House, emulated: Emulated, study: Study, forged: dict[str, str], answer: tuple[int, str]
) -> None:
    assert try_to_enter(recruiting, **link(emulated, study) | forged) == answer


def test_who_has_left_is_not_let_in_anew_but_finds_what_they_had(
    recruiting: House, emulated: Emulated, study: Study
) -> None:
    ids = link(emulated, study)
    give_back(emulated, ids["session_id"])
    assert try_to_enter(recruiting, **ids) == (409, "not_taking_part")
    page = come(recruiting, emulated, study)
    leave(emulated, page)
    page.enter(**{name: str(page.answers[0].json()[name]) for name in ("prolific_pid", "study_id", "session_id")})
    assert page.answers[-1].status_code == 200


def test_while_prolific_is_away_people_are_let_in(recruiting: House, emulated: Emulated, study: Study) -> None:
    ids = link(emulated, study)
    emulated.spoil("502", method="GET", times=2)
    assert try_to_enter(recruiting, **ids)[0] == 200


@pytest.mark.parametrize("told", [True, False])
def test_a_return_frees_the_cell_by_its_event_or_by_the_next_round(
    recruiting: House, emulated: Emulated, study: Study, told: bool
) -> None:
    page = come(recruiting, emulated, study)
    page.consent()
    page.pass_audio_check()
    assert n_taken(recruiting) == 1
    leave(emulated, page)
    if told:
        assert set(send_events(recruiting, emulated)) == {204}
    else:
        Rounds(recruiting.parts).go()
    assert n_taken(recruiting) == 0
    assert (page.look(), page.stage["reason"]) == ("closed", "abandoned")


def test_prolific_is_not_asked_about_simulated_participants(recruiting: House) -> None:
    Page(recruiting).enter_simulated()
    with capture_logs() as logs:
        Rounds(recruiting.parts).go()
    assert "prolific_study_not_there" not in [entry["event"] for entry in logs]


def test_a_return_in_the_middle_of_a_conversation_ends_it(recruiting: House, emulated: Emulated, study: Study) -> None:
    page = come(recruiting, emulated, study)
    conversation = page.start()
    leave(emulated, page)
    Rounds(recruiting.parts).go()
    assert page.look() == "closed"
    assert conversation in recruiting.rooms.closed
    assert n_taken(recruiting) == 0


def test_a_time_out_frees_the_cell(recruiting: House, emulated: Emulated, study: Study) -> None:
    page = come(recruiting, emulated, study)
    page.consent()
    page.pass_audio_check()
    emulated.clock.advance(45 * 60 + 1)
    Rounds(recruiting.parts).go()
    assert page.look() == "closed"


def test_an_event_counts_once_and_proves_itself(recruiting: House, emulated: Emulated, study: Study) -> None:
    emulated.spoil("hook_twice")
    come(recruiting, emulated, study)
    assert send_events(recruiting, emulated) == [204] * 3
    with recruiting.parts.database.read() as session:
        assert len(session.exec(select(tables.RecruiterEvent)).all()) == 2
    with emulated.world.open() as state:
        state.hook_secret = "guessed"
    come(recruiting, emulated, study)
    assert set(send_events(recruiting, emulated)) == {401}


def test_without_a_secret_no_event_is_taken(house: House) -> None:
    assert house.client.post("/api/recruiter/events", content=b"{}").status_code == 404


def test_an_empty_secret_is_none(tmp_path: Path) -> None:
    write_studies(tmp_path)
    with open_house(settings_in(tmp_path, prolific_hook_secret=SecretStr(""), prolific_token=SecretStr(""))) as house:
        assert house.parts.prolific is None
        assert house.client.post("/api/recruiter/events", content=b"{}").status_code == 404


def test_the_whole_way_from_the_link_to_the_money(recruiting: House, emulated: Emulated, study: Study) -> None:
    page = come(recruiting, emulated, study)
    talk_through(page)
    page.rate()
    with emulated.browser() as browser:
        browser.post(f"/submissions/{session_of(page)}/code", data={"code": "C-DONE"}).raise_for_status()
    plan(recruiting.parts, "trial")
    with recruiting.parts.database.read() as session:
        ids = [entry.id for entry in entries(session, "trial")]
    approval.approve(recruiting.parts, "trial", ids, by="Pat")
    for _ in range(2):
        Rounds(recruiting.parts).go()
        recruiting.clock.advance(60)
    found = emulated.prolific.submissions.get(session_of(page))
    assert (found.status, found.bonus_payments) == ("APPROVED", (275,))
    with recruiting.parts.database.read() as session:
        assert {entry.state for entry in entries(session, "trial")} == {"confirmed"}
