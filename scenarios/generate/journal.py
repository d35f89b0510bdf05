"""Every answer that was paid for, on disk before anything is made of it: a run that is killed asks nothing twice."""

import fcntl
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BufferedRandom
from pathlib import Path
from types import TracebackType
from typing import Any

from scenarios.canonical import canonical_json, sha256_of
from scenarios.generate.client import Answer, Message


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """An ``Answer`` as the journal keeps it."""

    text: str | None
    refusal: str | None
    cut: bool
    input_tokens: int
    cached_tokens: int
    output_tokens: int


def question_key(*, model: str, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
    """What makes two questions the same question."""
    return sha256_of(canonical_json([model, [dict(message) for message in messages], schema]))


class JournalError(Exception):
    """A journal that cannot be used."""


class Journal:
    """Answers by question, appended line by line and synced. One process at a time has it open."""

    def __init__(self, path: Path) -> None:
        """Open or begin the journal; a line that a crash tore off is dropped. Raises JournalError."""
        self._answers: dict[str, StoredAnswer] = {}
        self._file = _locked(path)
        try:
            self._read_all(path)
        except JournalError:
            self._file.close()
            raise

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def __contains__(self, key: str) -> bool:
        return key in self._answers

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: str) -> StoredAnswer | None:
        """The answer to a question that was asked before."""
        return self._answers.get(key)

    def keep(self, key: str, answer: Answer, *, about: Mapping[str, Any]) -> StoredAnswer:
        """Write an answer down, with what it is about for people who read the file; it is safe on return."""
        stored = StoredAnswer(
            text=answer.text,
            refusal=answer.refusal,
            cut=answer.cut,
            input_tokens=answer.input_tokens,
            cached_tokens=answer.cached_tokens,
            output_tokens=answer.output_tokens,
        )
        line = json.dumps({"key": key, **about, "answer": asdict(stored)}, ensure_ascii=False)
        self._file.write(f"{line}\n".encode("utf-8", "surrogatepass"))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._answers[key] = stored
        return stored

    def _read_all(self, path: Path) -> None:
        self._file.seek(0)
        whole = 0
        for number, line in enumerate(self._file, 1):
            if not line.endswith(b"\n"):
                break
            self._read(line, f"{path}:{number}")
            whole += len(line)
        self._file.truncate(whole)
        self._file.seek(0, os.SEEK_END)

    def _read(self, line: bytes, place: str) -> None:
        try:
            entry = json.loads(line)
            self._answers[entry["key"]] = StoredAnswer(**entry["answer"])
        except (ValueError, TypeError, KeyError) as error:
            raise JournalError(f"{place}: no answer of a run; move the file away to begin anew") from error


def _locked(path: Path) -> BufferedRandom:
    try:
        file = path.open("a+b")
    except OSError as error:
        raise JournalError(f"{path}: {error.strerror}") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise JournalError(f"{path}: another run is writing it") from error
    return file
