"""Says what was done: "I moved the dentist to Thursday, June 11th at 4:15 PM.".

Every word comes from a call that returned, its arguments and its result; what was asked for is not known here.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from agent.models.text.script.tools.journeys import way_of
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.outcomes import Done
from agent.models.text.script.tools.roles import is_replacement
from agent.models.text.script.tools.states import state_of
from agent.models.text.script.tools.telling import describe, on_day
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import MEANS, noun_classes
from agent.models.text.script.tools.wording import count, listed, moment_in_words, money, sentence, the, value_in_words

_PAST = {
    "put": "put", "set": "set", "send": "sent", "run": "ran", "make": "made", "take": "took", "write": "wrote",
    "buy": "bought",
    "pay": "paid", "cut": "cut", "read": "read", "reply": "replied to", "apply": "applied for", "copy": "copied",
    "mv": "moved",
    "cp": "copied", "rm": "removed", "mkdir": "made", "cd": "opened", "rmdir": "removed",
    "touch": "made", "echo": "wrote", "post": "posted", "get": "got",
    "follow": "followed", "cancel": "cancelled", "begin": "began", "shut": "shut", "find": "found", "tell": "told",
    "book": "booked",
    "do": "did", "give": "gave", "leave": "left", "drop": "dropped", "plan": "planned", "stop": "stopped",
    "submit": "submitted", "withdraw": "withdrew",
}  # fmt: skip
_LONGEST_NAME = 6
_TROUBLE = ("overlap", "conflict", "clash", "warning", "note")
_FACTS = ("total", "arrives", "status_message", "confirmation")


def confirm(done: Sequence[Done]) -> str:
    """One sentence for all that was done, one for what took no effect, and what there is to know about it."""
    effective = [call for call in done if call.objection is None]
    if len(done) == 1 and effective and "login" in done[0].tool.verbs:
        return "You're signed in now."
    clauses: list[str] = []
    grouped: dict[tuple[str, str, str], list[tuple[str, Done]]] = {}
    for call in effective:
        verb, thing, rest = _clause(call)
        grouped.setdefault((call.tool.name, verb, rest), []).append((thing, call))
    for (_, verb, rest), objects in grouped.items():
        clauses.append(" ".join(filter(None, (verb, listed(_told_apart(objects)), rest))))
    told = [sentence(f"I {listed(clauses)}")] if clauses else []
    asides = [aside for call in effective if (aside := _aside(call.result))]
    return " ".join([*told, *dict.fromkeys(asides), *(_without_effect(call) for call in done if call not in effective)])


def _told_apart(objects: Sequence[tuple[str, Done]]) -> list[str]:
    """What was acted on, by name; those of one name by their days as well."""
    names = [name for name, _ in objects]
    days = [next((on_day(thing) for thing in call.things.values()), "") for _, call in objects]
    return [name + (day if names.count(name) > 1 else "") for name, day in zip(names, days, strict=True) if name]


def untouched(things: Sequence[Thing], done: Sequence[Done]) -> str:
    """What was to be left alone and was, with the state that the tools told; empty where nothing was."""
    left = [thing for thing in things if not any(thing.id in call.touched for call in done)]
    groups = {thing.group for thing in _acted_on(done)}
    left = [thing for thing in left if not done or thing.group in groups or state_of(thing) is not None]
    how = {state_of(thing) for thing in left}
    if not left:
        return ""
    others = {thing.name for thing in _acted_on(done)}
    named = [the(_short_name(thing)) if thing.fields else thing.name for thing in left]
    days = [on_day(thing) if thing.name in others else "" for thing in left]
    names = listed([name + day for name, day in zip(named, days, strict=True)])
    stays = "stays" if len(left) == 1 else "stay"
    return sentence(f"{names} {stays} {next(iter(how)) if len(how) == 1 and None not in how else 'as before'}")


def _acted_on(done: Sequence[Done]) -> list[Thing]:
    return [thing for call in done for thing in call.things.values()]


def _without_effect(call: Done) -> str:
    """What was tried in vain, in the words of the result where it has some."""
    _, thing, _ = _clause(call)
    said = f"the answer was: {call.objection[0].lower()}{call.objection[1:]}" if call.objection else "nothing changed"
    return sentence(f"{thing}: I tried, but {said}" if thing else f"I tried, but {said}")


def past(verb: str) -> str:
    """The past tense of a tool's verb."""
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2:-1] not in "aeou" else f"{verb}ed"


