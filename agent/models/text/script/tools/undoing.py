"""As in "Undo that" or "Actually, cancel that": what was done last is taken back, where a tool can do it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from agent.models.text.script.language import words_of
from agent.models.text.script.tools.agenda import Item
from agent.models.text.script.tools.correcting import pointing_at, undoing
from agent.models.text.script.tools.knowledge import Knowledge, Thing
from agent.models.text.script.tools.outcomes import Done
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.requests import Request
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import noun_classes

_LEAD = (
    r"(?:(?:no|oh|wait|sorry|actually|hm+|um+|okay|ok|well|please|on second thoughts?|i (?:have )?changed my mind|"
    r"(?:can|could|would) you(?: please)?|let us|i (?:want|would like|need) (?:you )?to) )*"
)
_BACK = (
    r"(?:undo|revert|reverse|scratch|cancel|take back|forget(?: about)?|never mind|drop|stop)"
    r" (?:that|this|it all|that one|the last (?:one|thing|change|step)|what you (?:just )?did)"
    r"|undo(?: it)?|take (?:that|this|it) back|(?:put|change|set|turn|move|switch) (?:it|that|them|everything) back"
    r"(?: (?:to )?(?:how|the way|where|as|what) it was(?: before)?)?|go back(?: to how it was)?|never mind|cancel it"
    r"|(?:i )?did not mean (?:that|it|to do that)|forget it"
)
_TAKES_BACK = re.compile(rf"^{_LEAD}(?:{_BACK})(?: again| please| then| after all| instead| actually)*$")
_DOUBTING = re.compile(rf"^{_LEAD}(?:cancel it|forget it|never mind)(?: again| please| then| after all)*$")
_CHANGED_MIND = frozenset("actually no wait sorry thought thoughts mind".split())


def takes_back(text: str) -> bool:
    """Whether these words take back what was done last, and nothing else."""
    words = words_of(text)
    said = " ".join(words)
    if _TAKES_BACK.match(said) is None:
        return False
    return _DOUBTING.match(said) is None or bool(_CHANGED_MIND & {*words[:-2]}) or words[:2] == ("never", "mind")


def undo(
    lately: Sequence[Done], *, tools: Sequence[ToolView], now: datetime, knowledge: Knowledge
) -> tuple[list[Item], bool]:
    """The calls after which all is as it was before what was done lately, and whether that is all of it."""
    reading, items, whole = Reading(Request(()), now), list[Item](), True
    for last in reversed([call for call in lately if call.objection is None]):
        back = _undo(last, tools=tools, reading=reading, knowledge=knowledge)
        items.extend(back or [])
        whole = whole and back is not None
    return items, whole


def _undo(last: Done, *, tools: Sequence[ToolView], reading: Reading, knowledge: Knowledge) -> list[Item] | None:
    """For one call; empty where it changed nothing, None where there is no way back."""
    if (opposite := _opposite(last, tools)) is not None:
        return [Item(reading, opposite, _own_arguments(opposite, last))]
    for param in last.tool.required:
        if param.may_be_new and param.name not in last.things:
            return _named_as_before(last, param, reading)
        if param.kind == "number" and param.name == "quantity":
            return _as_many_as_before(last, param.name, tools, reading=reading)
    changed = [thing for thing in last.shown or last.things.values() if thing.id in last.was]
    before = _as_before(changed, last, tools=tools, reading=reading, knowledge=knowledge) if changed else None
    if before is not None:
        return before
    made = next((thing for thing in last.shown if thing.id not in last.was), None)
    made = made or (next(iter(last.things.values()), None) if last.tool.verbs & {"add", "save"} else None)
    if made is None or (last.things and last.tool.verbs & {"remove", "exchange", "return"}):
        return None
    taken_back = (undoing(tool, made, reading, knowledge=knowledge) for tool in tools if tool is not last.tool)
    item = next(filter(None, taken_back), None)
    return [item] if item is not None else None


def _named_as_before(last: Done, name: Param, reading: Reading) -> list[Item] | None:
    """What was renamed goes by its old name again; of a copy there is no old name."""
    (source, *_) = last.things or ("",)
    if "copy" in last.tool.verbs or source not in last.arguments:
        return None
    return [Item(reading, last.tool, {source: last.arguments[name.name], name.name: last.arguments[source]})]


def _opposite(last: Done, tools: Sequence[ToolView]) -> ToolView | None:
    """As "unlike" for "like", "save" for "unsave", for the same thing; or what deletes what was sent to somebody."""
    verb, nouns = last.tool.short[0], {c for word in last.tool.short[1:] for c in noun_classes(word)}
    for tool in tools:
        pair = {tool.short[0], verb}
        same = {c for word in tool.short[1:] for c in noun_classes(word)} & nouns or not nouns
        if pair in ({f"un{verb}", verb}, {verb, verb.removeprefix("un")}) and len(pair) == 2 and same:
            return tool
        takes = [param.name for param in tool.required]
        if tool.short[0] == "delete" and verb == "send" and same and takes and {*takes} <= {*last.arguments}:
            return tool
    return None


def _own_arguments(tool: ToolView, last: Done) -> dict[str, Any]:
    """What the last call was made with, under the names that another tool has for it."""
    given: Mapping[str, Any] = {**last.arguments, **last.things}
    (first, *_) = [param.name for param in last.tool.required]
    return {param.name: given.get(param.name, given[first]) for param in tool.required}


def _as_many_as_before(last: Done, name: str, tools: Sequence[ToolView], *, reading: Reading) -> list[Item] | None:
    """As many of a thing as there were: counted back from what was added, or as it was told before."""
    setter = next((tool for tool in tools if any(p.schema.get("minimum") == 0 for p in tool.of_kind("number"))), None)
    adder = next((tool for tool in tools if "add" in tool.verbs and tool is not setter and tool.param(name)), None)
    thing = next(iter(last.things.values()), None)
    if thing is None or setter is None or adder is None or last.tool not in (setter, adder):
        return None
    now = next((t.fields.get("quantity") for t in last.shown if t.id == thing.id), 0)
    earlier = last.was[thing.id].fields.get("quantity") if thing.id in last.was else None
    before = now - last.arguments[name] if last.tool is adder and isinstance(now, int) else earlier
    if not isinstance(before, int):
        return None
    tool = setter if now else adder
    return [Item(reading, tool, {tool.of_kind("reference")[0].name: thing, name: before})] if before or now else []


def _as_before(
    changed: Sequence[Thing], last: Done, *, tools: Sequence[ToolView], reading: Reading, knowledge: Knowledge
) -> list[Item] | None:
    """Each thing with the same tool, or with one for single things, and with the values that it had; None in doubt."""
    items: list[Item] = []
    for thing in changed:
        before, found = last.was[thing.id], None
        for tool in (last.tool, *(t for t in tools if t.verbs & last.tool.verbs or "set" in t.verbs)):
            param = pointing_at(tool, thing, knowledge)
            values = _values(tool, before) if param is not None else None
            if param is not None and values and any(before.fields[n] != thing.fields.get(n) for n in values):
                found = Item(reading, tool, {param.name: thing, **values})
                break
        same = all(before.fields.get(name) == value for name, value in thing.fields.items())
        if found is None and not (same and last.shown):
            return None
        items.extend([found] if found is not None else [])
    return items


def _values(tool: ToolView, before: Thing) -> dict[str, Any] | None:
    """What the tool would be called with to have a thing as before; None where that was not told."""
    needed = [param.name for param in tool.required if param.kind != "reference"]
    if any(name not in before.fields for name in needed) or not tool.params[1:]:
        return None
    optional = [p.name for p in tool.params if not p.required and p.kind != "reference"] if not needed else []
    return {name: before.fields[name] for name in (*needed, *optional) if before.fields.get(name) is not None}
