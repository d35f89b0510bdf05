"""What is to be left alone: "all the lights but the reading lamp" is a set of things, to be acted on one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from agent.models.text.script.language import Token, stem
from agent.models.text.script.tools.dated import on_days_said
from agent.models.text.script.tools.evidence import flag_words
from agent.models.text.script.tools.exclusions import is_untold
from agent.models.text.script.tools.knowledge import Knowledge, Thing
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.references import by_name
from agent.models.text.script.tools.requests import Request
from agent.models.text.script.tools.toolview import Param, ToolView
from agent.models.text.script.tools.vocabulary import ALL_WORDS, noun_classes
from agent.models.text.script.tools.wording import listed, the

_MOST_OFFERED = 5
_TELLING = 4  # letters of a part of a name


@dataclass(frozen=True, slots=True)
class Declined:
    """What cannot be done as it was asked for is not done at all, and this is said."""

    why: str


def meant_by(words: Sequence[Token], candidates: Sequence[Thing], *, now: datetime) -> list[Thing]:
    """The candidates that these words leave out, by name, by day or by what else is known of them, such as a room."""
    found = {thing.id: thing for part in _parts(words) for thing in _meant(part, candidates, now)}
    return list(found.values())


def _parts(words: Sequence[Token]) -> list[list[Token]]:
    """What is named one after the other, part by part."""
    parts: list[list[Token]] = [[]]
    for token in words:
        if token.word in ("and", "or", "nor"):
            parts.append([])
            continue
        parts[-1].append(token)
        if "," in token.ends:
            parts.append([])
    return [part for part in parts if part]


def _meant(words: Sequence[Token], candidates: Sequence[Thing], now: datetime) -> list[Thing]:
    reading = Reading(Request(tuple(words)), now)
    named = by_name(reading.content_tokens, candidates) if reading.content else None
    dated = on_days_said(candidates, reading) if any(m.days for m in reading.moments) else None
    if named is not None and named.things:
        both = [thing for thing in named.things if dated is None or thing in dated]
        return both or list(named.things)
    if dated:
        return dated
    said = {stem(token.word) for token in reading.content_tokens}
    inside = [t for t in candidates if any(len(w) >= _TELLING and w in t.name.lower() for w in said)]
    return inside or [thing for thing in candidates if said and said <= thing.other_words | thing.kinds]


def spared(reading: Reading, candidates: Sequence[Thing]) -> list[Thing]:
    """The candidates that a request leaves out."""
    if any(is_untold(words) for words in reading.spared):
        return list(candidates)
    left = {thing.id: thing for words in reading.spared for thing in meant_by(words, candidates, now=reading.now)}
    return list(left.values())


def without_spared(candidates: Sequence[Thing], reading: Reading) -> list[Thing]:
    """The candidates but for those that a request leaves out."""
    left = spared(reading, candidates)
    return [thing for thing in candidates if thing not in left]


def one_by_one(tool: ToolView, tools: Sequence[ToolView]) -> tuple[ToolView, Param] | None:
    """What does to one thing what the tool does to all of them, and the argument for the thing."""
    nouns = {c for word in tool.short[1:] for c in noun_classes(word)}
    for other in tools:
        things = [param for param in other.required if param.kind == "reference"]
        rest = [param for param in other.required if param.kind != "reference"]
        alike = other.short[0] == tool.short[0] and any(nouns & noun_classes(word) for word in other.short[1:])
        if alike and not (other.reads or other.plural) and len(things) == 1 and all(tool.param(p.name) for p in rest):
            return other, things[0]
    return None


def all_but(
    tool: ToolView, values: dict[str, Any], reading: Reading, *, single: tuple[ToolView, Param], knowledge: Knowledge
) -> list[dict[str, Any]] | Declined | None:
    """What to call the single tool with; None where nothing that the tool for all would change is spared.

    ``values``: what the tool for all would be called with.
    """
    other, thing_param = single
    known = knowledge.fitting(other, thing_param)
    narrowed = [p for p in tool.params if other.param(p.name) is None and p.name in values]
    affected = [t for t in known if all(_has(t, p, values[p.name]) for p in narrowed)]
    if (declined := declined_for(reading, thing_param, affected, knowledge=knowledge)) is not None:
        return declined
    left = spared(reading, affected)
    if not left:
        return None
    shared = {name: value for name, value in values.items() if other.param(name) is not None}
    return [{**shared, thing_param.name: thing} for thing in affected if thing not in left]


def _has(thing: Thing, param: Param, value: Any) -> bool:
    return str(thing.fields.get(param.name, value)).lower() == str(value).lower()


def narrows_down(words: Sequence[str]) -> bool:
    """As in "everybody who has no posts": not all are meant, and it is not told which."""
    place = next((i for i, word in enumerate(words) if word in ALL_WORDS), len(words))
    return bool({"who", "whose", "which", "where"} & {*words[place:]}) or ("that", "are") in pairwise(words[place:])


def declined_for(reading: Reading, param: Param, affected: Sequence[Thing], *, knowledge: Knowledge) -> Declined | None:
    """Why all but something cannot be acted on: nothing known goes by the words for it. None where all is known."""
    everything = list(knowledge.things.values())
    if narrows_down(reading.request.words):
        return Declined("I can't tell which ones those are, so I changed nothing. Could you name them?")
    if any(is_untold(words) for words in reading.spared):
        return Declined("I can't tell which ones that leaves out, so I changed nothing. Could you name them?")
    unknown = next((words for words in reading.spared if not meant_by(words, everything, now=reading.now)), None)
    if unknown is None:
        return None
    phrase = " ".join(token.word for token in unknown if token.word != "the")
    names = listed([the(thing.name) for thing in affected[:_MOST_OFFERED]])
    there = f" There's {names}." if names else ""
    article = "an" if param.noun[0] in "aeiou" else "a"
    return Declined(f"I couldn't find {article} {param.noun} called {phrase}, so I changed nothing.{there}")


def wants_other_state(tool: ToolView, thing: Thing, reading: Reading) -> dict[str, bool]:
    """As in "Leave the lamp on" for one that is off: the switches that would have to change."""
    changed = {}
    for param in tool.of_kind("flag"):
        said = flag_words(param, reading)
        if said and isinstance(thing.fields.get(param.name), bool) and thing.fields[param.name] is not said[-1]:
            changed[param.name] = said[-1]
    return changed
