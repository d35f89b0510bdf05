"""As in "No, Thursday": what was done last, done again with what was meant."""

import re
from collections.abc import Sequence
from datetime import datetime

from agent.models.text.script.language import Token, tokenize
from agent.models.text.script.tools.agenda import Item
from agent.models.text.script.tools.evidence import asked_verbs
from agent.models.text.script.tools.filling import Context, Filled, fill
from agent.models.text.script.tools.knowledge import Knowledge, Thing
from agent.models.text.script.tools.openings import QUESTIONS
from agent.models.text.script.tools.outcomes import Done
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.requests import Request, split_requests
from agent.models.text.script.tools.toolview import Param, ToolView

_OPENINGS = tuple(
    tuple(words.split())
    for words in (
        "no", "nope", "not that", "not that one", "not quite", "wait", "sorry", "actually", "i meant", "i mean",
        "i said", "make it",
        "make that", "change it to", "change that to", "rather", "oops", "correction", "that is wrong",
        "that is not right",
        "that was wrong", "that is not what i meant", "i wanted", "it should be", "it should have been", "hold on",
        "oh", "better",
        "can you make it", "could you make it", "can we make it", "let us make it", "well",
    )
)  # fmt: skip
_WEAK = frozenset({("oh",), ("sorry",), ("wait",), ("well",), ("better",), ("hold", "on")})
_CHANGING = frozenset({"change", "move", "set", "add", "switch"})
_CREATING = frozenset({"add", "post", "send", "book"})


def read_correction(text: str) -> tuple[Token, ...] | None:
    """What is put right, where the words put something right; empty where they only say that it was wrong."""
    sentences = [tokenize(sentence) for sentence in re.split(r"(?<=[.!?])\s+", text)]
    return next((kept for tokens in sentences if tokens and (kept := _read_sentence(tokens)) is not None), None)


def _read_sentence(tokens: Sequence[Token]) -> tuple[Token, ...] | None:
    taken, strong = 0, "instead" in [token.word for token in tokens]
    while taken < len(tokens):
        words = tuple(token.word for token in tokens[taken:])
        opening = max((o for o in _OPENINGS if words[: len(o)] == o), key=len, default=None)
        if opening is None:
            break
        strong, taken = strong or opening not in _WEAK, taken + len(opening)
    if not strong or _asks(tokens[taken:]):
        return None
    kept = [
        r for r in split_requests(" ".join(t.written + t.ends for t in tokens[taken:] if t.written)) if not r.negated
    ]
    return tuple(token for request in kept for token in request.tokens if token.word not in ("instead", "rather"))


def _asks(tokens: Sequence[Token]) -> bool:
    """Whether a question follows, which puts nothing right."""
    return bool(tokens) and "?" in tokens[-1].ends and tokens[0].word in QUESTIONS


def correct(
    last: Done, tokens: Sequence[Token], *, tools: Sequence[ToolView], now: datetime, context: Context
) -> list[Item]:
    """What to do so that the last thing done becomes what was meant; empty where nothing new was said."""
    first = split_requests(" ".join(t.written + t.ends for t in tokens if t.written))[:1]
    if first and first[0].verb and not asked_verbs(first[0]) & (last.tool.verbs | _CHANGING):
        return []  # something else is wanted
    times_asked = bool(last.tool.of_kind("time", "moment"))
    reading = Reading(Request(tuple(tokens)), now, times_asked=times_asked)
    filled = fill(last.tool, reading, context, answers={})
    changed = {
        name: value for name, value in filled.values.items() if _says(last, name, value, filled=filled, reading=reading)
    }
    changed |= _same_half(last, changed, reading)
    if not changed:
        return []
    again = {**last.arguments, **last.things, **changed, **{n: t for n, t in filled.things.items() if n in changed}}
    if not last.tool.verbs & _CREATING:
        return [Item(reading, last.tool, again)]
    return _put_right(last, changed, again, reading=reading, tools=tools, knowledge=context.knowledge)


def _same_half(last: Done, changed: dict[str, object], reading: Reading) -> dict[str, object]:
    """A time said without morning or evening stays in the half of the day that it was in."""
    halves: dict[str, object] = {}
    for param in last.tool.of_kind("time"):
        before, times = str(last.arguments.get(param.name, "")), [t for m in reading.moments for t in m.times]
        alike = [t for t in times if before[:2].isdigit() and (t.hour >= 12) == (int(before[:2]) >= 12)]
        if param.name in changed and alike:
            halves[param.name] = f"{alike[0]:%H:%M}"
    return halves


def _says(last: Done, name: str, value: object, *, filled: Filled, reading: Reading) -> bool:
    """Whether an argument was said anew: not filled in by itself, not the same as before."""
    param = last.tool.param(name)
    if param is None or last.arguments.get(name) == value:
        return False
    if (figure := reading.has_figure(param.kind)) is not None:
        return figure
    if param.kind == "reference":
        return bool(reading.content) and name in filled.things
    return bool(reading.content) or param.kind == "flag"


def _put_right(
    last: Done,
    changed: dict[str, object],
    again: dict[str, object],
    *,
    reading: Reading,
    tools: Sequence[ToolView],
    knowledge: Knowledge,
) -> list[Item]:
    """Change what was made, with a tool for that; or take it back and make it anew."""
    made = next(iter(last.things.values()), None) or next(iter(Knowledge().learn(last.result)), None)
    if made is None:
        return []
    new_thing = any(isinstance(again[name], Thing) for name in changed)
    for tool in tools:
        ref = pointing_at(tool, made, knowledge)
        if (
            ref is None
            or new_thing
            or not all(tool.param(name) for name in changed)
            or tool.verbs & _CREATING - {"add"}
        ):
            continue
        if tool is last.tool or any(p.name not in again and p is not ref for p in tool.required):
            continue
        answers = {p.name: again[p.name] for p in tool.params if p.name in changed or (p.required and p is not ref)}
        return [Item(reading, tool, {**answers, ref.name: made})]
    undo = next((u for tool in tools if (u := undoing(tool, made, reading, knowledge=knowledge)) is not None), None)
    return [*([undo] if undo else []), Item(reading, last.tool, again)] if undo or new_thing else []


def undoing(tool: ToolView, made: Thing, reading: Reading, *, knowledge: Knowledge) -> Item | None:
    """The use of a tool that takes back what was made; None where this tool cannot."""
    ref = pointing_at(tool, made, knowledge)
    if ref is None:
        return None
    zero = next((p for p in tool.of_kind("number") if p.schema.get("minimum") == 0), None)
    if zero is not None and len(tool.required) == 2:
        return Item(reading, tool, {ref.name: made, zero.name: 0})
    return Item(reading, tool, {ref.name: made}) if "remove" in tool.verbs and len(tool.required) == 1 else None


def pointing_at(tool: ToolView, thing: Thing, knowledge: Knowledge) -> Param | None:
    """The argument of a tool that acts which can mean a thing; None where there is none."""
    if tool.reads or tool.plural:
        return None
    return next((p for p in tool.of_kind("reference") if thing.id in [t.id for t in knowledge.fitting(tool, p)]), None)
