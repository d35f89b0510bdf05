"""Predicates on the state: whether they are true, and whether a change belongs to what they are about."""

from collections.abc import Sequence
from typing import Any

from scenarios.paths import Path, child, covers, entries, parse_path, select
from scenarios.rules import Items, Matcher, Ref, StateIs
from scenarios.verifier.matching import MISSING, Context, fits

KEY = "$key"  # in ``where``: the entry's own key


def holds(predicate: StateIs, state: Any, context: Context) -> bool:
    """Whether a predicate is true of a state."""
    if not predicate.about_entries:
        return _value_holds(predicate, state, context)
    return _distance(predicate, state, context) == 0


def all_hold(predicates: Sequence[StateIs], state: Any, context: Context) -> bool:
    """Whether every predicate is true of a state."""
    return all(holds(predicate, state, context) for predicate in predicates)


def refs_of(predicates: Sequence[StateIs]) -> set[str]:
    """The bound names that predicates look at."""
    matchers = [m for p in predicates for m in (*p.where.values(), *([p.value] if p.value else []))]
    return {name for matcher in matchers for name in refs_in(matcher)}


def refs_in(matcher: Matcher) -> set[str]:
    """The bound names that a matcher looks at, inside lists too."""
    if isinstance(matcher, Items):
        return {name for inner in matcher.values for name in refs_in(inner)}
    return {matcher.name} if isinstance(matcher, Ref) else set()


def claims(predicate: StateIs, path: Path, *, before: Any, after: Any, context: Context) -> bool:
    """Whether a change at ``path`` works on what a predicate is about, and not away from it.

    A change of an entry counts when the entry fits ``where`` before or after, and a change within it at what ``where``
    names alone. Making a true predicate false, or moving a count away from the wanted one, is never part of a task.
    """
    if not is_about(predicate, path, before=before, after=after, context=context):
        return False
    if not predicate.about_entries:
        return not holds(predicate, before, context) or holds(predicate, after, context)
    return _distance(predicate, after, context) <= _distance(predicate, before, context)


def is_about(predicate: StateIs, path: Path, *, before: Any, after: Any, context: Context) -> bool:
    """Whether a change at ``path`` is of what a predicate is about, whichever way it leads."""
    place = parse_path(predicate.path)
    if not covers(place, path, before):
        return False
    if not predicate.about_entries:
        return True
    if len(path) <= len(place):
        return False
    entry = path[: len(place) + 1]
    if not _is_named(predicate, path[len(entry) :]) and not _is_in_list(before, path[: len(place)]):
        return False
    return any(_entry_fits(predicate, entry, state, context) for state in (before, after))


def value_at(value: Any, path: str) -> Any:
    """The value at a path within a result or an entry, or ``MISSING``."""
    for key in parse_path(path):
        present, value = child(value, key)
        if not present:
            return MISSING
    return value


def _value_holds(predicate: StateIs, state: Any, context: Context) -> bool:
    found = [value for _, value in select(state, parse_path(predicate.path))]
    if predicate.value is None:
        return bool(found)
    return all(fits(predicate.value, value, context) for value in found or [MISSING])


def _count(predicate: StateIs, state: Any, context: Context) -> int:
    return sum(
        _fits_where(predicate, key, entry, context)
        for _, container in select(state, parse_path(predicate.path))
        for key, entry in entries(container)
    )


def _distance(predicate: StateIs, state: Any, context: Context) -> int:
    """How many entries a count is away from what is wanted."""
    n_found = _count(predicate, state, context)
    if predicate.count is not None:
        return abs(n_found - predicate.count)
    most = n_found if predicate.max_count is None else predicate.max_count
    least = (0 if predicate.max_count is not None else 1) if predicate.min_count is None else predicate.min_count
    return max(0, least - n_found, n_found - most)


def _entry_fits(predicate: StateIs, path: Path, state: Any, context: Context) -> bool:
    return any(_fits_where(predicate, path[-1], entry, context, value=False) for _, entry in select(state, path))


def _is_named(predicate: StateIs, inner: Path) -> bool:
    """Whether a change of an entry is one of the whole entry, or of something that the predicate looks at."""
    if not inner or predicate.value is not None:
        return True
    named = [parse_path(name) for name in predicate.where if name != KEY]
    return any(inner[: len(name)] == name[: len(inner)] for name in named)


def _is_in_list(state: Any, path: Path) -> bool:
    """Whether entries are a list's: they have no keys of their own, and change wholly when one is added or removed."""
    return any(isinstance(container, list) for _, container in select(state, path))


def _fits_where(predicate: StateIs, key: str, entry: Any, context: Context, *, value: bool = True) -> bool:
    for name, matcher in predicate.where.items():
        if not fits(matcher, key if name == KEY else value_at(entry, name), context):
            return False
    return not value or predicate.value is None or fits(predicate.value, entry, context)
