"""What the state must be in the end, and where it may have changed, read off two states: before and after an answer.

Entries that a call added are looked for by what they hold, and not by an id that depends on the order of calls.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from scenarios.importers.matchers import matcher_of
from scenarios.paths import Path, parse_path, write_path
from scenarios.rules import Exact, Matcher, StateIs
from scenarios.verifier.predicates import KEY

ISSUED = frozenset({"social.tweets", "trading.orders", "travel.booking_record", "travel.credit_card_list"})
BY_THE_RUN = frozenset({"id", "timestamp", "transaction_id"})  # counted or stamped while the calls run


@dataclass(frozen=True, slots=True)
class Outlook:
    """Predicates on the final state, and the patterns of the paths that may differ from the initial one."""

    final_state: tuple[StateIs, ...]
    may_change: tuple[str, ...]


def outlook(before: Mapping[str, Any], after: Mapping[str, Any], *, free: Set[str], ignored: Set[str]) -> Outlook:
    """Compare two states. ``free`` are texts that may be said in other words, ``ignored`` paths of bookkeeping."""
    predicates: list[StateIs] = []
    patterns: list[str] = []
    for predicate, pattern in _Comparison(free, ignored).of(before, after, ()):
        predicates += [] if predicate in predicates else [predicate]
        patterns += [] if pattern in patterns else [pattern]
    return Outlook(tuple(predicates), tuple(patterns))


class _Comparison:
    def __init__(self, free: Set[str], ignored: Set[str]) -> None:
        self.free = free
        self.ignored = ignored

    def of(self, before: Any, after: Any, path: Path) -> Iterator[tuple[StateIs, str]]:
        """Each difference: what must be true there, and the pattern of paths that may change."""
        here = write_path(path)
        if here in self.ignored or before == after:
            return
        if isinstance(before, dict) and isinstance(after, dict) and all(map(_is_writable, {**before, **after})):
            yield from self._of_objects(before, after, path)
        elif isinstance(before, list) and isinstance(after, list) and after[: len(before)] == before:
            yield from self._of_appended(before, after, here)
        else:
            yield StateIs(path=here, value=self._matcher(after)), here

    def _of_objects(self, before: Any, after: Any, path: Path) -> Iterator[tuple[StateIs, str]]:
        here = write_path(path)
        for key, value in before.items():
            inner = (*path, key)
            if key in after:
                yield from self.of(value, after[key], inner)
            else:
                yield StateIs(path=write_path(inner), value=matcher_of(None)), write_path(inner)
        for key in after:
            if key not in before:
                where = {} if here in ISSUED else {KEY: Exact(kind="exact", value=key)}
                yield self._added({**where, **self._where(after[key])}, here, after)

    def _of_appended(self, before: list[Any], after: list[Any], here: str) -> Iterator[tuple[StateIs, str]]:
        added = after[len(before) :]
        if all(isinstance(item, dict) and all(map(_is_writable, item)) for item in added):
            for item in added:
                yield self._added(self._where(item), here, after)
        else:
            yield StateIs(path=here, value=self._matcher(after)), f"{here}.+"

    def _added(self, where: dict[str, Matcher], here: str, after: Any) -> tuple[StateIs, str]:
        """At least as many entries of a kind as the answer leaves; the frame keeps others from being added."""
        n_alike = 1 if KEY in where else sum(where.items() <= self._where(item).items() for item in _items(after))
        return StateIs(path=here, where=where, min_count=n_alike), f"{here}.+"

    def _where(self, entry: Any) -> dict[str, Matcher]:
        return {write_path(path): self._matcher(value) for path, value in _leaves(entry, ())}

    def _matcher(self, value: Any) -> Matcher:
        return matcher_of(value, free_text=isinstance(value, str) and value in self.free)


def _items(container: Any) -> list[Any]:
    return list(container.values()) if isinstance(container, dict) else list(container)


def _leaves(entry: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The values in an entry that the run itself does not decide."""
    if isinstance(entry, dict) and entry and all(map(_is_writable, entry)):
        for key, value in entry.items():
            if key not in BY_THE_RUN:
                yield from _leaves(value, (*path, key))
    elif path and entry != {}:
        yield path, entry


def _is_writable(key: str) -> bool:
    """Whether a key can be part of a path as scenario files write it, and means itself there."""
    try:
        return key not in ("*", "+", KEY) and parse_path(write_path((key,))) == (key,)
    except ValueError:
        return False
