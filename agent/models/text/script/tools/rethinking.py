"""Who puts himself right in the same breath means what was said last: "set it to 60, no, make it 62"."""

import re

from agent.models.text.script.language import words_of
from agent.models.text.script.tools.agenda import Item
from agent.models.text.script.tools.filling import fill
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.requests import Request, split_requests
from agent.models.text.script.tools.toolview import Param
from agent.models.text.script.tools.work import Work

_MAKE = r"(?=\s+make (?:it|that)\b)"
_ALWAYS_SAID = ("flag", "choice", "weekdays")  # they are never filled in by themselves
_TURN = re.compile(
    r"[,.;!]?\s+(?:(?:no|oh|um|uh|sorry|wait|actually|hold on)[,.!]?\s+)*"
    r"(?:no,? wait|wait,? no|no,? sorry|sorry,? no|oh,? no|no,? no|no,? actually|actually,? no|or rather|"
    rf"no,?{_MAKE}|wait,?{_MAKE}|actually,?{_MAKE}|(?:sorry,? |no,? )?i mean[t]?|scratch that|correction|"
    r"no,?(?=\s+(?:the|on|at|to|not)\b)|(?<=, )no,(?=\s+\w))[,.:!]?\s+"
    r"(?:(?:make|let us make|let's make) (?:it|that) )?",
    re.IGNORECASE,
)


def rethought(text: str) -> tuple[str, str]:
    """What was said first, and what is put in its place; the latter empty where nobody rethinks."""
    match = next(reversed(list(_TURN.finditer(text))), None)
    if match is None or not match.start() or not text[match.end() :].strip():
        return text, ""
    before, after = text[: match.start()], text[match.end() :]
    if words_of(after)[0] == "not":
        return f"{before}, but {after}", ""  # something is left out
    return before, after


def put_in_place(work: Work, item: Item, after: str) -> Item | None:
    """The request with what was said last; None where that stands for itself or says nothing that fits."""
    ranked = work.ranked(item.reading, enough=item.enough)
    tool = item.tool or (ranked[0].tool if ranked else None)
    requests = split_requests(after)
    if tool is None or not requests or _stands_alone(work.read(requests[0])):
        return None
    tokens = tuple(token for request in requests for token in request.tokens)
    reading = Reading(Request(tokens), work.now, times_asked=bool(tool.of_kind("time", "moment")))
    filled = fill(tool, reading, work.context, answers={})
    said = {name: value for name, value in filled.values.items() if _is_said(tool.param(name), reading)}
    answers = {**item.answers, **said, **{n: thing for n, thing in filled.things.items() if n in said}}
    named = filled.unknown and not filled.things and not said
    phrase = " ".join(token.word for token in reading.content_tokens) if named else ""
    if answers == item.answers and not phrase:
        return None
    return Item(item.reading, tool, answers, phrase=phrase or item.phrase, enough=item.enough)


def _stands_alone(reading: Reading) -> bool:
    """Whether what was said last is a whole request."""
    request = reading.request
    return request.question or (request.verb is not None and bool(reading.content) and "it" not in request.words)


def _is_said(param: Param | None, reading: Reading) -> bool:
    """Whether the words hold a value, and it was not filled in by itself."""
    kind = param.kind if param is not None else ""
    if (figure := reading.has_figure(kind)) is not None:
        return figure
    return kind in _ALWAYS_SAID or bool(reading.content)
