"""Spoken feedback."""

import os
from pathlib import Path

import pytest
from sqlmodel import select

from server import tables
from server.services.feedback_audio import MAX_BYTES, sniff_suffix, sweep
from tests.server.actors import Page, talk_through
from tests.server.house import House, open_house, settings_in, write_studies

WEBM = b"\x1a\x45\xdf\xa3" + bytes(100)
OGG = b"OggS" + bytes(100)
MP4 = b"\x00\x00\x00\x20ftypM4A " + bytes(100)


@pytest.fixture
def page(house: House) -> Page:
    """A page at the ratings."""
    page = Page(house).enter()
    talk_through(page)
    return page


def upload(page: Page, content: bytes) -> int:
    files = {"audio": ("feedback", content, "application/octet-stream")}
    return page.call("POST", "feedback-audio", files=files).status_code


def stored(house: House) -> list[tuple[str, int]]:
    with house.parts.database.read() as session:
        return [(row.media_type, row.n_bytes) for row in session.exec(select(tables.FeedbackAudio))]


def files(house: House) -> list[str]:
    folder = house.parts.settings.data_dir / "conversations"
    return sorted(path.suffix for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("content", "suffix"),
    [(WEBM, ".webm"), (OGG, ".ogg"), (MP4, ".mp4"), (b"", None), (b"RIFF", None), (b"<svg onload=x>", None)],
)
def test_content_decides_what_it_is(content: bytes, suffix: str | None) -> None:
    assert sniff_suffix(content) == suffix


def test_a_new_recording_replaces_the_old_one(page: Page) -> None:
    assert upload(page, WEBM) == 200
    assert page.stage["audio_feedback_saved"] is True
    assert upload(page, OGG + b"longer") == 200
    assert stored(page.house) == [("audio/ogg", len(OGG) + 6)]
    assert files(page.house) == [".ogg"]


def test_a_recording_may_be_deleted_until_submission(page: Page) -> None:
    upload(page, WEBM)
    for _ in range(2):
        assert page.call("DELETE", "feedback-audio").is_success
    assert page.stage["audio_feedback_saved"] is False
    assert (stored(page.house), files(page.house)) == ([], [])
    upload(page, MP4)
    page.rate()
    assert page.call("DELETE", "feedback-audio").status_code == 409
    assert upload(page, WEBM) == 409
    assert stored(page.house) == [("audio/mp4", len(MP4))]


def test_what_is_no_recording_is_refused(page: Page) -> None:
    assert upload(page, b"<html>") == 422
    assert upload(page, b"") == 422
    assert page.call("POST", "feedback-audio", files={"other": ("x", WEBM)}).status_code == 422
    assert files(page.house) == []


def test_too_large_is_refused(page: Page) -> None:
    assert upload(page, WEBM + bytes(MAX_BYTES)) == 413
    assert upload(page, WEBM + bytes(MAX_BYTES + 5 * 2**20)) == 413
    assert files(page.house) == []


def test_a_recording_names_study_and_code(page: Page) -> None:
    upload(page, WEBM)
    with page.house.parts.database.read() as session:
        (row,) = session.exec(select(tables.FeedbackAudio)).all()
    study = page.house.parts.shelf.find("trial")
    assert study is not None
    assert (row.study_hash, row.code_version) == (study.hash, page.house.parts.code_version)


def test_files_that_no_row_names_are_swept_when_they_are_old(page: Page) -> None:
    house = page.house
    upload(page, WEBM)
    named = next((house.parts.settings.data_dir / "conversations").rglob("*.webm"))
    for name in ("replaced.ogg", "half.partial", "upload-of-this-minute.mp4"):
        (named.parent / name).write_bytes(OGG)
    for path in named.parent.iterdir():
        age_s = 60 if "minute" in path.name else 2 * 3600
        os.utime(path, times=(house.clock().timestamp() - age_s,) * 2)
    assert sweep(house.parts) == 2
    assert {path.name for path in named.parent.iterdir()} == {named.name, "upload-of-this-minute.mp4"}


def test_a_server_sweeps_when_it_starts(tmp_path: Path) -> None:
    write_studies(tmp_path)
    orphan = tmp_path / "data/conversations/cv-gone/feedback/left.webm"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(WEBM)
    os.utime(orphan, times=(0, 0))
    with open_house(settings_in(tmp_path)):
        assert not orphan.exists()
