"""What somebody corrects on the way: which changes a later call makes good, and which additions nothing asked for.

A step that was undone and done again is no fault, whoever misheard what. What was added where additions are free, and
went again without ever having been near to what a step wants, is one: it was shown to others, or stood in somebody's
calendar, although it is gone.
"""

from collections.abc import Callable, Mapping, Sequence, Set

from scenarios.forms.names import is_nearest
from scenarios.forms.words import mentions, words
from scenarios.paths import Path, covers, parse_path
from scenarios.rules import Call, Matcher, Name, StateIs, Step, Text
from scenarios.verifier.effects import ABSENT, at, list_on
from scenarios.verifier.matching import Context, fits
from scenarios.verifier.predicates import KEY, value_at
from scenarios.verifier.steps import CallRecord, StepFinder, wanted_of

Turns = Mapping[int, Sequence[int]]
Changed = Callable[[int], Sequence[Path]]


class Additions:
    """What calls added where the frame leaves additions free, until it has once been near to what a step wants."""

    def __init__(self, steps: Sequence[Step], free: Sequence[Path], initial: object) -> None:
        """Start with no calls."""
        self._predicates = [one for step in steps for one in step.state if one.count != 0]
        self._calls = [pattern for step in steps for pattern in (*step.any_of, *step.attempts)]
        self._free = [path for path in free if "+" in path]
        self._initial = initial
        self._unwanted: dict[Path, int] = {}
        self._tried: set[Path] = set()
        self._gone: dict[int, int] = {}

    @property
    def gone(self) -> Mapping[int, int]:
        """The calls whose addition nothing asked for and that is gone, each with the call that took it away."""
        return self._gone

    def see(self, record: CallRecord, state: object, context: Context) -> None:
        """Take in a call. What it only gave another name is not gone."""
        touched = {entry for path in record.changed if (entry := self._entry(path))}
        lost = {entry for entry in touched if at(state, entry) is ABSENT}
        added_by = [self._unwanted.pop(entry) for entry in lost if entry in self._unwanted]
        self._tried -= lost
        here = touched - lost
        if not here:
            self._gone.update(dict.fromkeys(added_by, record.index))
        for entry in sorted(here - self._tried):
            if self._tries(entry, record, state, context):
                self._tried.add(entry)
                self._unwanted.pop(entry, None)
            else:
                self._unwanted.setdefault(entry, min(added_by, default=record.index))

    def _entry(self, path: Path) -> Path | None:
        """The entry that was added, for a change of it or within it."""
        return next((path[: len(free)] for free in self._free if covers(free, path, self._initial)), None)

    def _tries(self, entry: Path, record: CallRecord, state: object, context: Context) -> bool:
        anyhow = Context(context.now, any_ref=True)
        if any(one.tool == record.tool and _is_near(_of_call(one, record), anyhow) for one in self._calls):
            return True
        return any(self._is_like(predicate, entry, state, anyhow) for predicate in self._predicates)

    @staticmethod
    def _is_like(predicate: StateIs, entry: Path, state: object, context: Context) -> bool:
        place, container = parse_path(predicate.path), entry[:-1]
        if not covers(place[: len(container)], container, {}):
            return False
        if len(place) > len(container):  # one of several: another choice than the wanted one is a choice
            return len(place) == len(entry) and not predicate.about_entries
        value = at(state, entry)
        pairs = [(one, entry[-1] if name == KEY else value_at(value, name)) for name, one in predicate.where.items()]
        return _is_near(pairs, context)


class Reversals:
    """Calls that led away from a step again, after another had worked towards it, at the same place."""

    def __init__(self) -> None:
        """Start with no calls."""
        self._worked_on: set[Path] = set()
        self._away: dict[int, frozenset[str]] = {}

    def see(self, record: CallRecord, away: Mapping[Path, Set[str]], *, before: object, after: object) -> None:
        """Take in a call that changed something; ``away`` holds the steps that it led away from at each such path."""
        places = {path: list_on(path, before) or list_on(path, after) or path for path in record.changed}
        if away and all(steps and places[path] in self._worked_on for path, steps in away.items()):
            self._away[record.index] = frozenset(step_id for steps in away.values() for step_id in steps)
        self._worked_on.update(place for path, place in places.items() if path not in away)

    def allow(self, call: int, true_states: Set[str]) -> bool:
        """Whether what a call undid is done again."""
        return call in self._away and self._away[call] <= true_states


def redone(finders: Sequence[StepFinder], done_at: Mapping[str, int], turns: Turns, made: Changed) -> set[int]:
    """The calls of steps that are done, undone before, with those that undid them and did them again.

    ``turns`` are the calls after which the result of another was gone or there again, ``made`` what each call changed.
    What a step of its own asks to undo is no correction.
    """
    found: set[int] = set()
    for finder in finders:
        others = frozenset[int]().union(*(other.calls for other in finders if other is not finder))
        for call, after in turns.items():
            if call in finder.calls and call <= done_at.get(finder.step.id, -1) and others.isdisjoint(after):
                found.add(call)
                found.update(turn for turn in after if _same_places(made(turn), made(call)))
    return found


def _same_places(changed: Sequence[Path], made: Sequence[Path]) -> bool:
    return all(any(one[: len(path)] == path[: len(one)] for one in made) for path in changed)


def _of_call(pattern: Call, record: CallRecord) -> list[tuple[Matcher, object]]:
    return [(matcher, values[0]) for matcher, values in wanted_of(pattern, record) if values]


def _is_near(pairs: Sequence[tuple[Matcher, object]], context: Context) -> bool:
    """Whether one of the texts has something of what is wanted, or all the rest is right."""
    texts = [(matcher, value) for matcher, value in pairs if isinstance(matcher, Text | Name)]
    if any(isinstance(value, str) and _touches(matcher, value) for matcher, value in texts):
        return True
    rest = [(matcher, value) for matcher, value in pairs if not isinstance(matcher, Text | Name)]
    return bool(rest) and all(fits(matcher, value, context) for matcher, value in rest)


def _touches(matcher: Text | Name, text: str) -> bool:
    """Whether a text holds a phrase of what is wanted, denied or not, or is spelt or sounds nearly like one."""
    if isinstance(matcher, Name):
        phrases: tuple[str, ...] = (matcher.value, *matcher.aliases)
    else:
        phrases = (*matcher.all_of, *(one for alike in matcher.any_of for one in alike), *matcher.whole)
        phrases += (matcher.value,) if matcher.value else ()
    heard = (text, *words(text)) if len(words(text)) < _LONG else ()
    return any(mentions(text, phrase) or any(is_nearest(one, phrase, ()) for one in heard) for phrase in phrases)


_LONG = 7  # words; in a longer text something always sounds like something
