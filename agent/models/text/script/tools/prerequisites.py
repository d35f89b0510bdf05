"""What must come first: a tool that refuses because another one has to be used before it."""

import re
from collections.abc import Sequence

from agent.models.text.script.tools.agenda import Item
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.requests import Request
from agent.models.text.script.tools.toolview import ToolView

_FIRST = re.compile(r"\b(?:with|use|call|run) (?:the )?(?P<tool>\w+)(?: tool)? first\b")


def needed_first(error: str, tools: Sequence[ToolView], waiting: Item) -> Item | None:
    """The use of the tool that a refusal names, to be asked about; None where it names none."""
    match = _FIRST.search(error)
    tool = next((tool for tool in tools if match is not None and tool.name.endswith(match["tool"])), None)
    if tool is None or waiting.tool is tool:
        return None
    return Item(Reading(Request(()), waiting.reading.now), tool)
