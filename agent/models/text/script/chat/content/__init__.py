"""What the small talk is made of, in text files beside this one: one entry a line, ``#`` before a comment."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Topic:
    """Something to talk about. ``match`` is a pattern over lower-case words."""

    match: str
    remarks: tuple[str, ...]
    questions: tuple[str, ...]


@cache
def load(name: str) -> tuple[str, ...]:
    """The entries of a file."""
    lines = (line.strip() for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def load_table(name: str) -> dict[str, str]:
    """The entries of a file of ``key: value``, keys in lower case."""
    return {key.strip().lower(): value.strip() for key, value in (line.split(":", 1) for line in load(name))}


@cache
def load_topics() -> dict[str, Topic]:
    """The topics by name, in the order in which they are tried."""
    content = yaml.safe_load((_FOLDER / "topics.yaml").read_text(encoding="utf-8"))
    return {
        name: Topic(
            " ".join(part["match"].split()).replace("| ", "|"), tuple(part["remarks"]), tuple(part["questions"])
        )
        for name, part in content.items()
    }


@dataclass(frozen=True, slots=True)
class Questions:
    """What to ask about a kind of fact: at once, while it is talked about, and when it is remembered."""

    first: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


@cache
def load_questions() -> dict[str, Questions]:
    """The questions by kind of fact."""
    content = yaml.safe_load((_FOLDER / "told.yaml").read_text(encoding="utf-8"))
    return {kind: Questions(**{when: tuple(said) for when, said in part.items()}) for kind, part in content.items()}


@cache
def load_feelings() -> dict[str, tuple[str, ...]]:
    """The answers to each word for a feeling."""
    content = yaml.safe_load((_FOLDER / "feelings.yaml").read_text(encoding="utf-8"))
    return {word: tuple(part["say"]) for part in content.values() for word in part["words"]}
