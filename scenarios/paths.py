"""Paths into JSON states: ``calendar.events.ev-2.start``; ``*`` is any entry, ``+`` one the initial state lacks.

A key that holds a dot is quoted: ``filesystem.root."notes.txt"``. Lists are entered by index.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

Path = tuple[str, ...]

_PATH = re.compile(r'(?:"[^"]+"|[^."]+)(?:\.(?:"[^"]+"|[^."]+))*')
_SEGMENT = re.compile(r'"([^"]+)"|([^."]+)')


@lru_cache(maxsize=4096)
def parse_path(text: str) -> Path:
    """The segments of a path. Raises ValueError."""
    if not _PATH.fullmatch(text):
        raise ValueError(f"{text!r} is no path; write world.key.key, with double quotes around a key that holds a dot")
    return tuple(quoted or bare for quoted, bare in _SEGMENT.findall(text))


def write_path(path: Path) -> str:
    """A path as scenario files write it."""
    return ".".join(f'"{part}"' if "." in part else part for part in path)


def entries(value: Any) -> Iterator[tuple[str, Any]]:
    """The entries of an object or list by key; none for any other value."""
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from ((str(index), item) for index, item in enumerate(value))


def child(value: Any, key: str) -> tuple[bool, Any]:
    """Whether an object or list has that entry, and the entry."""
    if isinstance(value, dict):
        return (True, value[key]) if key in value else (False, None)
    if isinstance(value, list) and key.isdecimal() and int(key) < len(value):
        return True, value[int(key)]
    return False, None


def select(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The values at a path, which may hold ``*``, each with its concrete path."""
    if not path:
        yield (), value
        return
    head, rest = path[0], path[1:]
    if head == "*":
        found = list(entries(value))
    else:
        present, item = child(value, head)
        found = [(head, item)] if present else []
    for key, item in found:
        for tail, inner in select(item, rest):
            yield (key, *tail), inner


def changes(before: Any, after: Any) -> list[Path]:
    """Where two states differ: the deepest paths, in the order of the first state and then the second."""
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [*before, *(key for key in after if key not in before)]
        return _changed_entries(before, after, keys)
    if isinstance(before, list) and isinstance(after, list):
        return _changed_entries(before, after, [str(index) for index in range(max(len(before), len(after)))])
    same = before == after and isinstance(before, bool) == isinstance(after, bool)
    return [] if same else [()]


def covers(pattern: Path, path: Path, initial: Any) -> bool:
    """Whether a changed path lies at or under a pattern. ``+`` matches keys that ``initial`` does not have there."""
    if len(path) < len(pattern):
        return False
    container = initial
    for wanted, key in zip(pattern, path, strict=False):
        present, container = child(container, key)
        if not (wanted == key or wanted == "*" or (wanted == "+" and not present)):
            return False
    return True


def _changed_entries(before: Any, after: Any, keys: Sequence[str]) -> list[Path]:
    found: list[Path] = []
    for key in keys:
        (was, old), (stays, new) = child(before, key), child(after, key)
        if was != stays:
            found.append((key,))
        elif old is not new:
            found.extend((key, *tail) for tail in changes(old, new))
    return found
