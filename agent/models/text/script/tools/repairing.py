"""Verbs that were misheard, such as "look the door" and "like the door", as the tools' verbs that sound like them."""

from collections.abc import Sequence
from dataclasses import replace

from agent.models.text.script.language import Token, stem
from agent.models.text.script.tools.requests import Request
from agent.models.text.script.tools.toolview import ToolView
from agent.models.text.script.tools.vocabulary import STOP, verb_classes
from scenarios.forms.names import distance

_BEHIND_LOOK = ("at", "for", "up", "into", "over", "like", "")
_SHOWING = frozenset("the my all both".split())
_SHORTEST = 4


def repaired(request: Request, tools: Sequence[ToolView]) -> Request:
    """The request with a verb that some tool goes by; as it is where it has one, or where none sounds like it."""
    if not request.tokens or request.question or request.wish:
        return request
    first, second = request.words[0], " ".join(request.words[1:2])
    flags = (word for tool in tools for param in tool.of_kind("flag") for word in param.flags)
    verbs = sorted({*(tool.short[0] for tool in tools), *flags})
    is_theirs = any(verb_classes(first) & tool.verbs for tool in tools)
    if request.verb in (None, first) and second in _SHOWING and not is_theirs:
        alike = [verb for verb in verbs if len(verb) >= _SHORTEST and _sound(verb) == _sound(first)]
        if alike:
            return _with_verb(request, alike[0])
    odd = first == "look" and second not in _BEHIND_LOOK
    if not odd and (request.verb or first in STOP):
        return request
    if request.verb is None and any(stem(tool.short[0]) == stem(first) for tool in tools):
        return replace(request, verb=first)
    near = [verb for verb in verbs if verb != first and len(first) >= _SHORTEST and distance(first, verb) <= 1]
    return _with_verb(request, near[0]) if near else request


def _with_verb(request: Request, verb: str) -> Request:
    return replace(request, verb=verb, tokens=(Token(verb, verb), *request.tokens[1:]))


def _sound(word: str) -> str:
    """The consonants as they sound: "like", "look" and "lock" are one."""
    hard = word.replace("c", "k").replace("q", "k")
    return "".join(c for c, before in zip(hard, " " + hard, strict=False) if c not in "aeiouyh" and c != before)
