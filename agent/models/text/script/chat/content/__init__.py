"""What the small talk is made of, in text files beside this one: one entry a line, ``#`` before a comment."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agent.models.text.script.chat.times import Time
from agent.models.text.script.pages import read_page

_FOLDER = Path(__file__).parent
_LISTENING = ("news", "matters", "lives")  # in the order in which they are tried


@dataclass(frozen=True, slots=True)
class Reaction:
    """Answers to what is told. ``lines``: each with the pattern of what makes it needless, or None.

    A ``general`` one says little of the matter, so that it is only for the clause that matters most. One with a
    ``time`` is only for what is told as over, or as still to come.
    """

    when: re.Pattern[str]
    lines: tuple[tuple[str, str | None], ...]
    general: bool = False
    time: Time | None = None


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
def load_reactions() -> tuple[Reaction, ...]:
    """The answers to what is told, in the order in which they are tried."""
    files = (_FOLDER / "listening" / f"{name}.yaml" for name in _LISTENING)
    content = [part for file in files for part in read_page(file)]
    return tuple(
        Reaction(
            re.compile(rf"\b(?:{part['when']})\b"),
            tuple(_line(text) for text in part["say"]),
            part.get("general", False),
            part.get("time"),
        )
        for part in content
    )


def load_openers() -> tuple[str, ...]:
    """The questions that open something new."""
    return load("openers")


@cache
def load_feelings() -> dict[str, tuple[str, ...]]:
    """The answers to each word for a feeling."""
    content = read_page(_FOLDER / "feelings.yaml")
    return {word: tuple(part["say"]) for part in content.values() for word in part["words"]}


def _line(text: str) -> tuple[str, str | None]:
    said, _, unless = text.partition(" || ")
    return said.strip(), unless.strip() or None
