"""Reading BFCL's multi-turn files: what is asked in one, what is to be called in the other, matched by id.

A fault names the file, the line and what would be right; an entry with a fault is left out and the others are read.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scenarios.importers.calls import CallError, WrittenCall, read_call
from scenarios.importers.classes import DOMAINS

Line = TypeVar("Line", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class ImportFault:
    """One thing that is wrong. ``line`` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """``file:line: message``."""
        return f"{self.file}:{self.line}: {self.message}"


class _Said(BaseModel):
    role: str
    content: str


class _EntryLine(BaseModel):
    """A line of the file of entries; fields that we do not use are let through."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(min_length=1)
    question: list[list[_Said]]
    initial_config: dict[str, dict[str, Any]] = {}
    involved_classes: list[str] = Field(min_length=1)
    excluded_function: list[str] = []


class _AnswerLine(BaseModel):
    """A line of the file of answers."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(min_length=1)
    ground_truth: list[list[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry with its answer. ``turns`` are the user's words, ``calls`` the calls of each turn."""

    id: str
    turns: tuple[str, ...]
    initial_config: dict[str, dict[str, Any]]
    classes: tuple[str, ...]
    excluded: frozenset[str]
    calls: tuple[tuple[WrittenCall, ...], ...]
    answer_file: str
    answer_line: int

    def fault(self, message: str) -> ImportFault:
        """A fault of this entry's answer."""
        return ImportFault(self.answer_file, self.answer_line, f"{self.id}: {message}")


@dataclass(slots=True)
class Collection:
    """The entries that could be read, and what was wrong with the others."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[ImportFault] = field(default_factory=list)
    n_lines: int = 0


def read_entries(entries: Path, answers: Path) -> Collection:
    """Read both files. Raises OSError or UnicodeDecodeError when one cannot be read."""
    found = Collection()
    answered = {
        answer.id: (line, answer)
        for line, content in _objects(answers, found.faults)
        if (answer := _fit(_AnswerLine, content, path=answers, line=line, faults=found.faults)) is not None
    }
    seen: dict[str, int] = {}
    for line, content in _objects(entries, found.faults):
        found.n_lines += 1
        asked = _fit(_EntryLine, content, path=entries, line=line, faults=found.faults)
        if asked is None:
            continue
        message = _objection(asked, answered, seen, answers)
        seen.setdefault(asked.id, line)
        if message:
            found.faults.append(ImportFault(str(entries), line, f"{asked.id}: {message}"))
            continue
        answer_line, answer = answered[asked.id]
        calls = _calls(answer, answers, answer_line, faults=found.faults)
        if calls is not None:
            found.entries.append(_entry(asked, calls, answers, answer_line))
    return found


def _objects(path: Path, faults: list[ImportFault]) -> Iterator[tuple[int, Any]]:
    for line, text in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not text.strip():
            continue
        try:
            yield line, json.loads(text)
        except (json.JSONDecodeError, RecursionError) as fault:
            faults.append(ImportFault(str(path), line, f"no JSON: {fault}; each line holds one JSON object"))


def _fit(model: type[Line], content: Any, *, path: Path, line: int, faults: list[ImportFault]) -> Line | None:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        for part in error.errors():
            where = ".".join(map(str, part["loc"])) or "the line"
            faults.append(ImportFault(str(path), line, f"{where}: {part['msg']}"))
        return None


def _objection(asked: _EntryLine, answered: dict[str, Any], seen: dict[str, int], answers: Path) -> str | None:
    if asked.id in seen:
        return f"the id is that of line {seen[asked.id]} too; ids differ"
    for name in (*asked.involved_classes, *asked.initial_config):
        if name not in DOMAINS:
            return f"there is no class {name!r}; classes: {', '.join(DOMAINS)}"
    if asked.id not in answered:
        return f"{answers} has no line with this id"
    n_turns, n_answers = len(asked.question), len(answered[asked.id][1].ground_truth)
    if n_turns != n_answers:
        return f"question has {n_turns} turns, ground_truth has {n_answers}; they have as many"
    return None


def _calls(
    answer: _AnswerLine, path: Path, line: int, *, faults: list[ImportFault]
) -> tuple[tuple[WrittenCall, ...], ...] | None:
    turns: list[tuple[WrittenCall, ...]] = []
    n_before = len(faults)
    for turn, sources in enumerate(answer.ground_truth, 1):
        calls: list[WrittenCall] = []
        for number, source in enumerate(sources, 1):
            try:
                calls.append(read_call(source))
            except CallError as fault:
                faults.append(ImportFault(str(path), line, f"{answer.id}: turn {turn}, call {number}: {fault}"))
        turns.append(tuple(calls))
    return tuple(turns) if len(faults) == n_before else None


def _entry(asked: _EntryLine, calls: tuple[tuple[WrittenCall, ...], ...], path: Path, line: int) -> Entry:
    said = (" ".join(part.content.strip() for part in turn if part.role == "user") for turn in asked.question)
    return Entry(
        id=asked.id,
        turns=tuple(said),
        initial_config=asked.initial_config,
        classes=tuple(dict.fromkeys(asked.involved_classes)),
        excluded=frozenset(asked.excluded_function),
        calls=calls,
        answer_file=str(path),
        answer_line=line,
    )
