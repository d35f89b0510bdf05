"""What a participant might have said instead: values that mean something else, not to be taken for the true one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from benchmarks._matchers_sentences import (
    AFTER_NUMBER,
    Said,
    spoken_date,
    spoken_list,
    spoken_number,
    spoken_time,
)
from scenarios.forms.days import WEEKDAYS
from scenarios.forms.moments import read_moment
from scenarios.forms.names import distance
from scenarios.forms.words import says, squeezed
from scenarios.rules import Matcher, Text
from scenarios.scenario import ToolCalling
from scenarios.worlds import world_class

N_NEAREST = 3
LONG_TEXT = 4  # words: shorter texts are titles and search words, and their rivals are the world's other names
CHOICES = {
    "insurance_type": ("basic", "comprehensive"),
    "kind": ("lock", "light", "plug", "thermostat"),
    "mode": ("lines", "words", "characters"),
    "travel_class": ("economy", "business", "first"),
}
OPPOSITES = {
    "north": "south", "morning": "evening", "ten": "two", "noon": "midnight", "clean": "dirty", "late": "early",
    "green": "blue", "paper": "digital", "vegetarian": "vegan", "side by side": "far apart", "kitchen": "bathroom",
}  # fmt: skip
LITTLE = frozenset("the a an at on in of our my by for to".split())


def names_of(scenario: ToolCalling) -> list[str]:
    """The names that people say in a scenario's worlds."""
    found = (name for domain, state in scenario.worlds.items() for name in world_class(domain).spoken_names(state))
    return list(dict.fromkeys(found))


def rivals_of(said: Said, scenario: ToolCalling, others: Sequence[str]) -> Iterator[Said]:
    """The rivals of a true value; ``others`` are the values of that argument elsewhere in the catalogue."""
    found: Iterator[tuple[str, str]]
    match said.kind:
        case "name":
            pool = names_of(scenario)
            elsewhere = said.argument in ("travel_from", "travel_to") or len(pool) < 2
            found = _named(said.true, others if elsewhere else pool)
        case "text" if len(said.true.split()) >= LONG_TEXT:
            found = changed_texts(said.true, required_phrases(scenario, said.tool))
        case "text":
            found = _named(said.true, names_of(scenario))
        case "when":
            found = _moments(said.true, scenario.starts_at)
        case "number":
            found = _numbers(said)
        case "choice":
            found = (
                (choice, "another choice")
                for choice in CHOICES.get(said.argument, ())
                if choice not in said.true.casefold()
            )
        case "items":
            found = _lists(said, names_of(scenario))
    for spoken, how in found:
        yield replace(said, spoken=spoken, how=how)


def nearest(name: str, pool: Sequence[str], n: int = N_NEAREST) -> list[str]:
    """The names most like this one, without those that are part of it or that it is part of."""
    others = [other for other in pool if not (says(other, name) or says(name, other)) and squeezed(other)]
    apart = [other for other in others if squeezed(other) != squeezed(name)]
    return sorted(apart, key=lambda other: distance(name, other))[:n]


def changed_texts(text: str, phrases: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A text with a "not" before what matters, with another number, another day, or the opposite of a word."""
    plain = text.casefold()
    for phrase in phrases:
        at = plain.find(phrase.casefold())
        if at >= 0:
            at = _before_little_words(text, at)
            yield f"{text[:at]}not {text[at:]}", "a negation"
    words = plain.replace(",", "").replace(".", "").replace("!", "").split()
    for number, day in enumerate(WEEKDAYS):
        if day in words:
            yield _swap(text, day, WEEKDAYS[(number + 1) % 7].title()), "another day"
    for one, other in OPPOSITES.items():
        if f" {one} " in f" {' '.join(words)} ":
            yield _swap(text, one, other), "another word"
    if "1.5" in text:
        yield text.replace("1.5", "2.5"), "another number"


def required_phrases(scenario: ToolCalling, tool: str) -> list[str]:
    """The phrases that are looked for in the calls of a tool and in the state, the longer first."""
    texts = [matcher for matcher in _matchers(scenario, tool) if isinstance(matcher, Text)]
    phrases = {phrase for text in texts for alike in (text.all_of, *text.any_of) for phrase in alike}
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))


def _matchers(scenario: ToolCalling, tool: str) -> Iterator[Matcher]:
    for step in scenario.steps:
        for call in (call for call in step.any_of if call.tool == tool):
            yield from (*call.args.values(), *call.result.values())
        for predicate in (*step.state, *step.hold):
            yield from (*predicate.where.values(), *([predicate.value] if predicate.value else []))


def _named(true: str, pool: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((name, "another name") for name in nearest(true, pool))


def _moments(true: str, now: datetime) -> Iterator[tuple[str, str]]:
    reading = read_moment(true, now)
    assert reading is not None
    if reading.days:
        day: date = reading.days[0]
        short = true.casefold().split()[-1] in WEEKDAYS
        for days in (1, 7) if not short else (1, -1):
            other = day + timedelta(days=days)
            spoken = WEEKDAYS[other.weekday()].title() if short else spoken_date(other)
            yield spoken, "another day"
    else:
        clock: time = reading.times[0]
        at = datetime.combine(now.date(), clock)
        for minutes in (60, 15, -5, 12 * 60):
            yield spoken_time((at + timedelta(minutes=minutes)).time()), "another time"


def _numbers(said: Said) -> Iterator[tuple[str, str]]:
    assert isinstance(said.value, int | float)
    number = int(said.value)
    alike = {13: 30, 14: 40, 15: 50, 16: 60, 17: 70, 18: 80, 19: 90}
    alike |= {ty: teen for teen, ty in alike.items()}
    others = [number + 1, *([number - 1] if number > 1 else []), alike.get(number, number + 10)]
    others += [number - number % 100 + alike[number % 100]] if number > 100 and number % 100 in alike else []
    for other in others:
        yield f"{spoken_number(other)} {AFTER_NUMBER.get(said.argument, '')}".strip(), "another number"


def _lists(said: Said, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    assert isinstance(said.value, tuple)
    items = [item.lstrip("#@") for item in said.value]
    if all(item in WEEKDAYS for item in items):
        spare = next(day for day in WEEKDAYS[1:] if day not in items)
    else:
        spare = next((name for name in nearest(items[0], names) if name not in items), "market day")
    yield spoken_list([spare, *items[1:]]), "another item"
    if len(items) > 1:
        yield spoken_list(items[:-1]), "an item less"


def _before_little_words(text: str, at: int) -> int:
    """Where "not" belongs: before the article and preposition of what is negated."""
    while True:
        before = text[:at].rstrip()
        word = before.split()[-1] if before else ""
        if word.casefold() not in LITTLE:
            return at
        at = len(before) - len(word)


def _swap(text: str, one: str, other: str) -> str:
    at = text.casefold().find(one)
    return f"{text[:at]}{other}{text[at + len(one) :]}"
