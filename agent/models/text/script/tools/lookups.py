"""Finding a thing that was named and is not known yet: which tool to ask, and with what words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from agent.models.text.script.language import words_of
from agent.models.text.script.tools.knowledge import Knowledge
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import ALL_WORDS, STOP, noun_classes

_MOST_FOR_ONE = 4
_EVERYBODY = frozenset("everyone everybody each both people friends contacts".split())


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


def list_of_all(tools: Sequence[ToolView], tool: ToolView, reading: Reading, *, knowledge: Knowledge) -> Lookup | None:
    """The list to be seen before all of something is acted on: of the day that was named, or of all there are.

    None where it was seen, or where not all of something is meant.
    """
    param = next((param for param in tool.required if param.kind == "reference"), None)
    if tool.reads or tool.plural or param is None or not are_all_meant(tool, param, reading):
        return None
    days = [m.days[0] for m in reading.moments if m.days]
    if days and tool.of_kind("day", "moment"):
        return None
    for other in tools:
        if not other.reads or not _names_alike(other, tool, param):
            continue
        lookup = None
        if days and [p.kind for p in other.required] == ["day"]:
            lookup = Lookup(other, {other.required[0].name: days[0].isoformat()})
        elif not days and not other.required and not reading.content:
            lookup = Lookup(other, {})
        if lookup is not None:
            return None if lookup.key in knowledge.looked_up | knowledge.seen else lookup
    return None


def are_all_meant(tool: ToolView, param: Param, reading: Reading) -> bool:
    """Whether all that an argument can mean are meant: of "all my messages" not all to whom there might be some."""
    words = {*reading.request.words}
    of_persons = _EVERYBODY & words or {c for word in tool.short[1:] for c in noun_classes(word)} & param.stems
    return bool(ALL_WORDS & words) and (not param.means_person or bool(of_persons))


def _names_alike(other: ToolView, tool: ToolView, param: Param) -> bool:
    """Whether a tool is named for what the other acts on."""
    wanted = param.stems | {c for word in tool.short[1:] for c in noun_classes(word)}
    return bool(wanted & {c for word in other.short[1:] for c in noun_classes(word)})


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
