"""Spoken feedback."""

import pytest
from sqlmodel import select

from server import tables
from server.services.feedback_audio import MAX_BYTES, sniff_suffix
from tests.server.actors import Page, talk_through
from tests.server.house import House

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