def _clause(call: Done) -> tuple[str, str, str]:
    """Verb, object and the rest, so that calls which differ in the object alone can share a sentence."""
    tool, arguments = call.tool, call.arguments
    verb, particle = _verb(call)
    thing = _object(call)
    if tool.short[0] == verb == "set" and " of the " in thing:
        amount, _, thing = thing.partition(" of ")
        return "set", thing, f"to {amount}"
    rest = [particle] if particle and tool.plural else []
    if tool.short[1:2] == ("to",):
        rest.append("to " + the(" ".join(tool.short[2:])))
    for name in arguments:
        param = tool.param(name)
        if param is not None and (said := _argument(call, name)):
            rest.append(said)
    if particle and not tool.plural:
        verb = f"{verb} {particle}"
    return verb, thing, _in_order(rest)


def _verb(call: Done) -> tuple[str, str]:
    for param in call.tool.of_kind("flag"):
        value = call.arguments.get(param.name)
        word = next((word for word, meaning in param.flags.items() if meaning is value), None)
        if word in ("on", "off"):
            return "turned", word
        if word is not None and len(param.flags) > 1:
            return past(word), ""
    place = next((param for param in call.tool.required if param.may_be_new), None)
    if place is not None and call.tool.short[0] in ("mv", "move") and place.name not in call.things:
        return "renamed", ""
    number = next(iter(call.tool.of_kind("number")), None)
    if number is not None and call.arguments.get(number.name) == 0 and number.schema.get("minimum") == 0:
        return "took out", ""
    return past(call.tool.short[0]), ""


def _object(call: Done) -> str:
    """What it was done to: the thing or the title it was given, else the noun of the tool's name."""
    counted = next(
        (p for p in call.tool.of_kind("number") if "quantity" in p.name or "how many" in p.description.lower()), None
    )
    n = call.arguments.get(counted.name) if counted is not None else None
    if call.tool.short[0] == "delete" and call.tool.short[1:] and "receiver" in call.result:
        return f"the {call.tool.short[-1]} to {call.result['receiver']}"
    for param in _objects_first(call.tool) if call.tool.short[0] != "contact" else ():
        if (
            param.kind == "reference"
            and param.name in call.things
            and param.required
            and _is_object(call.tool, param.name)
        ):
            name = _short_name(call.things[param.name])
            if param.means_person and len(call.tool.required) == 1:
                return name
            if call.tool.short[0] in ("send", "write"):
                return f"{name} a {call.tool.short[-1]}"
            if call.tool.short[0] in ("run", "start", "activate") and len(name.split()) == 1:
                return f"the {name} {call.tool.short[-1]}"
            least = 1 if call.tool.short[0] == "set" else 2
            return f"{count(n)} of {the(name)}" if isinstance(n, int) and n >= least else the(name)
    for param in call.tool.params if call.tool.short[0] != "contact" else ():
        value = call.arguments.get(param.name)
        if param.kind in ("title", "reference") and isinstance(value, str) and _is_object(call.tool, param.name):
            named = value if param.kind == "title" or param.means_person else the(value)
            return f"{count(n)} of {named}" if isinstance(n, int) and n > 1 else named
    nouns = [word for word in call.tool.short[1:] if word not in ("to", "all", "a")]
    return ("all the " if call.tool.plural else "the ") + " ".join(nouns) if nouns else "that"


def _objects_first(tool: ToolView) -> list[Param]:
    """Its arguments, those first that its name says it acts on: the product that is exchanged, and then the order."""
    nouns = {c for word in tool.short[1:] for c in noun_classes(word)}
    return sorted(tool.params, key=lambda param: not param.stems & nouns)


def _short_name(thing: Thing) -> str:
    """A thing's name; for a whole text, such as a post, whose it is."""
    if way_of(thing.fields) is not None:
        return f"the {thing.name}"
    if len(thing.name_words) <= _LONGEST_NAME:
        return thing.name
    author = next((str(thing.fields[key]) for key in ("author", "username", "sender") if key in thing.fields), None)
    group = thing.group.rsplit("_", maxsplit=1)[-1]
    noun = group if group in ("tweet", "post", "comment") else "one"
    return f"the {noun} by {author}" if author else f"that {noun}"


