"""The things that the user asked for and that are not done yet, and the next step for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from agent.models.text.script.tools.filling import Context, Filled, fill
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.lookups import Lookup, find_lookup
from agent.models.text.script.tools.matching import ENOUGH, Matcher
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import ALL_WORDS


@dataclass
class Item:
    """One request on its way. ``tool`` is set once the talk is about it; ``answers`` were given to our questions."""

    reading: Reading
    tool: ToolView | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    lookups: set[str] = field(default_factory=set)
    phrase: str = ""  # the words for a thing, where they were answered apart
    asked: Param | None = None
    options: tuple[Thing, ...] = ()
    n_asked: int = 0
    enough: float = ENOUGH  # how well a tool must fit


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


Step = Ready | Wanted | Lookup | None


def next_step(item: Item, *, matcher: Matcher, tools: Sequence[ToolView], context: Context) -> Step:
    """What to do for an item: call, look something up first, or ask; None where no tool fits after all."""
    tool = item.tool or _choose(item, matcher=matcher, context=context)
    if tool is None:
        return None
    filled = fill(tool, item.reading, context, item.answers, phrase=item.phrase)
    if tool.reads and (filled.unsure or filled.unknown) and item.asked is None:
        searched = _search(item, tools=tools, context=context)
        if searched is not None:
            return searched
    lookup = _lookup(item, tool, filled, tools=tools, context=context)
    if lookup is not None:
        return lookup
    return _settled(tool, filled, item)


def spread(item: Item, *, matcher: Matcher, context: Context) -> list[Item]:
    """One item for each thing, where all of several are meant: "lock both doors", "like them all"."""
    words = set(item.reading.request.words)
    tool = item.tool or _choose(item, matcher=matcher, context=context)
    if tool is None or tool.reads or tool.plural or item.answers:
        return [item]
    filled = fill(tool, item.reading, context, item.answers)
    for param in tool.required:
        if param.kind != "reference" or param.name in filled.values:
            continue
        several = filled.unsure.get(param.name, ())
        if not several and {"them", "those", "these"} & words:
            fitting = context.knowledge.fitting(tool, param)
            several = tuple(thing for thing in context.listed if thing in fitting)
        elif not several and ALL_WORDS & words:
            several = tuple(context.knowledge.fitting(tool, param))
        if len(several) > 1 and (ALL_WORDS | {"them", "those", "these"}) & words:
            return [replace(item, tool=tool, answers={param.name: thing}, lookups=set()) for thing in several]
    return [item]


def _choose(item: Item, *, matcher: Matcher, context: Context) -> ToolView | None:
    ranked = [match.tool for match in matcher.ranked(item.reading, context.knowledge, enough=item.enough)]
    useful = [tool for tool in ranked if not _does_nothing(tool, fill(tool, item.reading, context, item.answers))]
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
            filled = fill(tool, item.reading, context, {})
            if not filled.missing:
                return Ready(tool, filled)
    return None


def _lookup(
    item: Item, tool: ToolView, filled: Filled, *, tools: Sequence[ToolView], context: Context
) -> Lookup | None:
    """A look-up for a needed thing that is not known; not where several known ones fit, or it was not named at all."""
    for param in tool.required:
        if param.name not in filled.unknown:
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


def _settled(tool: ToolView, filled: Filled, item: Item) -> Ready | Wanted:
    for param in filled.missing:
        if param.name in filled.unsure:
            return Wanted(tool, param, filled, options=filled.unsure[param.name])
        return Wanted(tool, param, filled, phrase=item.phrase or filled.unknown.get(param.name, ""))
    return Ready(tool, filled)
