"""Rules in words: what a matcher, a call pattern or a state predicate asks for, as a researcher would say it."""

from collections.abc import Callable, Sequence
from typing import Any

from scenarios.rules import (
    Absent,
    Anything,
    Call,
    Exact,
    Items,
    Matcher,
    Money,
    Name,
    Number,
    OneOf,
    Ref,
    SaidDays,
    SaidTimes,
    StateIs,
    Text,
    When,
)
from scenarios.verifier.predicates import KEY

GRAINS = {"date": "the day", "minute": "the time", "time": "the time of day"}


def matcher_words(matcher: Matcher) -> str:
    """A matcher as the second half of a sentence, such as "is BOS" or "says “open day”"."""
    return _KINDS[type(matcher)](matcher)


def call_words(call: Call) -> str:
    """What a call pattern asks for beside its tool: of the arguments, then of the result. Empty for any call."""
    asked, given = (
        ", ".join(f"{name} {matcher_words(matcher)}" for name, matcher in part.items())
        for part in (call.args, call.result)
    )
    return "; ".join(part for part in (asked, given and f"result: {given}") if part)


def state_words(predicate: StateIs) -> str:
    """A state predicate as what follows its path."""
    if not predicate.about_entries:
        return matcher_words(predicate.value) if predicate.value is not None else "is there"
    conditions = [
        f"{'its key' if name == KEY else name} {matcher_words(matcher)}" for name, matcher in predicate.where.items()
    ]
    if predicate.value is not None:
        conditions.append(f"it {matcher_words(predicate.value)}")
    return f"has {_how_many(predicate)}{f' where {listed(conditions)}' if conditions else ''}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Parts as people list them: "one, two and three"."""
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def shown(value: Any) -> str:
    """A JSON value as it is read aloud rather than typed."""
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "yes", False: "no"}[value]
    if isinstance(value, list):
        return listed([shown(item) for item in value]) or "an empty list"
    if isinstance(value, dict):
        return listed([f"{key}: {shown(item)}" for key, item in value.items()]) or "nothing at all"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _how_many(predicate: StateIs) -> str:
    if predicate.count is not None:
        return "no entry" if predicate.count == 0 else f"exactly {_entries(predicate.count)}"
    least, most = predicate.min_count, predicate.max_count
    if most is None:
        return f"at least {_entries(1 if least is None else least)}"
    return f"{least} to {_entries(most)}" if least else f"at most {_entries(most)}"


def _entries(count: int) -> str:
    return "one entry" if count == 1 else f"{count} entries"


def _one_of(matcher: OneOf) -> str:
    return f"is {listed([shown(value) for value in matcher.values], 'or')}"


def _text(matcher: Text) -> str:
    parts = []
    if matcher.value is not None:
        parts.append(f"{'is' if matcher.min_ratio == 1 else 'is nearly'} “{matcher.value}”")
    if matcher.all_of:
        parts.append(f"says {listed([f'“{phrase}”' for phrase in matcher.all_of])}")
    parts += [f"says {listed([f'“{phrase}”' for phrase in alike], 'or')}" for alike in matcher.any_of]
    if matcher.none_of:
        parts.append(f"does not say {listed([f'“{phrase}”' for phrase in matcher.none_of], 'or')}")
    if matcher.undenied:
        parts.append(f"does not deny {listed([f'“{phrase}”' for phrase in matcher.undenied], 'or')}")
    parts += [_named("day", matcher.days)] if matcher.days else []
    parts += [_named("time", matcher.times)] if matcher.times else []
    parts += ["does not only ask"] if matcher.stated else []
    return listed([listed(parts), *(f"is “{whole}”" for whole in matcher.whole)], "or")


def _named(kind: str, wanted: SaidDays | SaidTimes) -> str:
    """What a text names of days or times, and that it names no other."""
    must = f"names {listed(list(wanted.must))}" if wanted.must else ""
    may = f"may name {listed(list(wanted.may))}" if wanted.may else ""
    return listed([part for part in (must, may, f"names no {'other ' if must or may else ''}{kind}") if part])


def _name(matcher: Name) -> str:
    names = listed([f"“{name}”" for name in (matcher.value, *matcher.aliases)], "or")
    rivals = f", not {listed([f'“{rival}”' for rival in matcher.rivals], 'or')}" if matcher.rivals else ""
    return f"sounds like {names}{rivals}"


def _number(matcher: Number) -> str:
    parts = [f"is {matcher.value:g}"] if matcher.value is not None else []
    parts += [f"is at least {matcher.at_least:g}"] if matcher.at_least is not None else []
    parts += [f"is at most {matcher.at_most:g}"] if matcher.at_most is not None else []
    return listed(parts)


def _when(matcher: When) -> str:
    within = f", give or take {matcher.tol_minutes} minutes" if matcher.tol_minutes else ""
    return f"is {GRAINS[matcher.grain]} {matcher.value}{within}"


def _items(matcher: Items) -> str:
    if not matcher.values and not matcher.extra_ok:
        return "is an empty list"
    order = " in this order" if matcher.ordered else ""
    more = ", and may hold more" if matcher.extra_ok else ""
    return f"is a list{order} in which {listed([f'one {matcher_words(item)}' for item in matcher.values])}{more}"


_KINDS: dict[type[Any], Callable[[Any], str]] = {
    Exact: lambda matcher: f"is {shown(matcher.value)}",
    OneOf: _one_of,
    Text: _text,
    Name: _name,
    Number: _number,
    Money: lambda matcher: f"is {matcher.value:g} {matcher.currency}",
    When: _when,
    Items: _items,
    Ref: lambda matcher: f"is the {matcher.name} of an earlier step",
    Anything: lambda _: "is given",
    Absent: lambda _: "is not given",
}
