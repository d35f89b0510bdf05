"""What a call did to the state, and whether it is still so: a call whose result was taken back counts for no step.

A call is taken back when something that it made is gone, something that it removed is there again, a text that it
wrote and told of is another one now, or everything is as before. Numbers change with every payment and purchase, so
they are looked at only where a call changed nothing else.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from scenarios.canonical import canonical_json
from scenarios.forms.words import canonical
from scenarios.paths import Path, changes, child

Stands = Callable[[Any], bool]  # of a state

ABSENT = object()


@dataclass(frozen=True, slots=True)
class Effects:
    """What one call did. ``numbers`` count where there is nothing else."""

    lasting: tuple[Stands, ...]
    numbers: tuple[Stands, ...]

    def stand(self, state: Any) -> bool:
        """Whether a state still shows what the call did; a call that did nothing has nothing to show."""
        if self.lasting:
            return all(stands(state) for stands in self.lasting)
        return not self.numbers or any(stands(state) for stands in self.numbers)


def effects_of(changed: Sequence[Path], *, before: Any, after: Any, told: Set[str]) -> Effects:
    """The effects at the changed paths; ``told`` are the canonical texts of the call's arguments and result."""
    lasting: list[Stands] = []
    numbers: list[Stands] = []
    lists: set[Path] = set()
    for path in changed:
        in_list = list_on(path, before) or list_on(path, after)
        old, new = at(before, path), at(after, path)
        if in_list is not None:
            lists.add(in_list)
        elif new is ABSENT:
            lasting.append(_Gone(path))
        elif old is ABSENT:
            lasting.append(_There(path))
            lasting += _made(path, new, told)
        elif _is_number(old) and _is_number(new):
            numbers.append(_Changed(path, old))
        else:
            lasting.append(_Written(path, new) if _is_told(new, told) else _Changed(path, old))
    lasting += [items for path in sorted(lists) for items in _moved(path, before, after)]
    return Effects(tuple(lasting), tuple(numbers))


def texts_in(value: Any) -> Iterator[str]:
    """The texts of a JSON value, in canonical form."""
    if isinstance(value, str):
        yield canonical(value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item)


def at(state: Any, path: Path) -> Any:
    """The value at a concrete path, or ``ABSENT``."""
    for key in path:
        if type(state) is dict:  # nearly always
            if key not in state:
                return ABSENT
            state = state[key]
            continue
        present, state = child(state, key)
        if not present:
            return ABSENT
    return state


@dataclass(frozen=True, slots=True)
class _There:
    path: Path

    def __call__(self, state: Any) -> bool:
        return at(state, self.path) is not ABSENT


@dataclass(frozen=True, slots=True)
class _Gone:
    path: Path

    def __call__(self, state: Any) -> bool:
        return at(state, self.path) is ABSENT


@dataclass(frozen=True, slots=True)
class _Written:
    path: Path
    new: Any

    def __call__(self, state: Any) -> bool:
        return not changes(self.new, at(state, self.path))


@dataclass(frozen=True, slots=True)
class _Changed:
    path: Path
    old: Any

    def __call__(self, state: Any) -> bool:
        return bool(changes(self.old, at(state, self.path)))


@dataclass(frozen=True, slots=True)
class _Items:
    """An item of a list, which had ``before`` of it; the call made them more or fewer."""

    path: Path
    item: str
    before: int
    more: bool

    def __call__(self, state: Any) -> bool:
        found = at(state, self.path)
        n_now = sum(canonical_json(item) == self.item for item in found) if isinstance(found, list) else 0
        return n_now > self.before if self.more else n_now < self.before


def _made(path: Path, value: Any, told: Set[str]) -> Iterator[Stands]:
    """What must stay as it is in something new: its lists' items, and the texts that the call told of."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _made((*path, key), item, told)
    elif isinstance(value, list):
        yield from _moved_items(path, [], value)
    elif _is_told(value, told):
        yield _Written(path, value)


def _moved(path: Path, before: Any, after: Any) -> Iterator[Stands]:
    old, new = at(before, path), at(after, path)
    return _moved_items(path, old if isinstance(old, list) else [], new if isinstance(new, list) else [])


def _moved_items(path: Path, old: list[Any], new: list[Any]) -> Iterator[Stands]:
    was, now = (Counter(map(canonical_json, items)) for items in (old, new))
    for item in sorted(was | now):
        if was[item] != now[item]:
            yield _Items(path, item, was[item], more=now[item] > was[item])


def list_on(path: Path, state: Any) -> Path | None:
    """The outermost list that a path leads into; places in lists shift, so lists are compared by their items."""
    for depth, key in enumerate(path):
        if isinstance(state, list):
            return path[:depth]
        present, state = child(state, key)
        if not present:
            return None
    return None


def _is_told(value: Any, told: Set[str]) -> bool:
    return isinstance(value, str) and bool(value) and canonical(value) in told


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
