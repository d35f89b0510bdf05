"""The conversations' folders: what may be written there, and which paths may be read back."""

import os
from datetime import UTC, datetime
from pathlib import Path

from server.identifiers import new_file_id

AUDIO_SUFFIXES = {".ogg": "audio/ogg", ".wav": "audio/wav", ".webm": "audio/webm", ".mp4": "audio/mp4"}

PARTIAL = ".partial"  # a file that is being written, or never was to its end


class Storage:
    """Files of conversations under one durable root."""

    def __init__(self, data_dir: Path) -> None:
        self._root = (data_dir / "conversations").resolve()

    def folder(self, conversation_id: str) -> Path:
        """The conversation's folder, which need not exist yet."""
        return self._root / conversation_id

    def save_audio(self, conversation_id: str, content: bytes, *, kind: str, suffix: str) -> str:
        """Store a recording durably and return its path relative to the conversation's folder."""
        relative = f"{kind}/{new_file_id()}{suffix}"
        path = self.folder(conversation_id) / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(PARTIAL)
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        for folder in (path.parent, path.parent.parent, self._root):  # a name is kept by the folder that it stands in
            _sync_folder(folder)
        return relative

    def delete(self, conversation_id: str, relative: str) -> None:
        """Delete a file that ``save_audio`` stored; one that is gone already is fine."""
        (self.folder(conversation_id) / relative).unlink(missing_ok=True)

    def list_saved(self, kind: str, *, before: datetime) -> list[tuple[str, str]]:
        """Conversation and relative path of all that ``save_audio`` left of a kind before a time, whole or half."""
        saved = (path for path in self._root.glob(f"*/{kind}/*") if path.suffix in {*AUDIO_SUFFIXES, PARTIAL})
        old = (path for path in saved if _modified_at(path) < before)
        return sorted((path.parents[1].name, f"{kind}/{path.name}") for path in old)

    def audio_path(self, conversation_id: str, relative: str) -> Path | None:
        """Where an audio file of this conversation lies, or None when there is none by that path."""
        folder = self.folder(conversation_id).resolve()
        try:
            path = (folder / relative).resolve()
            inside = folder.is_relative_to(self._root) and folder != self._root and path.is_relative_to(folder)
            return path if inside and path.suffix in AUDIO_SUFFIXES and path.is_file() else None
        except (OSError, ValueError):  # no file can have this name
            return None

    def list_audio(self, conversation_id: str) -> list[str]:
        """Every audio file of the conversation, relative to its folder, in order of name."""
        folder = self.folder(conversation_id)
        found = (path for path in folder.rglob("*") if path.suffix in AUDIO_SUFFIXES and path.is_file())
        return sorted(path.relative_to(folder).as_posix() for path in found)


def _modified_at(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:  # another server was faster
        return datetime.now(UTC)


def _sync_folder(folder: Path) -> None:
    """Make the folder's entries durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
