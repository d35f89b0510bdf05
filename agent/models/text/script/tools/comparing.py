"""Questions that compare or count what the tools have told: which is the cheapest, how much they come to, how many.

An answer comes from the latest results alone; what they do not show is not guessed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from agent.models.text.script.language import stem, tokenize, words_of
from agent.models.text.script.tools.journeys import way_of
from agent.models.text.script.tools.knowledge import Knowledge, Thing
from agent.models.text.script.tools.measures import (
    WORDS,
    Measure,
    asked_measure,
    field_of,
    moment_of,
    summed_measure,
    value_of,
)
from agent.models.text.script.tools.outcomes import Done
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.telling import field_in_words, on_day
from agent.models.text.script.tools.vocabulary import noun_classes
from agent.models.text.script.tools.wording import count, listed, moment_in_words, money, sentence, the, value_in_words

CANNOT_TELL = (
    "I can't tell that from what I see here.",
    "What I've looked up doesn't show that.",
    "That I can't tell from what I have so far.",
)
_TOGETHER = re.compile(
    r"\b(?:together|altogether|in all|in total|the total|the sum|add (?:it |them )?up|sum (?:it |them )?up|combined)\b"
)
_OPENING = frozenset("which what how whats who is are any anything something".split())
_MORE_BY = re.compile(r"\bhow (?:much|many) (?:more|less|fewer)\b|\bdifference\b")
_FEW = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
_ALL_OF = frozenset("my all our any ever".split())
_THESE = frozenset("two both three these those them they".split())
_POINTING = frozenset(
    "one ones flight flights trip trips option options day days price prices cost costs costing come comes coming "
    "together altogether total sum expensive far away difference combined add pay pays paid hours words lines that "
    "those these them they two three four all both thing kind money much many amount make makes making".split()
)


@dataclass(frozen=True)
class Record:
    """One thing that can be compared with others, as a result shows it."""

    label: str
    fields: Mapping[str, Any]
    thing: Thing | None = None
    words: frozenset[str] = field(default_factory=frozenset)  # what else it may be called
    kinds: frozenset[str] = field(default_factory=frozenset)  # what all of its kind are called
    call: Done | None = None  # the look-up that was for it alone


@dataclass(frozen=True)
class Answer:
    """``things``: what it speaks of; ``among``: those that were compared; ``call``: the look-up for the best alone."""

    text: str
    things: tuple[Thing, ...] = ()
    among: tuple[Thing, ...] = ()
    call: Done | None = None
    amount: float | None = None  # of money


def compares(text: str) -> bool:
    """Whether a question is for more than one result, or for the more or the less of something."""
    words = words_of(text)
    said = " ".join(words)
    return bool(WORDS & {*words}) or _TOGETHER.search(said) is not None or _MORE_BY.search(said) is not None


def adds_up(text: str) -> bool:
    """Whether a question is for a sum."""
    return _TOGETHER.search(" ".join(words_of(text))) is not None


def points_only(reading: Reading) -> bool:
    """Whether a question names nothing to be looked up, but only what was spoken of."""
    named = [t.word for t in reading.content_tokens if t.word not in WORDS | _POINTING and t.word not in _FEW]
    return not named and not reading.moments


def answer(text: str, told: Sequence[Done], knowledge: Knowledge, *, reading: Reading) -> Answer | None:
    """The answer to a question that compares; None where the results do not hold it."""
    words = words_of(text)
    said = " ".join(words)
    several = _comparable(told, knowledge, widest=bool(_ALL_OF & {*words}) and not _THESE & {*words})
    measure = asked_measure(words)
    n = next((_FEW[word] for word in words if word in _FEW), None)
    records = _asked_about(several, reading, n=n, measured=measure.nouns if measure is not None else frozenset())
    if _MORE_BY.search(said):
        return _difference(records, summed_measure(words))
    if _TOGETHER.search(said):
        return _sum(records, summed_measure(words))
    return _best(records, measure) if measure is not None and len(records) > 1 else None


def _comparable(told: Sequence[Done], knowledge: Knowledge, *, widest: bool) -> list[Record]:
    """The latest list, or what was looked up one by one with the same tool; the longest list where all are meant."""
    if not told:
        return []
    lists = [_records(call, knowledge) for call in reversed(told)]
    if widest:
        return max(lists, key=len)
    if len(lists[0]) > 1:
        return lists[0]
    alike = {str(sorted(call.arguments.items())): call for call in told if call.tool is told[-1].tool}
    calls = list(alike.values())
    return [replace(r, call=call) for call in calls for r in _records(call, knowledge, among=calls)[:1]]


def _records(call: Done, knowledge: Knowledge, among: Sequence[Done] = ()) -> list[Record]:
    nouns = frozenset(c for word in call.tool.short[1:] for c in noun_classes(word))
    things = [thing for thing in call.shown if set(thing.fields) - {"folder", "id"}]
    if things:
        return [Record(_name(t), t.fields, t, _words(t, knowledge), nouns | t.kinds) for t in things]
    if not isinstance(call.result, Mapping):
        return []
    fields = {k: v for k, v in call.result.items() if not isinstance(v, Mapping | list)}
    thing, label = next(iter(call.things.values()), None), _label(call, among)
    return [Record(label, fields, thing, frozenset(stem(word) for word in words_of(label)), nouns)]


def _name(thing: Thing) -> str:
    if way_of(thing.fields) is not None:
        return f"the {thing.name}"
    return thing.name + ("" if "start" in thing.fields else on_day(thing))


def _label(call: Done, among: Sequence[Done]) -> str:
    """What tells a look-up from the others: "the Monday draft", "Friday, October 9th", "business"."""
    own = [
        name for name, value in call.arguments.items() if any(other.arguments.get(name) != value for other in among)
    ] or list(call.arguments)
    return ", ".join(_argument(call, name) for name in own)


def _argument(call: Done, name: str) -> str:
    if name in call.things:
        param, thing = call.tool.param(name), call.things[name]
        return thing.name if param is not None and param.means_person else the(thing.name)
    return moment_in_words(str(call.arguments[name])) or str(call.arguments[name])


def _words(thing: Thing, knowledge: Knowledge) -> frozenset[str]:
    """The words for a thing, for its days, and for the things that its fields point at, such as a card."""
    pointed = [knowledge.things[str(v)].name for v in thing.fields.values() if str(v) in knowledge.things]
    days = [moment_in_words(moment_of(thing.fields)[:10]) or ""]
    texts = " ".join([thing.name, *pointed, *days])
    return frozenset(stem(word) for word in words_of(texts)) | thing.other_words | thing.kinds


def _asked_about(records: list[Record], reading: Reading, *, n: int | None, measured: frozenset[str]) -> list[Record]:
    """The records that a question names, the last few where it says how many; none where it names something else."""
    general = {c for record in records for c in record.kinds}
    for token in reading.content_tokens:
        classes = {stem(token.word), *noun_classes(token.word)}
        if token.word not in WORDS | _POINTING and not classes & measured:
            fitting = [record for record in records if record.words & classes]
            records = fitting if fitting or not general & classes else records
    return records[-n:] if n is not None and n < len(records) else records


def _best(records: Sequence[Record], measure: Measure) -> Answer | None:
    found = field_of(measure, [record.fields for record in records])
    if found is None:
        return None
    values = [value_of(found, record.fields) for record in records]
    values = _without_common_day(values) if found == "time" else values
    best = max(values) if measure.most else min(values)
    winners = [record for record, value in zip(records, values, strict=True) if value == best]
    things = tuple(record.thing for record in winners if record.thing is not None)
    among = tuple(record.thing for record in records if record.thing is not None)
    call = winners[0].call if len(winners) == 1 else None
    said = _said(found, best, winners[0])
    if len(winners) == len(records):
        return Answer(sentence(f"they are all the same: {said}"), things)
    other = next(value for value in values if value != best)
    against = f", against {_said(found, other, winners[0])}" if len(records) == 2 else ""
    each = " each" if len(winners) > 1 else ""
    return Answer(
        sentence(f"{listed([record.label for record in winners])}: {said}{each}{against}"), things, among, call
    )


def _sum(records: Sequence[Record], measure: Measure) -> Answer | None:
    found = field_of(measure, [record.fields for record in records])
    if found in (None, "time", "total") or len(records) < 2:
        return None
    assert found is not None
    total = sum(value_of(found, record.fields) for record in records)
    amount = float(total) if measure.name == "price" else None
    of_all = f" for all {count(len(records))}" if len(records) > 2 else " for both" if len(records) == 2 else ""
    return Answer(sentence(f"together that's {_said(found, total, records[0])}{of_all}"), amount=amount)


def refunds(acted: Sequence[Done]) -> Answer | None:
    """What came back by all that was given back; None where nothing did."""
    back = [call.result["refund"] for call in acted if isinstance(call.result, Mapping) and call.result.get("refund")]
    if not back:
        return None
    parts = f": {listed([money(part) for part in back])}" if len(back) > 1 else ""
    return Answer(f"{money(sum(back))} comes back{' in all' if parts else ''}{parts}.", amount=float(sum(back)))


def _difference(records: Sequence[Record], measure: Measure) -> Answer | None:
    """Between the last two."""
    records = records[-2:]
    found = field_of(measure, [record.fields for record in records])
    found = found or field_of(replace(measure, keys=re.compile("count$")), [record.fields for record in records])
    if found is None or len(records) < 2:
        return None
    one, other = (value_of(found, record.fields) for record in records)
    if one == other:
        return Answer(sentence(f"there's no difference: {_said(found, one, records[0])} each"))
    more = records[0] if one > other else records[1]
    return Answer(sentence(f"{_said(found, abs(one - other), more)} more for {more.label}"))


def _said(key: str, value: Any, record: Record) -> str:
    if key == "time":
        return " at ".join(moment_in_words(part) or part for part in str(value).split())
    if key == "count" and isinstance(unit := record.fields.get("type"), str):
        return f"{value} {unit}"
    if key in ("minutes_away", "hours_per_week", "pay_per_hour"):
        return field_in_words(key, value)
    return money(value) if key == "balance" else value_in_words(key, value)


def _without_common_day(values: Sequence[Any]) -> list[Any]:
    """Times alone, where all are on one day."""
    texts = [str(value) for value in values]
    alike = len({text[:10] for text in texts}) == 1 and all(len(text) > 10 for text in texts)
    return [text[11:] for text in texts] if alike else list(values)


def is_question(text: str) -> bool:
    """Whether these words ask."""
    tokens = tokenize(text)
    return bool(tokens) and ("?" in tokens[-1].ends or tokens[0].word in _OPENING)
