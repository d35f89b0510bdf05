"""Short requests that lean on the last one: "And on Sunday?", "What about the kitchen hand?", "Tell Ayo the same"."""

import re
from dataclasses import dataclass
from typing import Any

from agent.models.text.script.language import words_of, written
from agent.models.text.script.tools.agenda import Item
from agent.models.text.script.tools.filling import Context, Filled, fill
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.toolview import Param, ToolView

_ELLIPTIC = re.compile(
    r"^(?:okay |ok |so |then |right |thanks |yes |yeah |no )*"
    r"(?:and|also|or|plus|what about|how about|and what about|and how about)\b"
    r"(?! (?:can|could|would|what|how|when|do|is))"
)
_SAID_ALONE = ("reference", "query", "day", "moment", "choice", "place", "text", "currency")
SUBJECTS = frozenset("i we he she they it".split())
_SAME = re.compile(
    r"\b(?:the )?same(?: thing| message| text| one)?(?: again| too| please| as well| there)*"
    r"(?:$| (?=(?:on|for|to|with|at|in|next|tomorrow)\b))"
)


@dataclass(frozen=True)
class Before:
    """The last call that was made for the user: what a short request behind it leans on."""

    tool: ToolView
    arguments: dict[str, Any]
    things: dict[str, Thing]


def follow_up(before: Before | None, reading: Reading, text: str, *, context: Context) -> Item | None:
    """The last request once more with what is said anew; None where the words are none of that kind."""
    if before is None or reading.request.wish or reading.request.negated:
        return None
    said = " ".join(words_of(text))
    if _SAME.search(said):
        return _the_same(before, reading, context)
    if reading.request.verb is not None or _ELLIPTIC.match(said) is None or SUBJECTS & {*words_of(text)}:
        return None
    filled = fill(before.tool, reading, context, answers={})
    anew = [param.name for param in before.tool.params if _is_said(param, reading, filled)]
    needed = [p.name for p in before.tool.required if p.kind in _SAID_ALONE]
    if not anew and (named := _only_named(before, reading)) is not None:
        return named
    if not any(name in anew for name in needed) or (not filled.things and _holds_other_figures(before.tool, reading)):
        return None
    titles = [p.name for p in before.tool.of_kind("title") if p.required]
    if not before.tool.reads and titles and titles[0] not in anew:
        return None  # nothing is made twice unless the same is asked for
    kept = _kept(before, anew)
    needed_too = {param.name for param in before.tool.required}
    return Item(reading, before.tool, kept if before.tool.reads else {n: v for n, v in kept.items() if n in needed_too})


def once_more(tried: Before, reading: Reading, context: Context) -> Item | None:
    """What was refused, tried again with what is said anew: "Then on the 27th"; None where something else is said."""
    if reading.request.verb is not None or reading.request.question or reading.request.negated or reading.request.told:
        return None
    filled = fill(tried.tool, reading, context, answers={})
    anew = [param.name for param in tried.tool.params if _is_said(param, reading, filled) and param.kind != "title"]
    figures = bool(reading.moments or reading.numbers or filled.things)
    kept = {n: tried.things.get(n, value) for n, value in tried.arguments.items() if n not in anew}
    return Item(reading, tried.tool, kept) if anew and figures else None


def _only_named(before: Before, reading: Reading) -> Item | None:
    """As in "And Merrow Bay?": the one thing in words that the last look-up was for, by another name."""
    (param, *more) = before.tool.required or (None,)
    if param is None or more or not before.tool.reads or param.kind not in ("place", "text") or not reading.content:
        return None
    return Item(reading, before.tool, {param.name: written(reading.content_tokens)})


def _the_same(before: Before, reading: Reading, context: Context) -> Item | None:
    """The last thing that was done, done again for somebody else or on another day."""
    if before.tool.reads:
        return None
    filled = fill(before.tool, reading, context, answers={})
    anew = [param.name for param in before.tool.params if _is_said(param, reading, filled) and _points(param)]
    others = [p.name for p in before.tool.required if p.kind == "reference" and p.name not in anew]
    if not anew and not filled.unknown:
        return None
    named = {name for name, phrase in filled.unknown.items() if phrase}
    return Item(reading, before.tool, _kept(before, [*anew, *(name for name in others if name in named)]))


def _kept(before: Before, anew: list[str]) -> dict[str, Any]:
    """The arguments of the last call that are not said anew."""
    return {
        name: before.things.get(name, value)
        for name, value in before.arguments.items()
        if name not in anew and not (name in before.things and before.tool.reads) and not _counts(before.tool, name)
    }


def _counts(tool: ToolView, name: str) -> bool:
    """How many of something there shall be is not carried over to something else."""
    param = tool.param(name)
    return param is not None and param.kind == "number" and param.required


def _points(param: Param) -> bool:
    return param.kind in ("reference", "day", "time", "moment", "place")


def _is_said(param: Param, reading: Reading, filled: Filled) -> bool:
    match param.kind:
        case "reference":
            return (
                param.name in filled.things
                or bool(filled.unknown.get(param.name))
                or (param.name in filled.unsure or (param.may_be_new and param.name in filled.values))
            )
        case "day" | "moment":
            return any(m.days for m in reading.moments)
        case "time":
            return any(m.times for m in reading.moments)
        case "duration":
            return bool(reading.lengths)
        case "number":
            return bool(reading.plain_numbers)
        case _:
            return param.name in filled.values


def _holds_other_figures(tool: ToolView, reading: Reading) -> bool:
    """Whether a time is named that the tool has no use for: then something else is wanted."""
    return bool(reading.moments) and not tool.of_kind("day", "time", "moment")
