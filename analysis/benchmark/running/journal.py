"""The run's memory: an append-only file of what was asked, answered, ruled and graded, each line durable at once.

After a kill the file says exactly what was paid for: nothing that it holds is asked again. A request in flight at the
kill has an ``asked`` line and no answer; it is asked again under the same idempotency key and counted as
``asked_again``. Keys are hashes of content, so an answer serves every item, subset and metric that asks for the same.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from analysis.benchmark.items import Answer, ToolCall, Usage
from analysis.benchmark.judges.judge import Pin, Ruling
from analysis.benchmark.outcomes import Outcome
from analysis.benchmark.running.sounds import save_sound


class JournalInUseError(RuntimeError):
    """Another run holds this journal."""


class Journal:
    """What one model was asked and how it was judged. Made by ``Journal.open``."""

    def __init__(self, folder: Path, file: Any) -> None:
        self._folder = folder
        self._file = file
        self._asked: set[str] = set()
        self._answers: dict[str, Answer] = {}
        self._failures: dict[str, str] = {}
        self._rulings: dict[str, Ruling] = {}
        self._outcomes: dict[str, Outcome] = {}
        self.n_asked_again = 0

    @classmethod
    @contextmanager
    def open(cls, folder: Path) -> Iterator["Journal"]:
        """The journal of a folder, read back and locked; a torn last line (a kill while writing) is cut off.

        Raises:
            JournalInUseError: another process has it open.
        """
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "journal.jsonl").open("a+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise JournalInUseError(f"another run is writing {folder}") from error
            journal = cls(folder, file)
            journal._read_back()
            yield journal

    @property
    def sounds(self) -> Path:
        """Where the answers' sounds are kept."""
        return self._folder / "sounds"

    def answer(self, key: str) -> Answer | None:
        """The answer kept under a request's key."""
        return self._answers.get(key)

    def failure(self, key: str) -> str | None:
        """Why a request ended without an answer."""
        return self._failures.get(key)

    def outcome(self, key: str) -> Outcome | None:
        """The outcome kept under a grading's key."""
        return self._outcomes.get(key)

    def ruling(self, key: str) -> Ruling | None:
        """A judge's ruling, by the hash of what was asked."""
        return self._rulings.get(key)

    def rulings(self) -> tuple[Ruling, ...]:
        """Every ruling that was paid for."""
        return tuple(self._rulings.values())

    def keep_asked(self, key: str) -> None:
        """A request is about to be sent."""
        if key in self._asked and key not in self._failures:
            self.n_asked_again += 1
        self._write({"kind": "asked", "key": key})

    def keep_answer(self, key: str, answer: Answer) -> None:
        """A request was answered. A sound that lies elsewhere is copied here first."""
        document = asdict(answer)
        document["audio"] = self._keep_sound(answer.audio) if answer.audio else None
        self._write({"kind": "answered", "key": key, "answer": document})

    def keep_failure(self, key: str, reason: str) -> None:
        """A request ended without an answer."""
        self._write({"kind": "failed", "key": key, "reason": reason})

    def keep_ruling(self, key: str, ruling: Ruling) -> None:
        """A judge ruled."""
        self._write({"kind": "ruled", "key": key, "ruling": asdict(ruling)})

    def keep_outcome(self, key: str, outcome: Outcome) -> None:
        """An answer was graded."""
        self._write({"kind": "graded", "key": key, "outcome": asdict(outcome)})

    def _write(self, entry: dict[str, Any]) -> None:
        self._file.write((json.dumps(entry, ensure_ascii=False, default=dict) + "\n").encode())
        self._file.flush()
        os.fsync(self._file.fileno())
        self._take(entry)

    def _read_back(self) -> None:
        self._file.seek(0)
        whole = 0
        for line in self._file:
            if not line.endswith(b"\n"):
                break
            whole += len(line)
            self._take(json.loads(line))
        self._file.truncate(whole)

    def _take(self, entry: dict[str, Any]) -> None:
        key = entry["key"]
        match entry["kind"]:
            case "asked":
                self._asked.add(key)
            case "answered":
                self._answers[key] = self._answer_of(entry["answer"])
                self._failures.pop(key, None)
            case "failed":
                self._failures[key] = entry["reason"]
            case "ruled":
                given = entry["ruling"]
                self._rulings[key] = Ruling(**{**given, "pin": Pin(**given["pin"]), "usage": Usage(**given["usage"])})
            case "graded":
                self._outcomes[key] = Outcome(**entry["outcome"])

    def _answer_of(self, document: dict[str, Any]) -> Answer:
        return Answer(
            **{
                **document,
                "audio": self.sounds / document["audio"] if document["audio"] else None,
                "calls": tuple(ToolCall(**call) for call in document["calls"]),
                "usage": Usage(**document["usage"]),
            }
        )

    def _keep_sound(self, sound: Path) -> str:
        if not sound.is_file():
            return sound.name  # graded as missing, by its name
        kept = sound if sound.parent == self.sounds else save_sound(sound.read_bytes(), self.sounds)
        with kept.open("rb") as file:
            os.fsync(file.fileno())
        return kept.name