def _is_object(tool: ToolView, name: str) -> bool:
    """Whether the verb acts on this argument: not on the delivery or the card that something is ordered with."""
    param = tool.param(name)
    if param is not None and param.noun in MEANS and param.noun not in tool.short:
        return False
    return (
        param is None
        or param.kind == "title"
        or not tool.short[1:]
        or bool(len(tool.params) == 1 and param.stems & {c for word in tool.short[1:] for c in noun_classes(word)})
        or tool.short[1] == "to"
        or bool(
            param.stems & frozenset(c for p in tool.params if p.kind == "reference" for c in p.stems)
            and (
                tool.verbs & {"set", "move", "change", "remove", "lock", "switch", "run", "like", "follow"}
                or len(tool.params) > 1
            )
        )
    )


def _argument(call: Done, name: str) -> str:  # noqa: C901 - one case a kind of argument
    param, value = call.tool.param(name), call.arguments[name]
    if param is None or value in (None, ""):
        return ""
    match param.kind:
        case "title" if not param.required:
            return f"to {value}"
        case "weekdays" if isinstance(value, list):
            return f"to {listed([str(day).capitalize() for day in value])}"
        case "day":
            if call.tool.of_kind("weekdays"):
                return f"from {moment_in_words(str(value))}"
            return (
                f"{'to' if 'move' in call.tool.verbs else 'on' if 'add' in call.tool.verbs else 'for'} "
                f"{moment_in_words(str(value))}"
            )
        case "time":
            return f"at {moment_in_words(str(value))}"
        case "duration":
            return f"for {value} minutes"
        case "number" if "=people" in {c for word in name.split("_") for c in noun_classes(word)}:
            return f"for {count(value)} people" if isinstance(value, int) and value > 1 else ""
        case "number":
            if "quantity" in param.name or "how many" in param.description.lower():
                return ""
            unit = "percent" if "percent" in param.description.lower() else ""
            return (
                f"to {value_in_words(name, value)} {unit}".strip()
                if unit not in value_in_words(name, value) or not unit
                else f"to {value_in_words(name, value)}"
            )
        case "names":
            return f"with {listed([str(v) for v in value])}" if isinstance(value, list) else ""
        case "place":
            return f"at {value}"
        case "tags":
            return "with the hashtag " + listed([str(v) for v in value])
        case "body":
            return f"saying: {str(value).rstrip('.')}"
        case "reference" if is_replacement(param) and name in call.things:
            return f"for {the(_short_name(call.things[name]))}"
        case "reference" if param.may_be_new:
            return f"to {the(str(value)) if name in call.things else value}"
        case "reference" if call.tool.short[0] == "contact" and name in call.things:
            return f"about {the(_short_name(call.things[name]))}"
        case "reference" if name in call.things and way_of(call.things[name].fields) and len(call.things) > 1:
            return f"for {_short_name(call.things[name])}"
        case "reference" if name in call.things and not _is_object(call.tool, name):
            return f"with {call.things[name].name[0].lower()}{call.things[name].name[1:]}"
        case "choice" if "change" in call.tool.verbs:
            return f"to {value} {param.noun.split()[-1]}"
        case "text":
            return f"in {the(str(value))}" if call.tool.plural else ""
        case _:
            return ""


def _in_order(rest: Sequence[str]) -> str:
    return " ".join(part for part in rest if part)


def _aside(result: Any) -> str:
    """What should be known about it: that it overlaps with something, what it costs, when it comes."""
    if not isinstance(result, Mapping):
        return ""
    refund = result.get("refund")
    asides = [f"{money(refund)} comes back."] if isinstance(refund, int | float) else []
    for key, value in result.items():
        if isinstance(value, list) and value and any(word in key for word in _TROUBLE):
            told = [
                describe(Thing(str(v.get("id", "")), str(v.get("title") or v.get("name") or v), key, v))
                if isinstance(v, Mapping)
                else str(v)
                for v in value
            ]
            asides.append(
                sentence(f"Careful: it overlaps with {listed(told)}" if "overlap" in key else f"{key}: {listed(told)}")
            )
        elif isinstance(value, Mapping) and isinstance(value.get("total"), int | float):
            arrives = moment_in_words(str(value.get("arrives"))) if value.get("arrives") else None
            asides.append(
                sentence(f"it comes to {money(value['total'])}" + (f" and arrives on {arrives}" if arrives else ""))
            )
    return " ".join(asides)
