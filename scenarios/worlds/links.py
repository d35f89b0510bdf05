"""References inside a state: each names something that is there, or is told at its place."""

from collections.abc import Iterable, Iterator

from scenarios.near import hint
from scenarios.worlds.base import LooseEnd

MOST_NAMED = 8


def unknown(place: tuple[str | int, ...], name: str | None, known: Iterable[str], kind: str) -> Iterator[LooseEnd]:
    """A loose end where a name is none of the known ones; None names nothing."""
    known = list(known)
    if name is not None and name not in known:
        yield place, f"{name!r} is no {kind}; {hint(name, known, most=MOST_NAMED)}"
