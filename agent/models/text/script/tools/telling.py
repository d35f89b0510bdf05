"""Tells what a look-up found, in as few words as answer the question."""

from collections.abc import Mapping, Sequence
from typing import Any

from agent.models.text.script.tools.journeys import terms_of, way_of
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
    the,
    times_in_words,
    value_in_words,
)

_MOST_TOLD = 6
_PRICES = ("price", "price_each", "cost")
_PLURALS = {"history": "flights", "record": "records", "content": "entries"}
_QUIET = frozenset("id kind type room weekday people place name title day about owner brightness".split())


def tell(
    tool: ToolView, arguments: Mapping[str, Any], result: Any, *, reading: Reading | None
) -> tuple[str, list[Thing]]:
    """The answer, and the things it speaks of in their order."""
    things = Knowledge().learn(result, tool=tool)
    about_states = tell_states(things, reading) if reading is not None else None
    if about_states is not None:
        return about_states
    if things and isinstance(result, Mapping) and all(isinstance(t.fields.get("cost"), int | float) for t in things):
        return sentence(listed([describe(thing) for thing in things])), things
    if isinstance(result, Mapping) and (told := _parts(arguments, result)):
        return told, things
    if isinstance(result, list):
        return _list("", result, arguments), things
    return sentence(value_in_words("", result)) if result is not None else "There is nothing to tell.", things


def tell_of(things: Sequence[Thing]) -> str:
    """Some things that were found."""
    told = listed([describe(thing) for thing in things[:_MOST_TOLD]])
    return sentence(f"there is one: {told}" if len(things) == 1 else f"there are {count(len(things))}: {told}")


def describe(thing: Thing) -> str:
    """A thing with what matters about it, to stand in a list."""
    fields = thing.fields
    if (way := way_of(fields)) is not None:
        return f"the {', '.join(filter(None, (way, terms_of(fields))))}"
    if isinstance(fields.get("start"), str) and isinstance(fields.get("end"), str):
        place = f" at {fields['place']}" if fields.get("place") else ""
        return f"{thing.name} {times_in_words(fields['start'], fields['end'])}{place}"
    if isinstance(fields.get("items"), list):
        held = [describe(inner) for part in fields["items"] for inner in Knowledge().learn({"items": [part]})[:1]]
        total = f", {money(fields['total'])} in all" if isinstance(fields.get("total"), int | float) else ""
        return f"the {thing.name} with {listed(held)}{total}" if held else f"the {thing.name}{total}"
    if isinstance(fields.get("quantity"), int):
        return f"{fields['quantity']} {thing.name}"
    if (offered := _offered(thing)) is not None:
        return offered
    author = fields.get("author") or fields.get("username") or fields.get("sender")
    if isinstance(author, str) and author != thing.name:
        return f"{author}: {thing.name.rstrip('.!')}"
    if state_of(thing) is not None:
        return thing.name
    if set(fields) == {"folder"}:
        folder = str(fields["folder"]).removeprefix(".").strip("/")
        return f"{thing.name} in {folder}" if folder else thing.name
    telling = [
        key for key, value in fields.items() if key not in _QUIET and not key.endswith("_id") and value != thing.name
    ]
    told = [_labelled(key, fields[key]) for key in telling if isinstance(fields[key], str | int | float)]
    return ", ".join([thing.name, *[text for text in told if text][:2]])


def _offered(thing: Thing) -> str | None:
    """What is offered, with its terms: a product, a delivery, a job, a voucher; None for other things."""
    fields = thing.fields
    price = next((fields[key] for key in _PRICES if isinstance(fields.get(key), int | float)), None)
    if price is not None:
        return f"{thing.name} for {money(price)}"
    if isinstance(fields.get("total"), int | float):
        arrives = f", arriving {moment_in_words(str(fields['arrives']))}" if fields.get("arrives") else ""
        return f"{money(fields['total'])} with {thing.name[0].lower()}{thing.name[1:]}{arrives}"
    if "employer" in fields and ("hours_per_week" in fields or "status" in fields):
        terms = fields["status"] if "status" in fields else f"{fields['hours_per_week']} hours a week"
        return f"{thing.name} at {fields['employer']}, {terms}"
    if isinstance(fields.get("off"), int | float):
        least = fields.get("goods_of_at_least")
        rest = f" for goods of at least {money(least)}" if isinstance(least, int | float) else ""
        until = f", until {moment_in_words(str(fields['until']))}" if fields.get("until") else ""
        return f"{thing.name}, {money(fields['off'])} off{rest}{until}"
    return None


def _labelled(key: str, value: str | float) -> str:
    """A field's value, with its name where the value alone says nothing."""
    said = value_in_words(key, value)
    bare = isinstance(value, int | float) and not isinstance(value, bool) and said == f"{value:g}"
    return f"{key.replace('_', ' ')} {said}" if bare else said


def _in_full(thing: Thing) -> str:
    """Everything about one thing that was asked for."""
    told = [
        field_in_words(key, value)
        for key, value in thing.fields.items()
        if key not in ("id", "name", "title", "about", "in_stock") and value not in (None, "", [], thing.name)
        if isinstance(value, str | int | float | list) and not key.endswith("_id")
    ]
    about = thing.fields.get("about") or thing.fields.get("description")
    parts = (f"{thing.name}: {listed(told)}" if told else thing.name, about, _stock(thing.fields.get("in_stock")))
    return " ".join(sentence(str(part)) for part in parts if part)


