"""Files of conversations, and paths that lead elsewhere."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.integrations.storage import Storage


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    """Two conversations with a recording each, and a file beside them."""
    storage = Storage(tmp_path)
    for name in ("cv-1", "cv-2"):
        folder = storage.folder(name) / "attempt-1"
        folder.mkdir(parents=True)
        (folder / "recording.ogg").write_bytes(b"OggS")
        (folder / "events.jsonl").write_text("{}")
    (tmp_path / "parley.db").write_text("rows")
    (tmp_path / "outside.ogg").write_bytes(b"OggS")
    return storage


def test_what_is_saved_can_be_found_and_deleted(storage: Storage) -> None:
    path = storage.save_audio("cv-1", b"OggS-spoken", kind="feedback", suffix=".ogg")
    found = storage.audio_path("cv-1", path)
    assert found is not None
    assert found.read_bytes() == b"OggS-spoken"
    assert storage.list_audio("cv-1") == ["attempt-1/recording.ogg", path]
    storage.delete("cv-1", path)
    storage.delete("cv-1", path)
    assert storage.list_audio("cv-1") == ["attempt-1/recording.ogg"]


@pytest.mark.parametrize(
    "path",
    [
        "attempt-1/events.jsonl",
        "attempt-1/none.ogg",
        "attempt-1",
        "",
        "../cv-2/attempt-1/recording.ogg",
        "../../outside.ogg",
        "/etc/passwd",
        "attempt-1/../../../outside.ogg",
    ],
)
def test_paths_that_lead_elsewhere(storage: Storage, path: str) -> None:
    assert storage.audio_path("cv-1", path) is None


@pytest.mark.parametrize("conversation", ["", ".", "..", "../conversations"])
def test_names_that_are_no_conversation(storage: Storage, conversation: str) -> None:
    assert storage.audio_path(conversation, "outside.ogg") is None
    assert storage.audio_path(conversation, "cv-1/attempt-1/recording.ogg") is None


def test_a_link_that_leads_out_is_not_followed(storage: Storage, tmp_path: Path) -> None:
    (storage.folder("cv-1") / "link.ogg").symlink_to(tmp_path / "outside.ogg")
    assert storage.audio_path("cv-1", "link.ogg") is None


def test_a_conversation_without_folder_has_no_audio(storage: Storage) -> None:
    assert storage.list_audio("cv-3") == []


def test_a_name_that_no_file_can_have_is_no_recording(storage: Storage) -> None:
    assert storage.audio_path("cv-1", "a" * 5000 + ".ogg") is None
    assert storage.audio_path("cv-1", "a\0.ogg") is None


def test_a_saved_recording_and_its_name_are_synced(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is acknowledged survives a power cut: the file before it has its name, the folders after it has."""
    synced: list[str] = []

    def fsync(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)

    monkeypatch.setattr(os, "fsync", fsync)
    path = storage.save_audio("cv-1", b"OggS", kind="feedback", suffix=".ogg")
    assert synced == [Path(path).with_suffix(".partial").name, "feedback", "cv-1", "conversations"]


def test_what_was_saved_is_listed_by_kind_and_age(storage: Storage) -> None:
    old = storage.save_audio("cv-1", b"OggS", kind="feedback", suffix=".ogg")
    new = storage.save_audio("cv-2", b"OggS", kind="feedback", suffix=".ogg")
    for conversation, path, at in (("cv-1", old, 1000), ("cv-2", new, 3000)):
        os.utime(storage.folder(conversation) / path, times=(at, at))
    assert storage.list_saved("feedback", before=datetime.fromtimestamp(2000, UTC)) == [("cv-1", old)]
