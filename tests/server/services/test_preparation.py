"""Consent and the audio check."""

import pytest
from sqlmodel import select

from server import tables
from tests.server.actors import Page
from tests.server.house import House


def rows(house: House, table: type[tables.Consent] | type[tables.AudioCheck]) -> list[object]:
    with house.parts.database.read() as session:
        return list(session.exec(select(table)).all())


def test_consent_is_stored_with_version_and_hash(house: House) -> None:
    page = Page(house).enter()
    shown = page.stage["consent"]
    page.consent()
    (row,) = rows(house, tables.Consent)
    assert isinstance(row, tables.Consent)
    assert (row.consent_hash, row.consent_version, row.agreed) == (shown["hash"], shown["version"], True)
    assert row.study_hash == house.parts.shelf.current()[1].hash
    assert row.answered_at == house.clock()


def test_another_text_cannot_be_agreed_to(house: House) -> None:
    page = Page(house).enter()
    refused = page.call("POST", "consent", json={"hash": "0" * 64, "agreed": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "other_text")
    assert rows(house, tables.Consent) == []


def test_declining_ends_without_penalty(house: House) -> None:
    page = Page(house).enter()
    declined = {"hash": page.stage["consent"]["hash"], "agreed": False}
    for _ in range(2):
        assert page.call("POST", "consent", json=declined).is_success
    assert (page.stage["reason"], page.stage["code"], page.stage["paid"]) == ("declined", "REHEARSAL-DECLINED", False)
    assert page.call("POST", "consent", json=declined | {"agreed": True}).status_code == 409


def test_a_failed_check_may_be_repeated_and_every_report_is_kept(house: House) -> None:
    page = Page(house).enter()
    page.consent()
    assert page.stage["words"] == ["garden", "window", "orange", "river", "pencil", "yellow"]
    assert len(page.stage["clip_urls"]) == 6
    page.call("POST", "audio-check", json={"passed": False, "microphone_error": "NotAllowedError"})
    assert page.stage["stage"] == "audio_check"
    page.pass_audio_check()
    page.pass_audio_check()
    assert page.stage["stage"] == "assignment"
    reports = [(row.passed, row.microphone_error) for row in rows(house, tables.AudioCheck)]  # type: ignore[attr-defined]
    assert reports == [(False, "NotAllowedError"), (True, None)]


def test_giving_up_the_check_ends_without_penalty(house: House) -> None:
    page = Page(house).enter()
    page.consent()
    for _ in range(2):
        assert page.call("POST", "audio-check", json={"passed": False, "given_up": True}).is_success
    assert (page.stage["reason"], page.stage["code"]) == ("audio_check_failed", "REHEARSAL-NO-SOUND")
    assert len(rows(house, tables.AudioCheck)) == 1


def test_a_report_names_study_and_code(house: House) -> None:
    page = Page(house).enter()
    page.consent()
    page.pass_audio_check()
    (row,) = rows(house, tables.AudioCheck)
    assert isinstance(row, tables.AudioCheck)
    assert (row.study_hash, row.code_version) == (house.parts.shelf.current()[1].hash, house.parts.code_version)


@pytest.mark.parametrize("body", [{}, {"passed": "perhaps"}, {"passed": True, "attempts": 0}, {"passed": True, "x": 1}])
def test_reports_that_make_no_sense(house: House, body: dict[str, object]) -> None:
    page = Page(house).enter()
    page.consent()
    assert page.call("POST", "audio-check", json=body).status_code == 422
