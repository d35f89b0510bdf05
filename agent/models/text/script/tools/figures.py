"""Arguments that are days, times, numbers, switches or one of a few words."""

import re
from datetime import date
from itertools import pairwise
from typing import Any

from agent.models.text.script.language import stem
from agent.models.text.script.tools.evidence import flag_words
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.readings import Moment, Number
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import noun_classes
from scenarios.forms.days import WEEKDAYS

_COUNTS = re.compile(r"quantity|how many|count|number of|amount of items|pieces")
_UNITS = {
    "percent": "brightness volume percent percentage level", "degrees": "degrees temperature",
    "dollars": "price budget amount cost money salary limit",
}  # fmt: skip
_MORE = frozenset("warmer higher up more raise increase brighter hotter louder".split())
_LESS = frozenset("colder cooler lower down less reduce decrease dimmer quieter".split())
_HALF_AN_HOUR = 30


def moment(tool: ToolView, param: Param, reading: Reading, *, day: date | None, thing: Thing | None) -> str | None:
    """A day or a time as the tool wants it; the day last spoken of where a time is named and no day is."""
    one_of_each = len(tool.of_kind("day")) < 2 and len(tool.of_kind("time")) < 2
    moments = _targets(reading) if one_of_each else reading.moments
    if tool.of_kind("weekdays"):  # a weekday alone is one of those
        moments = [m for m in moments if reading.tokens[m.span.start].word != "now"]
        moments = [
            m for m in moments if m.span.end - m.span.start > 1 or reading.tokens[m.span.start].word not in WEEKDAYS
        ]
    both = [m for m in moments if m.days and m.times]
    days = [m.days[0] for m in (both or moments) if m.days]
    times = [m.times[0] for m in moments if m.times]
    if param.kind == "day":
        params = tool.of_kind("day")
        place = params.index(param)
        known = _own_day(param, thing) if day is None else day.isoformat()
        return days[place].isoformat() if place < len(days) else known if times or tool.reads else None
    if param.kind == "time":
        place = tool.of_kind("time").index(param)
        return f"{times[place]:%H:%M}" if place < len(times) else None
    chosen = days[0] if days else day
    return f"{chosen.isoformat()}T{times[0]:%H:%M}" if chosen is not None and times else None


def _targets(reading: Reading) -> list[Moment]:
    """The days and times that something is to have, without those that it has now: "from tomorrow to Thursday"."""
    words = reading.request.words

    def is_left(moment: Moment) -> bool:
        start = moment.span.start
        before = words[max(0, start - 2) : start + 1]
        return "from" in before[-2:] or ("instead" in before and "of" in before)

    return [m for m in reading.moments if not is_left(m)] or reading.moments


def _own_day(param: Param, thing: Thing | None) -> str | None:
    value = thing.fields.get(param.name) if thing is not None else None
    return value if isinstance(value, str) else None


def duration(param: Param, reading: Reading) -> int | None:
    """Minutes, or hours where the argument is in hours; half an hour where it is needed and was not said."""
    minutes = reading.lengths[0].minutes if reading.lengths else None
    times = [m.times[0] for m in reading.moments if m.times]
    if minutes is None and len(times) > 1:
        between = (times[1].hour - times[0].hour) * 60 + times[1].minute - times[0].minute
        minutes = between if between > 0 else None
    if minutes is None:
        return _HALF_AN_HOUR if param.required else None
    return minutes // 60 if "hour" in f"{param.name} {param.description}".lower() else minutes


def number(tool: ToolView, param: Param, reading: Reading, *, thing: Thing | None) -> Any:
    """The number that is meant for this argument; one of something that was named without a number."""
    found = reading.plain_numbers if tool.of_kind("day", "time", "moment") else reading.numbers
    about = f"{param.name} {param.description}".lower()
    fitting = [n for n in found if _unit_fits(n, about) or _for_so_many(param, reading, n)] or (
        [n for n in found if _unit(n) is None] if param.required else []
    )
    if not fitting:
        return 1 if param.required and _COUNTS.search(about) and _names_one(reading, thing) else None
    value = fitting[0].value
    if (relative := _relative(reading, fitting[0])) and thing is not None:
        current = thing.fields.get(param.name)
        if isinstance(current, int | float):
            value = current + relative * value
    return int(value) if param.schema.get("type") == "integer" and float(value).is_integer() else value


def _for_so_many(param: Param, reading: Reading, number: Number) -> bool:
    """As in "book it for two": so many people."""
    before = reading.request.words[number.span.start - 1] if number.span.start else ""
    return (
        before == "for"
        and "=people" in {c for word in param.name.split("_") for c in noun_classes(word)}
        and (_unit(number) is None)
    )


def _unit(number: Number) -> str | None:
    return next((unit for unit in _UNITS if stem(number.unit) == stem(unit)), None)


def _unit_fits(number: Number, about: str) -> bool:
    unit = _unit(number)
    if unit is not None:
        return any(word in about for word in _UNITS[unit].split())
    return bool(number.unit) and any(
        c in {x for word in about.split() for x in noun_classes(word)} for c in noun_classes(number.unit)
    )


def _names_one(reading: Reading, thing: Thing | None) -> bool:
    return thing is not None or bool(reading.content)


def _relative(reading: Reading, number: Number) -> int:
    """+1 or -1 where a number is a difference ("by five degrees", "five degrees warmer"), otherwise 0."""
    words = reading.request.words
    behind = words[number.span.end : number.span.end + 2]
    by = number.span.start > 0 and words[number.span.start - 1] == "by"
    if {*behind} & (_MORE | _LESS):
        return 1 if {*behind} & _MORE else -1
    return 0 if not by else 1 if {*words} & _MORE else -1 if {*words} & _LESS else 0


def flag(param: Param, reading: Reading) -> bool | None:
    """On or off, as it was said last."""
    said = flag_words(param, reading)
    return said[-1] if said else None


def choice(param: Param, reading: Reading) -> str | None:
    """One of the listed values, by its own word or one that means the same."""
    if (placed := _by_its_noun(param, reading)) is not None:
        return placed
    for value in param.choices:
        value_said = param.words_of_choices.get(value, value)
        classes = {
            c for word in str(value_said).replace("_", " ").replace("-", " ").split() for c in noun_classes(word)
        }
        if any(classes & noun_classes(token.word) for token in reading.content_tokens):
            return value
    return None


def _by_its_noun(param: Param, reading: Reading) -> str | None:
    """As in "first class": words that mean something else where the argument's noun does not stand behind them."""
    noun, words = param.noun.split()[-1], reading.request.words
    return next((a for a, b in pairwise(words) if stem(b) == stem(noun) and a in param.choices), None)
