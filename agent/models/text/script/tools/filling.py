"""A tool's arguments from a request: what it says, what was answered since, and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from agent.models.text.script.language import Token, stem, tokenize, words_of
from agent.models.text.script.tools import at_hand, figures, free_text
from agent.models.text.script.tools.dated import on_days_said, without_other_days
from agent.models.text.script.tools.evidence import asked_verbs
from agent.models.text.script.tools.journeys import way_of
from agent.models.text.script.tools.knowledge import Knowledge, Thing
from agent.models.text.script.tools.mentions import kind_said, mention_of, split_at_negation
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.references import (
    PERSONS,
    Meant,
    by_name,
    by_person,
    by_pointing,
    compares_one,
    points,
)
from agent.models.text.script.tools.requests import Request
from agent.models.text.script.tools.roles import in_role
from agent.models.text.script.tools.sparing import without_spared
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import noun_classes
from agent.models.text.script.tools.weekdays import weekdays
from scenarios.forms.days import WEEKDAYS

_OWN = frozenset("my i me mine own myself".split())


@dataclass(frozen=True)
class Context:
    """What the talk so far adds: known things, the ones last listed and last spoken of, and the day last named."""

    knowledge: Knowledge
    listed: Sequence[Thing] = ()
    focus: Sequence[Thing] = ()
    day: date | None = None
    owner: str | None = None  # whom the assistant works for, as the tools know them


@dataclass
class Filled:
    """``unsure``: several things fit an argument. ``unknown``: words for a thing that nothing known fits."""

    values: dict[str, Any] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    missing: list[Param] = field(default_factory=list)
    unsure: dict[str, tuple[Thing, ...]] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    doubtful: dict[str, str] = field(default_factory=dict)  # words of which a part fits the thing that was found


def fill(tool: ToolView, reading: Reading, context: Context, *, answers: Mapping[str, Any], phrase: str = "") -> Filled:
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
            _refer(tool, param, reading if not phrase else _named(phrase, reading), context=context, filled=filled)
        else:
            value = _value(tool, param, reading, context=context, filled=filled)
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
    if param.at_hand:
        return thing.name
    return thing.name if "name" in param.description.lower() and "id" not in param.description.lower() else thing.id


def _refer(tool: ToolView, param: Param, reading: Reading, *, context: Context, filled: Filled) -> None:
    if param.at_hand:
        _refer_at_hand(tool, param, reading, context=context, filled=filled)
        return
    wanted, unwanted = split_at_negation(reading)
    if tool.of_kind("names", "place"):
        wanted = [i for i in wanted if i in mention_of(tool, reading)]
    candidates = _candidates(tool, param, reading, context=context, unwanted=unwanted)
    if not tool.of_kind("day", "moment"):  # a text may name a weekday
        wanted = sorted({*wanted, *(i for i, token in enumerate(reading.tokens) if token.word in WEEKDAYS)})
    wanted = in_role(tool, param, reading, content=wanted)
    wanted = [i for i in wanted if i not in _of_others(tool, param, reading, context=context)]
    named = [reading.tokens[i] for i in mention_of(tool, reading) if i in wanted]
    meant = by_name([reading.tokens[i] for i in wanted], candidates) if wanted else Meant()
    meant = _by_day(tool, reading, candidates, meant=meant, named=named)
    if len(meant.things) > 1 and any(p.schema.get("minimum") == 0 for p in tool.of_kind("number")):
        there = tuple(thing for thing in meant.things if context.knowledge.quantities.get(thing.id))
        meant = Meant(there, meant.score) if there else meant  # what can be taken out is what is in it
    if len(meant.things) > 1:
        pointed = by_pointing(reading.request.words, meant.things, ())
        meant = pointed if pointed.only else meant
    if not meant.things:
        meant = _pointed_at(param, reading, candidates, named=named, context=context)
    own = tool.reads and context.owner and _OWN & {*reading.request.words}
    if param.means_person and not meant.things and not named and own:
        filled.values[param.name] = context.owner
        return
    if kind := kind_said(param, reading, candidates):
        meant, named = Meant(), list(tokenize(kind))
    _settle(param, meant, named, filled=filled)


def _candidates(
    tool: ToolView, param: Param, reading: Reading, *, context: Context, unwanted: Sequence[int]
) -> list[Thing]:
    """The things that can be meant at all: not those of other days, and not those that are left out."""
    candidates = context.knowledge.fitting(tool, param)
    if not tool.of_kind("day", "moment"):
        candidates = without_other_days(candidates, reading)
    if unwanted:
        excluded = by_name([reading.tokens[i] for i in unwanted], candidates).things
        candidates = [thing for thing in candidates if thing not in excluded]
    return without_spared(candidates, reading)


def _refer_at_hand(tool: ToolView, param: Param, reading: Reading, *, context: Context, filled: Filled) -> None:
    known = context.knowledge.fitting(tool, param)
    meant = at_hand.refer(tool, param, reading, known=known, focus=context.focus)
    if not meant.things and (name := at_hand.new_name(tool, param, reading, known=known)) is not None:
        filled.values[param.name] = name
        return
    _settle(param, meant, [], filled=filled)
    if not meant.things:
        filled.unknown[param.name] = at_hand.words_for(tool, param, reading, known=known)


def _of_others(tool: ToolView, param: Param, reading: Reading, *, context: Context) -> set[int]:
    """Where the words stand that are for other arguments: "the basic insurance for the flight with the blue card"."""
    own = context.knowledge.fitting(tool, param)
    others = [p for p in tool.params if p is not param and (p.kind == "reference" or p.kind == "choice")]
    refs = [p for p in tool.params if p.kind == "reference"]
    if not any(way_of(thing.fields) for p in refs for thing in context.knowledge.fitting(tool, p)):
        return set()
    taken: set[str] = set()
    for other in others:
        taken |= {word for thing in context.knowledge.fitting(tool, other) for word in map(stem, thing.name_words)}
        taken |= {stem(word) for word in (*other.choices, *free_text.called(other, reading).split())} | other.stems
    taken -= {stem(word) for thing in own for word in thing.name_words if way_of(thing.fields) is None}
    kinds = {kind for thing in own if way_of(thing.fields) for kind in thing.kinds} - param.stems
    kinds |= taken if param.may_be_label else param.stems | taken
    return {i for i in reading.content if noun_classes(reading.tokens[i].word) & kinds}


def _pointed_at(
    param: Param, reading: Reading, candidates: Sequence[Thing], *, named: Sequence[Token], context: Context
) -> Meant:
    """What is meant without its name: by a pronoun, a place in a list, or as the only one there is."""
    meant = _that_one(param, reading, candidates, context=context) or Meant()
    if not meant.things and (points([token.word for token in named]) or compares_one(reading.request.words)):
        now = {thing.id: thing for thing in candidates}
        listed = [now[thing.id] for thing in context.listed if thing.id in now]
        focus = [now[thing.id] for thing in context.focus if thing.id in now]
        focus = focus or [c for c in candidates for thing in context.focus if thing.id in c.fields.values()]
        meant = by_pointing(reading.request.words, listed or candidates, focus if not named else ())
    if param.means_person and not meant.things and PERSONS & {*reading.request.words}:
        meant = by_person(candidates, (*context.focus, *context.listed))
    if not meant.things and not named and len(candidates) == 1:
        meant = Meant((candidates[0],), 1.0)
    return meant


def _settle(param: Param, meant: Meant, named: Sequence[Token], *, filled: Filled) -> None:
    """Put down what is meant: the thing, the several that it may be, or the words that nothing fits."""
    if meant.things and named and unfitting(named, meant.things):
        filled.doubtful[param.name] = " ".join(token.word for token in named)
    if meant.only is not None:
        filled.things[param.name] = meant.only
        filled.values[param.name] = argument(param, meant.only)
    elif meant.things:
        filled.unsure[param.name] = meant.things
    else:
        filled.unknown[param.name] = " ".join(token.word for token in named)


def _that_one(param: Param, reading: Reading, candidates: Sequence[Thing], *, context: Context) -> Meant | None:
    """As in "that post": what was spoken of last of this kind."""
    words = reading.request.words
    shown = any(word in ("that", "this") and param.stems & noun_classes(after) for word, after in pairwise(words))
    spoken_of = next((thing for thing in context.focus if thing.id in [c.id for c in candidates]), None)
    return Meant((spoken_of,), 0.8) if shown and spoken_of is not None else None


def unfitting(named: Sequence[Token], things: Sequence[Thing]) -> bool:
    """Whether a word beside those that fit is no word of the things at all: "shoe cream" for shoes."""
    known = {stem(w) for t in things for w in (*t.name_words, *words_of(t.id.replace("_", " ")))}
    known |= {word for thing in things for word in (*thing.other_words, *thing.authors, *thing.kinds)}
    return any(stem(token.word) not in known and len(token.word) > 2 for token in named) and any(
        stem(token.word) in known for token in named
    )


def _by_day(
    tool: ToolView, reading: Reading, candidates: Sequence[Thing], *, meant: Meant, named: Sequence[Token]
) -> Meant:
    """The one among several that is on the day that was named, where the day is not what shall be changed."""
    days = {m.days[0] for m in reading.moments if m.days}
    takes_day = bool(tool.of_kind("day", "moment"))
    if meant.only is not None or (takes_day and (len(days) < 2 or not meant.things)):
        return meant
    if not meant.things and named:
        return meant
    dated = on_days_said(meant.things or candidates, reading)
    return Meant(tuple(dated), 1.0) if len(dated) == 1 else meant


def _value(tool: ToolView, param: Param, reading: Reading, *, context: Context, filled: Filled) -> Any:
    thing = next(iter(filled.things.values()), None)
    match param.kind:
        case "day" | "time" | "moment":
            return figures.moment(tool, param, reading, day=context.day, thing=thing)
        case "duration":
            return figures.duration(param, reading)
        case "number":
            removes = "remove" in asked_verbs(reading.request) and param.schema.get("minimum") == 0
            return 0 if removes else figures.number(tool, param, reading, thing=thing)
        case "weekdays":
            return weekdays(param, reading, context.knowledge)
        case "flag":
            return figures.flag(param, reading)
        case "choice":
            return figures.choice(param, reading)
        case _:
            return free_text.read(tool, param, reading, knowledge=context.knowledge)
