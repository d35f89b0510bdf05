"""A tool's arguments from a request: what it says, what was answered since, and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agent.models.text.script.language import tokenize
from agent.models.text.script.tools import figures, free_text
from agent.models.text.script.tools.evidence import asked_verbs
from agent.models.text.script.tools.knowledge import Knowledge, Thing
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.references import Meant, by_name, by_pointing, points
from agent.models.text.script.tools.requests import Request
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import noun_classes


@dataclass(frozen=True)
class Context:
    """What the talk so far adds: known things, the ones last listed and last spoken of, and the day last named."""

    knowledge: Knowledge
    listed: Sequence[Thing] = ()
    focus: Sequence[Thing] = ()
    day: date | None = None


@dataclass
class Filled:
    """``unsure``: several things fit an argument. ``unknown``: words for a thing that nothing known fits."""

    values: dict[str, Any] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    missing: list[Param] = field(default_factory=list)
    unsure: dict[str, tuple[Thing, ...]] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)


def fill(tool: ToolView, reading: Reading, context: Context, answers: Mapping[str, Any], *, phrase: str = "") -> Filled:
    """Read every argument that can be read. ``answers`` were given before and go first.

    ``phrase`` names the thing that is meant, in words that were said later.
    """
    filled = Filled()
    for param in sorted(tool.params, key=lambda p: p.kind != "reference"):
        if param.name in answers:
            value = answers[param.name]
            if isinstance(value, Thing):
                filled.things[param.name] = value
                value = argument(param, value)
            filled.values[param.name] = value
        elif param.kind == "reference":
            _refer(tool, param, reading if not phrase else _named(phrase, reading), context, filled)
        else:
            value = _value(tool, param, reading, context, filled)
            if value is not None:
                filled.values[param.name] = value
        if param.required and param.name not in filled.values:
            filled.missing.append(param)
    _switch_on(tool, filled)
    filled.missing.sort(key=tool.params.index)
    return filled


def _named(phrase: str, reading: Reading) -> Reading:
    """The words that name a thing, as if only they had been said."""
    return Reading(Request(tokenize(phrase)), reading.now)


def _switch_on(tool: ToolView, filled: Filled) -> None:
    """What is dimmed to thirty percent is on."""
    numbers = [param for param in tool.of_kind("number") if not param.required and param.name in filled.values]
    flags = [param for param in filled.missing if param.kind == "flag" and "on" in param.flags]
    if numbers and len(flags) == 1 and len(filled.missing) == 1:
        filled.values[flags[0].name] = flags[0].flags["on"]
        filled.missing.clear()


def argument(param: Param, thing: Thing) -> str | int:
    """A thing as the tool wants it: by id, or by name where only names are asked for."""
    if param.schema.get("type") == "integer" and thing.id.isdigit():
        return int(thing.id)
    return thing.name if "name" in param.description.lower() and "id" not in param.description.lower() else thing.id


def mention_of(tool: ToolView, reading: Reading) -> list[int]:
    """Where the words stand that may name a thing, without those that only say what kind of thing it is."""
    general = {c for word in tool.short for c in noun_classes(word)}
    return [i for i in reading.content if not general & noun_classes(reading.tokens[i].word)]


def _split_at_negation(reading: Reading) -> tuple[list[int], list[int]]:
    """The words that name what is meant, and those behind a "not" or "without"."""
    words = reading.request.words
    cut = next((i for i, word in enumerate(words) if i > 1 and word in ("not", "without", "except", "no")), len(words))
    if words[:1] == ("rename",) and "to" in words:  # what stands behind is the new name
        return [i for i in reading.content if i < words.index("to")], []
    return [i for i in reading.content if i < cut], [i for i in reading.content if i > cut]


def _refer(tool: ToolView, param: Param, reading: Reading, context: Context, filled: Filled) -> None:
    wanted, unwanted = _split_at_negation(reading)
    candidates = context.knowledge.fitting(tool, param)
    if unwanted:
        excluded = by_name([reading.tokens[i] for i in unwanted], candidates).things
        candidates = [thing for thing in candidates if thing not in excluded]
    named = [reading.tokens[i] for i in mention_of(tool, reading) if i in wanted]
    meant = by_name([reading.tokens[i] for i in wanted], candidates) if wanted else Meant()
    if len(meant.things) > 1:
        pointed = by_pointing(reading.request.words, meant.things, ())
        meant = pointed if pointed.only else meant
    if not meant.things and points([token.word for token in named]):
        now = {thing.id: thing for thing in candidates}
        listed = [now[thing.id] for thing in context.listed if thing.id in now]
        focus = [now[thing.id] for thing in context.focus if thing.id in now]
        meant = by_pointing(reading.request.words, listed or candidates, focus if not named else ())
    if not meant.things and not named and len(candidates) == 1:
        meant = Meant((candidates[0],), 1.0)
    if meant.only is not None:
        filled.things[param.name] = meant.only
        filled.values[param.name] = argument(param, meant.only)
    elif meant.things:
        filled.unsure[param.name] = meant.things
    else:
        filled.unknown[param.name] = " ".join(token.word for token in named)


def _value(tool: ToolView, param: Param, reading: Reading, context: Context, filled: Filled) -> Any:
    thing = next(iter(filled.things.values()), None)
    match param.kind:
        case "day" | "time" | "moment":
            return figures.moment(tool, param, reading, day=context.day, thing=thing)
        case "duration":
            return figures.duration(param, reading)
        case "number":
            removes = "remove" in asked_verbs(reading.request) and param.schema.get("minimum") == 0
            return 0 if removes else figures.number(tool, param, reading, thing=thing)
        case "flag":
            return figures.flag(param, reading)
        case "choice":
            return figures.choice(param, reading)
        case _:
            return free_text.read(tool, param, reading, context.knowledge)
