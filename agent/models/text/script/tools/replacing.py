"""As in "Replace the muesli with the seed flakes", where no tool does both: one goes out, the other comes in."""

from collections.abc import Sequence
from dataclasses import replace

from agent.models.text.script.language import Token
from agent.models.text.script.tools.evidence import asked_verbs
from agent.models.text.script.tools.knowledge import Knowledge
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.readings import find_numbers
from agent.models.text.script.tools.references import by_name
from agent.models.text.script.tools.requests import Request
from agent.models.text.script.tools.toolview import ToolView

_WITH = frozenset("with by for".split())


def take_apart(reading: Reading, tools: Sequence[ToolView], knowledge: Knowledge) -> list[Request]:
    """Two requests, to take out and to put in; the request alone where it is no such exchange."""
    request = reading.request
    if "exchange" not in asked_verbs(request) or request.question or any("exchange" in tool.verbs for tool in tools):
        return [request]
    joint = next((i for i, word in enumerate(request.words) if word in _WITH and i > 1), None)
    if joint is None or not _can_do_both(tools):
        return [request]
    old, new = request.tokens[1:joint], request.tokens[joint + 1 :]
    new = tuple(token for token in new if token.word not in ("same", "quantity", "amount", "number"))
    counted = [] if find_numbers(new) else [str(n) for n in [_quantity(old, knowledge)] if n is not None]
    out, put = (Token(word, word) for word in ("remove", "add"))
    return [
        replace(request, tokens=(out, *old), verb="remove", particle=None),
        replace(request, tokens=(put, *(Token(n, n) for n in counted), *new), verb="add", particle=None),
    ]


def _can_do_both(tools: Sequence[ToolView]) -> bool:
    takes_out = any("remove" in t.verbs or any(p.schema.get("minimum") == 0 for p in t.params) for t in tools)
    return takes_out and any("add" in tool.verbs and tool.of_kind("reference") for tool in tools)


def _quantity(old: Sequence[Token], knowledge: Knowledge) -> int | None:
    held = [thing for thing in knowledge.things.values() if knowledge.quantities.get(thing.id)]
    meant = by_name(list(old), held).only
    return knowledge.quantities[meant.id] if meant is not None else None
