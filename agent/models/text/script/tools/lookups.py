"""Finding a thing that was named and is not known yet: which tool to ask, and with what words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from agent.models.text.script.language import words_of
from agent.models.text.script.tools.knowledge import Knowledge
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import STOP, noun_classes

_MOST_FOR_ONE = 4


@dataclass(frozen=True, slots=True)
class Lookup:
    """A call that only looks. ``key`` says what it would tell, so that it is not made twice for the same words."""

    tool: ToolView
    arguments: dict[str, Any]

    @property
    def key(self) -> str:
        """The same call has the same key."""
        return f"{self.tool.name} {sorted(self.arguments.items())}"


def find_lookup(
    tools: Sequence[ToolView],
    *,
    tool: ToolView,
    param: Param,
    phrase: str,
    knowledge: Knowledge,
    made: set[str],
    once: bool = False,
) -> Lookup | None:
    """The most promising call that was not made yet; None when there is nothing left to try.

    ``once``: only a search, and only for the whole phrase.
    """
    if len(made) >= _MOST_FOR_ONE:
        return None
    ranked = sorted(
        ((_relevance(other, tool, param), other) for other in tools if other.reads and other is not tool),
        key=lambda pair: -pair[0],
    )
    for relevance, other in ranked:
        if relevance <= 0:
            break
        for arguments in _ways(other, phrase)[: 1 if once else None] if other.required or not once else []:
            lookup = Lookup(other, arguments)
            if lookup.key not in made and lookup.key not in knowledge.looked_up:
                return lookup
    return None


def whole_lookup(tools: Sequence[ToolView], tool: ToolView, *, knowledge: Knowledge, made: set[str]) -> Lookup | None:
    """A call that shows what a tool would change as a whole."""
    named = {c for word in tool.short[1:] for c in noun_classes(word)}
    for other in tools:
        described = {c for word in words_of(other.spec.description) for c in noun_classes(word)}
        lookup = Lookup(other, {})
        if other.reads and not other.required and named & described and lookup.key not in made | knowledge.looked_up:
            return lookup
    return None


def _relevance(other: ToolView, tool: ToolView, param: Param) -> float:
    """How likely the tool tells of such things: by its name, by its description, by how it is searched."""
    wanted = param.stems | {
        c
        for word in words_of(param.description)
        if word not in STOP and word not in ("id", "name")
        for c in noun_classes(word)
    }
    named = {c for word in other.short for c in noun_classes(word)}
    described = {c for word in words_of(other.spec.description) if word not in STOP for c in noun_classes(word)}
    score = 2.0 * bool(param.stems & named) + 1.5 * bool(wanted & named) + 1.0 * bool(wanted & described)
    if not score or any(p.kind != "query" for p in other.required):
        return 0.0
    return (
        score + (0.5 if other.required else 0.0) + (0.3 if other.short[0] in ("list", "search", "find", "ls") else 0.0)
    )


def _ways(other: ToolView, phrase: str) -> list[dict[str, Any]]:
    queries = [param for param in other.required if param.kind == "query"]
    if not queries:
        return [{}]
    words = [word for word in phrase.split() if len(word) > 2]
    singles = sorted(words, key=len, reverse=True) if len(words) > 1 else []
    phrases = [phrase, phrase.removesuffix("s"), *singles]
    return [{queries[0].name: said} for said in dict.fromkeys(phrases) if said]
