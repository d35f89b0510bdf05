"""What was looked up is what is wanted: "Book it with the blue card" after the price of a flight was asked for."""

from typing import Any

from agent.models.text.script.tools.agenda import Item
from agent.models.text.script.tools.filling import Context, fill
from agent.models.text.script.tools.follow_ups import Before
from agent.models.text.script.tools.toolview import ToolView

_SHARED = 3  # so many arguments in common make the look-up one of the same thing
_POINTERS = frozenset("it that this one those them".split())


def carried(before: Before | None, item: Item, tool: ToolView | None, *, context: Context) -> dict[str, Any]:
    """The arguments of the last look-up that a request leaves out; none where it is about something else."""
    if before is None or tool is None or tool.reads or not before.tool.reads:
        return {}
    shared = {p.name for p in tool.params if p.kind != "reference" and p.name in before.arguments}
    if len(shared) < _SHARED:
        return {}
    said = fill(tool, item.reading, context, answers=item.answers).values
    elsewhere = any(p.kind == "text" and p.name in said for p in tool.params)
    if elsewhere and not _POINTERS & {*item.reading.request.words}:
        return {}
    return {name: before.arguments[name] for name in shared if name not in said}
