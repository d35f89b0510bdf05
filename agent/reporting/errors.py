"""Errors in words that may be logged: what was said, heard or typed is never part of them.

Exceptions quote what they stumble over: a validation error its input, a provider's error the whole request. So the logs
show an error's kind and place, and its own words only where these are known to be free of inputs.
"""

import traceback
from collections.abc import Iterator
from itertools import chain

from pydantic import ValidationError


class PlainError(Exception):
    """An error whose words are ours alone."""


def describe(error: BaseException) -> str:
    """The error in one line, without what caused it."""
    match error:
        case ValidationError():
            faults = error.errors(include_input=False, include_url=False, include_context=False)
            return f"{error.title}: " + "; ".join(f"{_place(fault['loc'])} {fault['type']}" for fault in faults)
        case PlainError():
            return f"{type(error).__name__}: {error}"
        case OSError(strerror=str(reason)):
            return f"{type(error).__name__}: {reason}"
        case BaseExceptionGroup():
            return f"{type(error).__name__}: " + "; ".join(describe(inner) for inner in error.exceptions)
        case _:
            return " ".join(chain((type(error).__name__,), _origin(error)))


def render(error: BaseException) -> str:
    """The traceback, and the ones of what led to it, each closed by its description."""
    parts = []
    for one in reversed(list(_chain(error))):
        parts.append("Traceback (most recent call last):\n" + "".join(traceback.format_tb(one.__traceback__)))
        parts.append(describe(one) + "\n")
    return "".join(parts).rstrip()


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)


def _place(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "value"


def _origin(error: BaseException) -> Iterator[str]:
    if frames := traceback.extract_tb(error.__traceback__):
        yield f"at {frames[-1].filename}:{frames[-1].lineno}"
