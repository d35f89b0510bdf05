"""Reading BFCL's multi-turn files: what is asked in one, what is to be called in the other, matched by id.

A fault names the file, the line and what would be right; an entry with a fault is left out and the others are read.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenarios.importers.calls import CallError, WrittenCall, read_call
from scenarios.importers.classes import DOMAINS, bfcl_world
from scenarios.importers.lines import AnswerLine, EntryLine, ImportFault, fit, read_lines
from scenarios.near import hint

MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read."""

    file: str
    line: int

    def fault(self, message: str) -> ImportFault:
        """A fault there."""
        return ImportFault(self.file, self.line, message)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry with its answer. ``turns`` are the user's words, ``calls`` the calls of each turn.

    ``held_back`` are functions that the benchmark offers from a later turn on.
    """

    id: str
    turns: tuple[str, ...]
    initial_config: dict[str, dict[str, Any]]
    classes: tuple[str, ...]
    excluded: frozenset[str]
    held_back: tuple[str, ...]
    calls: tuple[tuple[WrittenCall, ...], ...]
    asked_at: Place
    answered_at: Place


@dataclass(slots=True)
class Collection:
    """The entries that could be read, and what was wrong with the others."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[ImportFault] = field(default_factory=list)
    n_lines: int = 0


@dataclass(slots=True)
class _Answers:
    """The answers by id with their lines; None for an answer that could not be read and has its fault already."""

    path: Path
    by_id: dict[str, tuple[int, AnswerLine | None]] = field(default_factory=dict)


def read_entries(entries: Path, answers: Path) -> Collection:
    """Read both files. Raises OSError when one cannot be read."""
    found = Collection()
    asked_lines = read_lines(entries, found.faults)
    all_read = bool(asked_lines) and not found.faults
    answered_lines = read_lines(answers, found.faults)
    if _are_swapped(asked_lines, answered_lines):
        found.faults = [ImportFault(str(entries), 1, "these are answers; give the entries first, then the answers")]
        return found
    known = _read_answers(answers, answered_lines, found.faults)
    seen: dict[str, int] = {}
    for line, content in asked_lines:
        found.n_lines += 1
        asked = fit(EntryLine, content, path=entries, line=line, faults=found.faults)
        if asked is None:
            continue
        message = _objection(asked, known, seen)
        seen.setdefault(asked.id, line)
        if message:
            found.faults.append(ImportFault(str(entries), line, f"{asked.id}: {message}"))
            continue
        answer_line, answer = known.by_id[asked.id]
        place = Place(str(answers), answer_line)
        calls = None if answer is None else _calls(answer, place, found.faults)
        if calls is not None:
            found.entries.append(_entry(asked, calls, asked_at=Place(str(entries), line), answered_at=place))
    found.faults += _unasked(entries, asked_lines, known) if all_read else []
    return found


def _unasked(path: Path, asked: list[tuple[int, Any]], known: _Answers) -> list[ImportFault]:
    """Answers to entries that are not there."""
    ids = {content.get("id") for _, content in asked if isinstance(content, dict)}
    message = f"{path} has no line with this id"
    return [
        ImportFault(str(known.path), line, f"{answer_id}: {message}")
        for answer_id, (line, _) in known.by_id.items()
        if answer_id not in ids
    ]


def _are_swapped(asked: list[tuple[int, Any]], answered: list[tuple[int, Any]]) -> bool:
    def all_have(lines: list[tuple[int, Any]], name: str) -> bool:
        return bool(lines) and all(isinstance(content, dict) and name in content for _, content in lines)

    return all_have(asked, "ground_truth") and not all_have(asked, "question") and all_have(answered, "question")


def _read_answers(path: Path, lines: list[tuple[int, Any]], faults: list[ImportFault]) -> _Answers:
    known = _Answers(path)
    for line, content in lines:
        answer = fit(AnswerLine, content, path=path, line=line, faults=faults)
        answer_id = content.get("id") if isinstance(content, dict) else None
        if not isinstance(answer_id, str):
            continue
        if answer_id in known.by_id:
            message = f"{answer_id}: the id is that of line {known.by_id[answer_id][0]} too; ids differ"
            faults.append(ImportFault(str(path), line, message))
            continue
        known.by_id[answer_id] = (line, answer)
    return known


def _objection(asked: EntryLine, known: _Answers, seen: dict[str, int]) -> str | None:
    if asked.id in seen:
        return f"the id is that of line {seen[asked.id]} too; ids differ"
    unknown = _unknown_name(asked)
    if unknown:
        return unknown
    if not any(part.role == "user" and part.content.strip() for turn in asked.question for part in turn):
        return "no turn of question has words of the user, so there is nothing to say"
    if not re.search("[a-z0-9]", asked.id.lower()):
        return "an id needs a letter or a digit from a to z and 0 to 9"
    if asked.id not in known.by_id:
        return f"{known.path} has no line with this id"
    answer = known.by_id[asked.id][1]
    if answer is not None and len(asked.question) != len(answer.ground_truth):
        n_turns, n_answers = len(asked.question), len(answer.ground_truth)
        return f"question has {n_turns} turns, ground_truth has {n_answers}; they have as many"
    return None


def _unknown_name(asked: EntryLine) -> str | None:
    """What is wrong where a field names a class that is none, or a function that no class has."""
    for name in (*asked.involved_classes, *asked.initial_config):
        if name not in DOMAINS:
            return f"there is no class {name!r}; classes: {', '.join(DOMAINS)}"
    functions = {name for class_name in DOMAINS for name in bfcl_world(class_name).tools}
    fields = {"excluded_function": asked.excluded_function}
    fields |= {f"missed_function.{turn}": names for turn, names in asked.missed_function.items()}
    for field_name, names in fields.items():
        for name in names:
            if name not in functions:
                return f"{field_name}: there is no function {name!r}; {hint(name, sorted(functions), most=MOST_NAMED)}"
    return None


def _calls(answer: AnswerLine, place: Place, faults: list[ImportFault]) -> tuple[tuple[WrittenCall, ...], ...] | None:
    turns: list[tuple[WrittenCall, ...]] = []
    n_before = len(faults)
    for turn, sources in enumerate(answer.ground_truth, 1):
        calls: list[WrittenCall] = []
        for number, source in enumerate(sources, 1):
            try:
                calls.append(read_call(source))
            except CallError as fault:
                faults.append(place.fault(f"{answer.id}: turn {turn}, call {number}: {fault}"))
        turns.append(tuple(calls))
    return tuple(turns) if len(faults) == n_before else None


def _entry(
    asked: EntryLine, calls: tuple[tuple[WrittenCall, ...], ...], *, asked_at: Place, answered_at: Place
) -> Entry:
    said = (" ".join(part.content.strip() for part in turn if part.role == "user") for turn in asked.question)
    return Entry(
        id=asked.id,
        turns=tuple(said),
        initial_config=asked.initial_config,
        classes=tuple(dict.fromkeys(asked.involved_classes)),
        excluded=frozenset(asked.excluded_function),
        held_back=tuple(dict.fromkeys(name for names in asked.missed_function.values() for name in names)),
        calls=calls,
        asked_at=asked_at,
        answered_at=answered_at,
    )
