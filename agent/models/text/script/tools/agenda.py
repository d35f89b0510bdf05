"""The things that the user asked for and that are not done yet, and the next step for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agent.models.text.script.tools import at_hand
from agent.models.text.script.tools.filling import Context, Filled, fill
from agent.models.text.script.tools.free_text import called
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.lookups import Lookup, find_lookup, list_of_all, whole_lookup
from agent.models.text.script.tools.matching import ENOUGH, Matcher
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.sparing import Declined, all_but, declined_for, one_by_one
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import ALL_WORDS

_MOST_DOUBTED = 4


@dataclass
class Item:
    """One request on its way. ``tool`` is set once the talk is about it; ``answers`` were given to our questions."""

    reading: Reading
    tool: ToolView | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    lookups: set[str] = field(default_factory=set)
    searched: str = ""  # the words of a search that found nothing at first
    tried: tuple[str, ...] = ()  # and the calls that were made for it
    phrase: str = ""  # the words for a thing, where they were answered apart
    asked: Param | None = None
    options: tuple[Thing, ...] = ()
    n_asked: dict[str, int] = field(default_factory=dict)  # by argument
    enough: float = ENOUGH  # how well a tool must fit
    after: "Item | None" = None  # what must be done first


@dataclass(frozen=True)
class Ready:
    """It can be called."""

    tool: ToolView
    filled: Filled


@dataclass(frozen=True)
class Wanted:
    """Something must be asked. ``options``: the things between which; ``phrase``: words that nothing fits."""

    tool: ToolView
    param: Param
    filled: Filled
    options: tuple[Thing, ...] = ()
    phrase: str = ""


Step = Ready | Wanted | Lookup | Declined | None


def next_step(item: Item, *, matcher: Matcher, tools: Sequence[ToolView], context: Context) -> Step:
    """What to do for an item: call, look something up first, or ask; None where no tool fits after all."""
    tool = item.tool or choose(item, matcher=matcher, context=context)
    if tool is None:
        return None
    filled = fill(tool, item.reading, context, answers=item.answers, phrase=item.phrase)
    if tool.plural and item.reading.spared and (step := _sparing(tool, filled, item, tools=tools, context=context)):
        return step
    whole = None if item.answers else list_of_all(tools, tool, item.reading, knowledge=context.knowledge)
    if whole is not None and whole.key not in item.lookups:
        return whole
    if (declined := _left_out_unknown(tool, item, context)) is not None:
        return declined
    way = at_hand.way_there(tool, [*filled.things.values()], item.reading, tools=tools, knowledge=context.knowledge)
    if way is not None and way.key not in item.lookups:
        return way
    known_by_name = tool.reads and not filled.unsure and any(filled.unknown.values())
    if known_by_name and (lookup := _lookup(item, tool, filled, tools=tools, context=context)) is not None:
        return lookup
    if tool.reads and (filled.unsure or filled.unknown) and item.asked is None:
        searched = _search(item, tools=tools, context=context)
        if searched is not None:
            return searched
    lookup = _lookup(item, tool, filled, tools=tools, context=context)
    if lookup is not None:
        return lookup
    return _settled(tool, filled, item, context=context)


def _sparing(
    tool: ToolView, filled: Filled, item: Item, *, tools: Sequence[ToolView], context: Context
) -> Lookup | Declined | None:
    """What comes before acting on all of something but for what is left out; None where nothing of it is."""
    single = one_by_one(tool, tools)
    if single is None:
        return Declined("I can only do that to all of them at once, so I changed nothing.")
    known, (other, param) = context.knowledge, single
    if not known.fitting(other, param):
        look = find_lookup(tools, tool=other, param=param, phrase="", knowledge=known, made=item.lookups)
        if look is not None:
            return look
    outcome = all_but(tool, filled.values, item.reading, single=single, knowledge=known)
    if outcome is None or isinstance(outcome, Declined):
        return outcome
    return Declined("That leaves nothing to change.")


def _left_out_unknown(tool: ToolView, item: Item, context: Context) -> Declined | None:
    """Where all of several are meant but for one that nothing known goes by."""
    param = next((param for param in tool.required if param.kind == "reference"), None)
    several = ALL_WORDS & {*item.reading.request.words} and not item.answers
    if tool.reads or param is None or not several or not (known := context.knowledge.fitting(tool, param)):
        return None
    return declined_for(item.reading, param, known, knowledge=context.knowledge)


def choose(item: Item, *, matcher: Matcher, context: Context) -> ToolView | None:
    """The tool that an item is for; None where none fits."""
    ranked = [match.tool for match in matcher.ranked(item.reading, context.knowledge, enough=item.enough)]
    asks = item.reading.request.question
    ranked = [
        t for t in ranked if not (asks and t.of_kind("query") and fill(t, item.reading, context, answers={}).missing)
    ] or ranked
    useful = [
        tool for tool in ranked if not _does_nothing(tool, fill(tool, item.reading, context, answers=item.answers))
    ]
    return next(iter(useful or ranked), None)


def _does_nothing(tool: ToolView, filled: Filled) -> bool:
    """Whether a thing would be named and nothing said of what to change about it."""
    optional = [param for param in tool.params if not param.required]
    pointing = all(param.kind == "reference" for param in tool.required)
    return not tool.reads and len(optional) > 1 and pointing and not any(p.name in filled.values for p in optional)


def _search(item: Item, *, tools: Sequence[ToolView], context: Context) -> Ready | None:
    """A search for what was asked about, where no single thing was named."""
    for tool in tools:
        if tool.reads and tool.required and all(param.kind == "query" for param in tool.required):
            filled = fill(tool, item.reading, context, answers={})
            if not filled.missing:
                return Ready(tool, filled)
    return None


def _lookup(
    item: Item, tool: ToolView, filled: Filled, *, tools: Sequence[ToolView], context: Context
) -> Lookup | None:
    """A look-up for a needed thing that is not known; not where several known ones fit, or it was not named at all."""
    for param in tool.of_kind("weekdays"):
        lookup = whole_lookup(tools, tool, knowledge=context.knowledge, made=item.lookups)
        if param.name not in filled.values and lookup is not None:
            return lookup
    for name, phrase in filled.doubtful.items():
        doubted = tool.param(name)
        if doubted is None or not doubted.required or len(phrase.split()) > _MOST_DOUBTED:
            continue
        found = find_lookup(
            tools, tool=tool, param=doubted, phrase=phrase, knowledge=context.knowledge, made=item.lookups, once=True
        )
        if found is not None:
            return found
    for param in tool.required:
        if param.name not in filled.unknown or ("login" in tool.verbs and filled.unknown[param.name]):
            continue
        phrase = item.phrase or filled.unknown[param.name]
        known = context.knowledge.fitting(tool, param)
        if known and not phrase:
            continue
        found = find_lookup(
            tools, tool=tool, param=param, phrase=phrase, knowledge=context.knowledge, made=item.lookups
        )
        if found is not None:
            return found
    return None


def _settled(tool: ToolView, filled: Filled, item: Item, *, context: Context) -> Ready | Wanted:
    for param in list(filled.missing):
        phrase = item.phrase or filled.unknown.get(param.name, "")
        by_label = param.may_be_label and not context.knowledge.fitting(tool, param)
        phrase = called(param, item.reading) if by_label and not item.phrase else phrase
        if (param.means_person or by_label) and phrase and param.name not in filled.unsure:
            filled.values[param.name] = phrase  # people, and what has a label, are found by it
            filled.missing.remove(param)
    for param in filled.missing:
        if param.name in filled.unsure:
            return Wanted(tool, param, filled, options=filled.unsure[param.name])
        return Wanted(tool, param, filled, phrase=item.phrase or filled.unknown.get(param.name, ""))
    return Ready(tool, filled)
