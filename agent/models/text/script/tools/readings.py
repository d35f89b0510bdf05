"""What a request says in figures: days, times, lengths of time and numbers, each with the words that it took."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from agent.models.text.script.language import Token
from agent.models.text.script.tools.vocabulary import noun_classes
from scenarios.forms.days import MONTHS, WEEKDAYS
from scenarios.forms.moments import FILLERS, read_moment
from scenarios.forms.numbers import ORDINALS, SCALES, TENS, UNITS, is_number, numerals
from scenarios.forms.words import words

_LONGEST_MOMENT = 12
_LONGEST_NUMBER = 6
_TIME_CUES = frozenset("at from by until till around about before after to".split())
_DAYS = frozenset((*WEEKDAYS, "today", "tomorrow"))
_CALENDAR = {name[:n] for name in (*WEEKDAYS, *MONTHS) for n in (3, 9)} | {"sept", "tues", "thurs"}
_CLOCK = frozenset(
    "half quarter past to til till before after until minute minutes hour hours noon midday midnight o'clock oclock "
    "am pm a.m p.m morning afternoon evening night a an one oh and day days week weeks time now today tomorrow "
    "tonight yesterday next coming year hundred thousand zero between".split()
)
_COUNTS = {"twice": 2.0, "couple": 2.0, "dozen": 12.0}
_PARTS = frozenset("morning afternoon evening night".split())
_TRAILING = frozenset("the of on in for this".split())
_PRONOUN_ONE = frozenset(
    "the that this which other another first second third last next each every no any same".split()
)
_LENGTH = re.compile(
    r"(?P<count>\d+(?:\.\d+)?|an?|half an?|quarter of an?|couple of)[ -](?:free |full |whole )?(?P<unit>minute|min|"
    r"hour|hr)s?(?P<half> and a half)?"
)
_QUALITIES = frozenset("economy business class".split())  # of what is counted: "three economy seats"
_LENGTH_UNITS = ("min", "hour", "hr")
_FIGURES = re.compile(r"\d[\d.,:]*")
_TIME_WORDS = re.compile(
    r"[ap]\.?m\b|o'?clock|noon|midday|midnight|half|quarter|past|[:.]\d\d|morning|afternoon|evening", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Span:
    """Tokens from ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def __contains__(self, index: int) -> bool:
        """Whether a token lies in it."""
        return self.start <= index < self.end


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, a time or both, likeliest first where it may be several."""

    days: tuple[date, ...]
    times: tuple[time, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the word behind it."""

    value: float
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in minutes."""

    minutes: int
    span: Span


def find_moments(tokens: Sequence[Token], now: datetime, *, times_asked: bool = False) -> list[Moment]:
    """Days and times in the order they were said. ``times_asked``: a bare number answers a question for a time."""
    return list(_found_moments(tuple(tokens), now, times_asked))


@lru_cache(maxsize=512)
def _found_moments(tokens: tuple[Token, ...], now: datetime, times_asked: bool) -> tuple[Moment, ...]:
    """The same words are read several times while it is found out which tool they are for."""
    return tuple(_moments(tokens, now, times_asked=times_asked))


def _moments(tokens: Sequence[Token], now: datetime, *, times_asked: bool) -> Iterator[Moment]:
    start = 0
    while start < len(tokens):
        found = _moment_at(tokens, start, now, times_asked=times_asked)
        if found is None:
            start += 1
        else:
            yield found
            start = found.span.end


def _moment_at(tokens: Sequence[Token], start: int, now: datetime, *, times_asked: bool) -> Moment | None:
    last = next((i for i in range(start, len(tokens)) if not _may_be_in_moment(tokens[i].word)), len(tokens))
    for end in range(min(last, start + _LONGEST_MOMENT), start, -1):
        if any(token.ends.strip(",") for token in tokens[start : end - 1]) or not tokens[start].written:
            continue
        text = " ".join(token.written for token in tokens[start:end])
        if tokens[end - 1].word in _TIME_CUES | _TRAILING or not _may_be_moment(
            tokens, start, end, times_asked=times_asked
        ):
            continue
        reading = read_moment(text, now)
        if reading is not None and (reading.days or reading.times):
            return Moment(reading.days, reading.times, Span(start, end))
    return None


@lru_cache(maxsize=4096)
def _may_be_in_moment(word: str) -> bool:
    """Whether a day or a time can be told with this word: other words end it."""
    of_number = word in UNITS or word in TENS or word in SCALES or word in ORDINALS
    return of_number or word in FILLERS | _CALENDAR | _CLOCK or any(c.isdigit() or c == "-" for c in word)


def _may_be_moment(tokens: Sequence[Token], start: int, end: int, *, times_asked: bool) -> bool:
    """A number alone is a time only behind a word such as "at", or where a time was asked for."""
    inside = [token.word for token in tokens[start:end]]
    begins = next((i for i, word in enumerate(inside) if word in ("from", "between")), len(inside))
    if {"to", "and", "until", "till"} & {*inside[begins:]}:
        return False  # two times: one after the other
    if all(word in ORDINALS or word == "the" for word in inside):
        return start > 0 and tokens[start - 1].word in ("on", "by", "until", "from")
    if inside[-2:-1] == ["for"] and not tokens[end - 1].ends and _counts_people(tokens, end):
        return False
    if inside[0] in _PARTS and len(inside) > 1:
        return False  # of what was said before: "Wednesday morning to ..."
    days = [i for i, word in enumerate(inside) if word in _DAYS]
    if len(days) > 1 and "to" in inside[days[0] : days[-1]]:
        return False
    bare = [word for word in inside if word not in _TIME_CUES and word not in ("on", "the", "in", "for", "of")]
    if not all(_FIGURES.fullmatch(word) or word in UNITS or word in TENS for word in bare):
        return True
    if not bare or any(_TIME_WORDS.search(token.written) for token in tokens[start:end]):
        return bool(bare)
    behind = inside[0] if inside[0] in _TIME_CUES else tokens[start - 1].word if start else ""
    return times_asked or behind in _TIME_CUES


def _counts_people(tokens: Sequence[Token], end: int) -> bool:
    """As in "on the seventh for two people"."""
    return end < len(tokens) and "=people" in noun_classes(tokens[end].word) and is_numeral(tokens[end - 1].word)


def find_lengths(tokens: Sequence[Token]) -> list[Length]:
    """Lengths such as "half an hour", "45 minutes" and "an hour and a half"."""
    return list(_found_lengths(tuple(tokens)))


@lru_cache(maxsize=512)
def _found_lengths(tokens: tuple[Token, ...]) -> tuple[Length, ...]:
    found: list[Length] = []
    if not any(token.word.startswith(_LENGTH_UNITS) for token in tokens):
        return ()
    for start in range(len(tokens)):
        for end in range(min(len(tokens), start + 6), start, -1):
            said = " ".join(numerals([token.word for token in tokens[start:end]]))
            if (match := _LENGTH.fullmatch(said)) is not None and (not found or start >= found[-1].span.end):
                found.append(Length(_minutes(match), Span(start, end)))
                break
    return tuple(found)


def _minutes(match: re.Match[str]) -> int:
    counts = {
        "a": 1.0,
        "an": 1.0,
        "half a": 0.5,
        "half an": 0.5,
        "quarter of a": 0.25,
        "quarter of an": 0.25,
        "couple of": 2.0,
    }
    count = counts.get(match["count"]) or float(match["count"])
    hours = match["unit"] in ("hour", "hr")
    return round((count + (0.5 if match["half"] else 0)) * (60 if hours else 1))


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """Numbers in words or figures; ordinals and the "one" of "that one" are none."""
    return list(_found_numbers(tuple(tokens)))


@lru_cache(maxsize=512)
def _found_numbers(tokens: tuple[Token, ...]) -> tuple[Number, ...]:
    found: list[Number] = []
    start = 0
    while start < len(tokens):
        number = _number_at(tokens, start)
        if number is None:
            start += 1
        else:
            found.append(number)
            start = number.span.end
    return tuple(found)


def _number_at(tokens: Sequence[Token], start: int) -> Number | None:
    if _is_pronoun(tokens, start):
        return None
    if tokens[start].word in _COUNTS:
        return Number(_COUNTS[tokens[start].word], "", Span(start, start + 1))
    for end in range(min(len(tokens), start + _LONGEST_NUMBER), start, -1):
        part = [token.word for token in tokens[start:end]]
        if not all(_is_number_word(word) or word in ("and", "point") for word in part) or part[0] in ("and", "point"):
            continue
        if any(token.ends for token in tokens[start : end - 1]):
            continue
        read = [word for word in words(" ".join(token.written for token in tokens[start:end])) if word != "dollars"]
        value = _value(read, tokens[start].written)
        if value is not None:
            counted = next((t.word for t in tokens[end : end + 3] if t.word not in _QUALITIES), "")
            return Number(value, counted, Span(start, end))
    return None


def _value(read: Sequence[str], first_written: str) -> float | None:
    if len(read) == 1 and is_number(read[0]):
        return float(read[0])
    decimal = re.fullmatch(r"\$?([\d,]+\.\d\d)", first_written)
    return float(decimal[1].replace(",", "")) if decimal else None


def _is_number_word(word: str) -> bool:
    bare = word.lstrip("$")
    return word not in ORDINALS and (
        is_number(bare) or word in UNITS or word in TENS or word in SCALES or word == "hundred"
    )


def is_numeral(word: str) -> bool:
    """Whether a word is a number on its own."""
    return bool(_FIGURES.fullmatch(word)) or word in UNITS or word in TENS


def _is_pronoun(tokens: Sequence[Token], index: int) -> bool:
    if tokens[index].word != "one":
        return False
    before = tokens[index - 1].word if index else ""
    last = index + 1 == len(tokens) or bool(tokens[index].ends)
    return before in _PRONOUN_ONE or (last and bool(before) and before not in ("to", "of"))
