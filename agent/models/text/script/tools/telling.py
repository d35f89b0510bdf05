"""Tells what a look-up found, in as few words as answer the question."""

from collections.abc import Mapping, Sequence
from typing import Any

from agent.models.text.script.tools.knowledge import Knowledge, Thing
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.states import clauses, state_of, tell_states
from agent.models.text.script.tools.toolview import ToolView
from agent.models.text.script.tools.wording import (
    count,
    listed,
    moment_in_words,
    money,
    sentence,
    times_in_words,
    value_in_words,
)

_MOST_TOLD = 6
_PRICES = ("price", "price_each", "cost")
_QUIET = frozenset("id kind type room weekday people place name title day about owner brightness".split())


def tell(
    tool: ToolView, arguments: Mapping[str, Any], result: Any, *, reading: Reading | None
) -> tuple[str, list[Thing]]:
    """The answer, and the things it speaks of in their order."""
    things = Knowledge().learn(result, tool=tool)
    about_states = tell_states(things, reading) if reading is not None else None
    if about_states is not None:
        return about_states
    if isinstance(result, Mapping) and (told := _parts(arguments, result)):
        return told, things
    if isinstance(result, list):
        return _list("", result, arguments), things
    return sentence(value_in_words("", result)) if result is not None else "There is nothing to tell.", things


def describe(thing: Thing) -> str:
    """A thing with what matters about it, to stand in a list."""
    fields = thing.fields
    if isinstance(fields.get("start"), str) and isinstance(fields.get("end"), str):
        place = f" at {fields['place']}" if fields.get("place") else ""
        return f"{thing.name} {times_in_words(fields['start'], fields['end'])}{place}"
    if isinstance(fields.get("quantity"), int):
        return f"{fields['quantity']} {thing.name}"
    price = next((fields[key] for key in _PRICES if isinstance(fields.get(key), int | float)), None)
    if price is not None:
        return f"{thing.name} for {money(price)}"
    if isinstance(fields.get("total"), int | float):
        arrives = f", arriving {moment_in_words(str(fields['arrives']))}" if fields.get("arrives") else ""
        return f"{money(fields['total'])} with {thing.name[0].lower()}{thing.name[1:]}{arrives}"
    author = fields.get("author") or fields.get("username") or fields.get("sender")
    if isinstance(author, str) and author != thing.name:
        return f"{author} says: {thing.name.rstrip('.!')}"
    if state_of(thing) is not None:
        return thing.name
    telling = [
        key for key, value in fields.items() if key not in _QUIET and not key.endswith("_id") and value != thing.name
    ]
    told = [_labelled(key, fields[key]) for key in telling if isinstance(fields[key], str | int | float)]
    return ", ".join([thing.name, *[text for text in told if text][:2]])


def _labelled(key: str, value: str | float) -> str:
    """A field's value, with its name where the value alone says nothing."""
    said = value_in_words(key, value)
    bare = isinstance(value, int | float) and not isinstance(value, bool) and said == f"{value:g}"
    return f"{key.replace('_', ' ')} {said}" if bare else said


def _in_full(thing: Thing) -> str:
    """Everything about one thing that was asked for."""
    told = [
        f"{key.replace('_', ' ')} {value_in_words(key, value)}"
        for key, value in thing.fields.items()
        if key not in ("id", "name", "title", "about", "in_stock") and value not in (None, "", [], thing.name)
        if isinstance(value, str | int | float | list) and not key.endswith("_id")
    ]
    about = thing.fields.get("about") or thing.fields.get("description")
    parts = (f"{thing.name}: {listed(told)}" if told else thing.name, about, _stock(thing.fields.get("in_stock")))
    return " ".join(sentence(str(part)) for part in parts if part)


def _parts(arguments: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    """Every list of the result with its things, then what else it holds."""
    whole = next(iter(Knowledge().learn([result])), None)
    if whole is not None and whole.fields == result:
        return _in_full(whole)
    lists = {key: value for key, value in result.items() if isinstance(value, list)}
    if lists:
        context = {**arguments, **{key: value for key, value in result.items() if not isinstance(value, list | dict)}}
        return " ".join(_list(key, value, context) for key, value in lists.items())
    inner = [value for value in result.values() if isinstance(value, Mapping)]
    if len(inner) == 1 and len(result) == 1:
        return _parts(arguments, inner[0])
    thing = next(iter(Knowledge().learn(result)), None)
    if thing is not None:
        about = thing.fields.get("about") or thing.fields.get("description")
        stock = thing.fields.get("in_stock")
        told = sentence(describe(thing))
        return " ".join(filter(None, (told, sentence(str(about)) if about else "", _stock(stock))))
    return " ".join(
        sentence(f"the {key.replace('_', ' ')} is {value_in_words(key, value)}")
        for key, value in result.items()
        if value not in (None, "")
    )


def _stock(stock: Any) -> str:
    return "" if not isinstance(stock, int) or isinstance(stock, bool) or stock > 3 else f"Only {count(stock)} left."


def _list(key: str, values: Sequence[Any], context: Mapping[str, Any]) -> str:
    things = [t for value in values for t in Knowledge().learn({key: [value]})[:1]]
    when = next((value for name, value in context.items() if name in ("day", "date") and isinstance(value, str)), None)
    day = moment_in_words(when) if when else None
    if not values:
        return _nothing(key, day)
    if not things:
        return sentence(_plain(key, values, day))
    states = [thing for thing in things if state_of(thing) is not None]
    if len(states) == len(things):
        return sentence(clauses(things))
    told = [describe(thing) + ("" if day else _on_day(thing)) for thing in things[:_MOST_TOLD]]
    more = f", and {len(things) - _MOST_TOLD} more" if len(things) > _MOST_TOLD else ""
    if any(isinstance(thing.fields.get("total"), int | float) for thing in things):
        return sentence(f"in all it comes to {listed(told, joint='or')}")
    return sentence(f"{_opening(key, len(things), day)}{listed(told)}{more}")


def _opening(key: str, n: int, day: str | None) -> str:
    noun = key.replace("_", " ")
    if n == 1:
        noun = noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s")
    if day:
        return f"on {day} you have {count(n)} {noun}: "
    return f"there is one {noun}: " if n == 1 else f"there are {count(n)} {noun}: "


def _nothing(key: str, day: str | None) -> str:
    if day:
        return f"There is nothing on {day}." if "free" not in key else f"There is no free time on {day}."
    return f"There are no {key.replace('_', ' ')}." if key else "There is nothing."


def _plain(key: str, values: Sequence[Any], day: str | None) -> str:
    told = []
    for value in values[:_MOST_TOLD]:
        if isinstance(value, Mapping) and {"from", "to"} <= set(value):
            told.append(times_in_words(str(value["from"]), str(value["to"])))
        elif isinstance(value, Mapping):
            told.append(
                " ".join(value_in_words(k, v) for k, v in value.items() if k not in _QUIET and v not in (None, ""))
            )
        else:
            told.append(value_in_words(key, value))
    opening = f"on {day} you are free " if day and key == "free" else f"{key.replace('_', ' ')}: " if key else ""
    return opening + listed(told)


def _on_day(thing: Thing) -> str:
    day = thing.fields.get("day") or thing.fields.get("date")
    if not isinstance(day, str):
        return ""
    told = moment_in_words(day)
    return f" on {told}" if told else ""
