"""Sounds that models made, kept as files named by their content."""

import hashlib
from pathlib import Path


def save_sound(content: bytes, folder: Path) -> Path:
    """A WAV file of these bytes; written aside and renamed, so that a file that is there is whole."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(content).hexdigest()}.wav"
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)
    return path
