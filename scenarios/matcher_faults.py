"""Matchers and predicates that can never fit, or always do, whatever is said: a day that does not exist, no words."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from scenarios.forms.moments import read_moment
from scenarios.forms.words import same_text, words
from scenarios.near import hint
from scenarios.rules import Exact, Items, Matcher, Name, Number, OneOf, StateIs, Text, When
from scenarios.verifier.matching import equal


def matcher_faults(matcher: Matcher, now: datetime, schema: Mapping[str, Any] | None = None) -> Iterator[str]:
    """What is wrong with a matcher. ``schema`` is that of the argument it is about, where it is about one."""
    match matcher:
        case When():
            yield from _when_faults(matcher, now)
        case Text():
            yield from _text_faults(matcher)
        case Number(at_least=float(least), at_most=float(most)) if least > most:
            yield f"no number is at least {least:g} and at most {most:g}"
        case Name() if any(same_text(matcher.value, rival) for rival in matcher.rivals):
            yield f"{matcher.value!r} is its own rival; a rival is the name of something else"
        case Items():
            inner = (schema or {}).get("items")
            yield from (fault for item in matcher.values for fault in matcher_faults(item, now, inner))
        case Exact(value=value):
            yield from _choice_faults([value], schema)
        case OneOf(values=values):
            yield from _choice_faults(values, schema)


def predicate_faults(predicate: StateIs) -> Iterator[str]:
    """What is wrong with a predicate as a whole."""
    if predicate.count is not None and predicate.min_count is not None:
        yield "has count and min_count; give one of them"
    elif predicate.min_count == 0:
        yield "min_count: 0 is always true; give 1 or more, or count: 0 for none"


def _when_faults(matcher: When, now: datetime) -> Iterator[str]:
    reading = read_moment(matcher.value, now)
    if matcher.grain == "date":
        if reading is None or not reading.days:
            yield f"{matcher.value!r} names no day; write YYYY-MM-DD"
    elif reading is None or not reading.times:
        example = "HH:MM" if matcher.grain == "time" else "YYYY-MM-DDTHH:MM, or HH:MM for today"
        yield f"{matcher.value!r} names no time; write {example}"


def _text_faults(matcher: Text) -> Iterator[str]:
    phrases = (*matcher.all_of, *matcher.none_of, *(phrase for alike in matcher.any_of for phrase in alike))
    for phrase in phrases:
        if not words(phrase):
            yield f"{phrase!r} has no words in it"


def _choice_faults(values: Any, schema: Mapping[str, Any] | None) -> Iterator[str]:
    choices = (schema or {}).get("enum")
    if not choices:
        return
    for value in values:
        if not any(equal(choice, value) for choice in choices):
            yield f"{value!r} is none of this argument's choices; {hint(str(value), map(str, choices))}"
