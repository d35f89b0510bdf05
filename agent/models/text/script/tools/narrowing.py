"""Questions for those of a list within a bound: "is there anything before noon?", "anything under twenty dollars?"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from agent.models.text.script.tools.comparing import Answer
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.measures import field_of, moment_of, summed_measure
from agent.models.text.script.tools.outcomes import Done
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.telling import describe
from agent.models.text.script.tools.wording import listed, money, sentence, time_in_words

_BEFORE = frozenset("before until till".split())
_AFTER = frozenset("after from past".split())
_BELOW = frozenset("under below".split())
_ABOVE = frozenset("over above".split())
_PARTS = {"morning": ("00:00", "12:00"), "afternoon": ("12:00", "18:00"), "evening": ("17:00", "24:00")}
_SEEKING = frozenset("anything something any is are there do does have what which what's".split())
_MOST_TOLD = 6


@dataclass(frozen=True)
class Bound:
    """``said``: the bound in words; ``low`` is in it, ``high`` is not."""

    said: str
    low: Any
    high: Any
    by_time: bool = True


def asked_bound(reading: Reading) -> Bound | None:
    """The bound that a question sets; None where it sets none."""
    words = reading.request.words
    if not (reading.request.question or words[:1] in (("anything",), ("something",), ("any",))):
        return None
    if not _SEEKING & {*words}:
        return None
    times = [f"{m.times[0]:%H:%M}" for m in reading.moments if m.times]
    if times and _BEFORE & {*words}:
        return Bound(f"before {time_in_words(times[0])}", "00:00", times[0])
    if times and _AFTER & {*words}:
        return Bound(f"after {time_in_words(times[0])}", times[0], "24:00")
    part = next((word for word in words if word in _PARTS), None)
    if part is not None and {"in", "this"} & {*words}:
        return Bound(f"in the {part}", *_PARTS[part])
    numbers = reading.plain_numbers
    if numbers and _BELOW & {*words}:
        return Bound(f"under {money(numbers[0].value)}", float("-inf"), numbers[0].value, by_time=False)
    if numbers and _ABOVE & {*words}:
        return Bound(f"above {money(numbers[0].value)}", numbers[0].value, float("inf"), by_time=False)
    return None


def within(bound: Bound, call: Done) -> Answer | None:
    """The things of a result that lie within a bound, told; None where the result does not show it."""
    things = call.shown
    values = _values(bound, things)
    if not things or values is None:
        return None
    found = [thing for thing, value in zip(things, values, strict=True) if bound.low <= value < bound.high]
    if not found:
        return Answer(f"No, there's nothing {bound.said}.")
    told = [describe(thing) for thing in found[:_MOST_TOLD]]
    return Answer(sentence(f"{bound.said}, there's {listed(told)}"), tuple(found))


def _values(bound: Bound, things: Sequence[Thing]) -> list[Any] | None:
    if bound.by_time:
        times = [moment_of(thing.fields).partition(" ")[2] for thing in things]
        return times if all(times) else None
    field = field_of(summed_measure(()), [thing.fields for thing in things])
    return [thing.fields[field] for thing in things] if field is not None else None
