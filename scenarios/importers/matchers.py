"""What an answer's literals require, put so that speech can meet it.

Free text may differ in a few words, never in a number or a negation; ids, names and choices in case and punctuation
alone; numbers are compared by value.
"""

from collections.abc import Iterator
from typing import Any

from scenarios.forms.words import words
from scenarios.rules import Absent, Exact, Items, Matcher, Number, Text

FREE_TEXT = frozenset({"comment_content", "content", "description", "message", "resolution", "title"})
MIN_RATIO = 0.8


def matcher_of(value: Any, *, free_text: bool = False) -> Matcher:
    """The matcher of one literal."""
    if value is None:
        return Absent(kind="absent")
    if isinstance(value, str) and free_text and words(value):
        return Text(kind="text", value=value, min_ratio=MIN_RATIO)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Number(kind="number", value=value, tol=max(1e-6, 1e-9 * abs(value)))
    if isinstance(value, list):
        return Items(kind="items", values=tuple(matcher_of(item, free_text=free_text) for item in value))
    return Exact(kind="exact", value=value)


def texts_of(argument: str, value: Any) -> Iterator[str]:
    """The free texts in an argument: itself, or those among the fields of an object."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from texts_of(name, item)
    elif isinstance(value, str) and argument in FREE_TEXT:
        yield value