def field_in_words(key: str, value: Any) -> str:
    """A field and its value as one says them: "20 minutes away", "16 hours a week", "$18.40 an hour"."""
    match key:
        case "minutes_away":
            return f"{value} minutes away"
        case "hours_per_week":
            return f"{value} hours a week"
        case "pay_per_hour" if isinstance(value, int | float):
            return f"{money(value)} an hour"
        case "days" if isinstance(value, list):
            return f"on {listed([str(day).capitalize() for day in value])}"
    return f"{key.replace('_', ' ')} {value_in_words(key, value)}"


def _parts(arguments: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    """Every list of the result with its things, then what else it holds."""
    whole = next(iter(Knowledge().learn([result])), None)
    if whole is not None and whole.fields == result:
        return _in_full(whole)
    lists = {key: value for key, value in result.items() if isinstance(value, list)}
    if lists and isinstance(result.get("name"), str):
        own = {key: value for key, value in result.items() if value not in (None, "", []) and key != "id"}
        return sentence(listed([field_in_words(key, value) for key, value in own.items()]))
    if lists:
        context = {**arguments, **{key: value for key, value in result.items() if not isinstance(value, list | dict)}}
        return " ".join(_list(key, value, context) for key, value in lists.items())
    inner = [value for value in result.values() if isinstance(value, Mapping)]
    if len(inner) == len(result) == 1 and (keyed := Knowledge().learn(result)) and len(keyed) == len(inner[0]):
        key = next(iter(result))
        return _list(key, [{"id": thing.id, **thing.fields} for thing in keyed], arguments)
    if len(inner) == 1 and len(result) == 1 and not inner[0]:
        return _nothing(next(iter(result)), None)
    if len(inner) == 1 and len(result) == 1:
        return _parts(arguments, inner[0])
    thing = next(iter(Knowledge().learn(result)), None)
    if thing is not None:
        about = thing.fields.get("about") or thing.fields.get("description")
        stock = thing.fields.get("in_stock")
        told = sentence(describe(thing))
        return " ".join(filter(None, (told, sentence(str(about)) if about else "", _stock(stock))))
    if (plain := _plainly(result, arguments)) is not None:
        return plain
    return " ".join(
        sentence(f"the {key.replace('_', ' ')} is {value_in_words(key, value)}")
        for key, value in result.items()
        if value not in (None, "") and key not in arguments and value not in arguments.values()
    )


def _plainly(result: Mapping[str, Any], arguments: Mapping[str, Any]) -> str | None:
    """What needs no name beside it: a text, a number of something, a price."""
    if len(result) == 1 and isinstance(text := next(iter(result.values())), str) and _is_text(*result):
        return sentence(". ".join(line.rstrip(".") for line in text.splitlines())) if text else "It is empty."
    if isinstance(result.get("count"), int) and isinstance(result.get("type"), str):
        of_what = next((str(value) for name, value in arguments.items() if name.endswith("name")), "")
        return sentence(f"{the(of_what)} has {result['count']} {result['type']}")
    if (cost := next((value for key, value in result.items() if key.endswith("_cost")), None)) is not None:
        n = result.get("travelers")
        together = f" for {count(n)} people together" if isinstance(n, int) and n > 1 else ""
        days = [told for value in arguments.values() if isinstance(value, str) and (told := moment_in_words(value))]
        kind = next((f" in {value}" for name, value in arguments.items() if name.endswith("_class")), "")
        return f"That's {money(cost)}{together}{f' on {days[0]}' if days else ''}{kind}."
    return None


def _is_text(key: str) -> bool:
    """Whether a field holds what somebody wrote, to be read out."""
    return key.endswith(("content", "lines"))


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
    told = _sent(things) or [describe(thing) + ("" if day else on_day(thing)) for thing in things[:_MOST_TOLD]]
    more = f", and {len(things) - _MOST_TOLD} more" if len(things) > _MOST_TOLD else ""
    if any(isinstance(thing.fields.get("total"), int | float) and "items" not in thing.fields for thing in things):
        return sentence(f"in all it comes to {listed(told, joint='or')}")
    return sentence(f"{_opening(key, len(things), day)}{listed(told)}{more}")


def _sent(things: Sequence[Thing]) -> list[str]:
    """Messages of one sender, by whom they went to; nothing for other things."""
    senders = {str(thing.fields.get("sender", "")) for thing in things}
    receivers = {str(thing.fields.get("receiver", "")) for thing in things}
    if len(senders) != 1 or "" in senders | receivers or len(receivers) < len(senders):
        return []
    if len(things) == 1 or len(receivers) == 1:
        return []
    return [f"to {thing.fields['receiver']}: {thing.name.rstrip('.!')}" for thing in things[:_MOST_TOLD]]


def _opening(key: str, n: int, day: str | None) -> str:
    noun = key.replace("_list", "").rsplit("_", maxsplit=1)[-1]
    noun += "s" if key.endswith("_list") and not noun.endswith("s") else ""
    noun = _PLURALS.get(noun, noun)
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


def on_day(thing: Thing) -> str:
    """Its day, to stand behind its name; empty where it has none."""
    day = thing.fields.get("day") or thing.fields.get("date")
    if not isinstance(day, str):
        return ""
    told = moment_in_words(day)
    return f" on {told}" if told else ""
