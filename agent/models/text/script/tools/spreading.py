"""One request for several things as several: "lock both doors", "like them all", "all the lights but the lamp"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from agent.models.text.script.tools.agenda import Item, choose
from agent.models.text.script.tools.dated import on_days_said
from agent.models.text.script.tools.filling import Context, Filled, fill
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.lookups import are_all_meant, list_of_all
from agent.models.text.script.tools.matching import Matcher
from agent.models.text.script.tools.sparing import all_but, meant_by, narrows_down, one_by_one, spared, without_spared
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import ALL_WORDS

_COUNTS = {2: "two", 3: "three", 4: "four"}
_THEM = frozenset("them those these".split())


def spread(item: Item, *, matcher: Matcher, tools: Sequence[ToolView], context: Context) -> list[Item]:
    """One item for each thing, where several are meant; the item alone where one is, or where it is not known yet."""
    tool = item.tool or choose(item, matcher=matcher, context=context)
    if tool is None:
        return [item]
    if tool.reads:
        apart = _several_days(tool, item) or ([] if item.answers else _several_named(tool, item, context))
        return _each(item, tool, [{**item.answers, **answers} for answers in apart])
    if tool.plural:
        return _all_but(tool, item, tools=tools, context=context)
    everything = list(context.knowledge.things.values())
    if any(not meant_by(words, everything, now=item.reading.now) for words in item.reading.spared) or (
        item.reading.spared and not without_spared(everything, item.reading)
    ):
        return [item]
    if not item.answers and narrows_down(item.reading.request.words):
        return [item]
    if item.answers or list_of_all(tools, tool, item.reading, knowledge=context.knowledge) is not None:
        return [item]
    filled = fill(tool, item.reading, context, answers=item.answers)
    for param in tool.required:
        if param.kind == "reference" and (several := _several(tool, param, filled, item=item, context=context)):
            return _each(item, tool, [{param.name: thing} for thing in several])
    return [item]


def _each(item: Item, tool: ToolView, answers: Sequence[dict[str, Any]]) -> list[Item]:
    return [replace(item, tool=tool, answers=own, lookups=set()) for own in answers] or [item]


def _several(tool: ToolView, param: Param, filled: Filled, *, item: Item, context: Context) -> list[Thing]:
    """The things that are meant together; none where one is, or where it must be asked which."""
    words = {*item.reading.request.words}
    several = filled.unsure.get(param.name, ())
    together = bool(ALL_WORDS & words and _THEM & words and len(context.listed) > 1)
    if param.name in filled.values and not together:
        return []
    if not several and _THEM & words:
        fitting = context.knowledge.fitting(tool, param)
        several = tuple(thing for thing in context.listed if thing in fitting)
    elif not several and are_all_meant(tool, param, item.reading) and not filled.unknown.get(param.name):
        several = tuple(context.knowledge.fitting(tool, param))
    if not tool.of_kind("day", "moment") and any(m.days for m in item.reading.moments):
        several = tuple(on_days_said(several, item.reading))
    left = spared(item.reading, several)
    counted = _COUNTS.get(len(several), "") in words
    each = counted or (param.at_hand and all({*thing.name_words} <= words for thing in several))
    meant = [thing for thing in several if thing not in left]
    return meant if (each or (ALL_WORDS | _THEM) & words) and (len(meant) > 1 or left) else []


def _all_but(tool: ToolView, item: Item, *, tools: Sequence[ToolView], context: Context) -> list[Item]:
    """For a tool that acts on all of something: one item for each of the rest, where something is left out."""
    single = one_by_one(tool, tools)
    if not item.reading.spared or single is None or not context.knowledge.fitting(*single):
        return [item]
    values = fill(tool, item.reading, context, answers=item.answers).values
    answers = all_but(tool, values, item.reading, single=single, knowledge=context.knowledge)
    return _each(item, single[0], answers) if isinstance(answers, list) else [item]


def _several_days(tool: ToolView, item: Item) -> list[dict[str, Any]]:
    """As in "When am I free on Saturday and on Sunday?": one look for each day."""
    params = tool.of_kind("day")
    days = dict.fromkeys(m.days[0] for m in item.reading.moments if m.days)
    if len(params) != 1 or len(days) < 2 or params[0].name in item.answers:
        return []
    return [{params[0].name: day.isoformat()} for day in days]


def _several_named(tool: ToolView, item: Item, context: Context) -> list[dict[str, Any]]:
    """As in "What's in the rye bread and the goat cheese?": one look at each."""
    words = set(item.reading.request.words)
    params = [param for param in tool.required if param.kind == "reference"]
    if len(params) != 1:
        return []
    several = fill(tool, item.reading, context, answers={}).unsure.get(params[0].name, ())
    if len(several) > 1 and all({*thing.name_words} <= words for thing in several):
        return [{params[0].name: thing} for thing in several]
    each = all(thing.name_words[0] in words for thing in several)
    apart = {word for thing in several for word in thing.name_words[:1]}
    return [{params[0].name: thing} for thing in several] if each and len(apart) == len(several) > 1 else []
