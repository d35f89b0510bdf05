"""Turns of phrase that decide how a part of what was said is taken."""

from agent.models.text.script.tools import free_text
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.requests import Request
from agent.models.text.script.tools.toolview import ToolView

BACK = frozenset("his her their it that there then them they ones those these".split())
LEAVE = ("leave", "keep")
_GIVEN = frozenset("a an me him her them one some".split())


def has_query(tool: ToolView, reading: Reading) -> bool:
    """Whether there is something to search for, where the tool searches."""
    searches = any(param.kind == "query" for param in tool.required)
    return not searches or free_text.query(tool, reading) is not None


def leaves(request: Request) -> bool:
    """As in "Leave the lamp on", and not "Leave a comment"."""
    return request.verb in LEAVE and not _GIVEN & {*request.words[1:2]}


def only_refers(reading: Reading) -> bool:
    """As in "Please add it": a verb for what was named before."""
    figures = reading.moments or reading.numbers or reading.request.question
    return not reading.content and not figures and bool(BACK & {*reading.request.words})
