"""Takes an answer to a question that we asked about a request."""

import re
from collections.abc import Sequence
from datetime import datetime

from agent.models.text.script.language import Token, tokenize, words_of, written
from agent.models.text.script.tools.agenda import Item
from agent.models.text.script.tools.dated import on_days_said
from agent.models.text.script.tools.dictation import set_tags_apart
from agent.models.text.script.tools.filling import Context, fill
from agent.models.text.script.tools.knowledge import Knowledge, Thing
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.references import Meant, by_name, by_pointing
from agent.models.text.script.tools.requests import Request, read_request
from agent.models.text.script.tools.toolview import Param, ToolView

_LONGEST_NAME = 6
_SURELY = 0.8
_LEAD_INS = tuple(
    tuple(words.split())
    for words in (
        "call it", "name it", "it should say", "it should be", "let it say", "say", "the title is", "the name is",
        "please write", "write", "just say", "it says", "i think", "maybe", "let us say", "that would be", "it is",
    )
)  # fmt: skip
_NO_MATTER = frozenset("whatever whichever any anything either cheapest choose pick decide".split())
_NO_CARE = re.compile(r"\b(?:not|no) (?:really )?(?:matter|care|mind)\b")
_NEGATION = frozenset("no not never none neither nobody".split())


def take_answer(item: Item, text: str, *, now: datetime, context: Context) -> bool:
    """Put what was said into the item's answers. False where it does not answer the question."""
    param, tool = item.asked, item.tool
    if param is None or tool is None:
        return False
    if param.kind == "body" and (dictated := set_tags_apart(text)).text:
        tags = Reading(read_request(tokenize(dictated.text)), now)
        _take_rest(item, tool, tags, context=context)
        text = dictated.body
    bare = tokenize(text) if param.kind == "body" else read_request(tokenize(text)).tokens
    tokens = _without_lead_in(bare or tokenize(text))
    request = read_request(tokenize(text))
    if not tokens or (request.question and param.kind not in ("reference", "choice")):
        return False
    reading = Reading(Request(tuple(tokens)), now, times_asked=param.kind in ("time", "moment"))
    if param.kind == "reference":
        answered = _take_thing(
            item, param, reading, context=context, question=request.question, no_matter=_is_no_matter(words_of(text))
        )
    elif param.kind in ("title", "body", "query", "place", "text"):
        short = param.kind != "query" or len(tokens) <= _LONGEST_NAME
        answered = short and _take_text(item, param, tokens)
    elif param.kind == "names":
        item.answers[param.name] = _names(tokens)
        answered = bool(item.answers[param.name])
    else:
        answered = False
    if _take_rest(item, tool, reading, context=context) or answered:
        return True
    return _take_other_words(item, tool, reading)


def _take_thing(
    item: Item, param: Param, reading: Reading, *, context: Context, question: bool, no_matter: bool
) -> bool:
    tool = item.tool
    assert tool is not None
    options: Sequence[Thing] = item.options or context.knowledge.fitting(tool, param)
    words = tuple(word for word in reading.request.words if no_matter or word not in _NO_MATTER - {"cheapest"})
    meant = by_name(reading.content_tokens, options)
    if meant.score < _SURELY and len(reading.content) > 1:
        meant = Meant()  # one word of several that only sounds like a name
    if meant.only is None and len(dated := on_days_said(options, reading)) == 1:
        meant = Meant((dated[0],), 1.0)
    elif meant.only is None and meant.things:
        meant = by_pointing(words, meant.things, ())
    elif meant.only is None:
        meant = by_pointing(words, item.options or options, context.focus)
    if meant.only is None and no_matter and options:
        meant = by_pointing(("any",), options, ())
    if meant.only is not None:
        item.answers[param.name] = meant.only
        return True
    named = " ".join(token.word for token in reading.content_tokens)
    if question or not named or len(words) > _LONGEST_NAME or named == item.phrase:
        return False
    item.phrase = named
    return True


def _is_no_matter(words: Sequence[str]) -> bool:
    """Whether any of the options will do; "not any of them" means none."""
    said = " ".join(words)
    rest = {*_NO_CARE.sub("", said).split()}
    return not _NEGATION & rest and (bool(_NO_MATTER & rest) or _NO_CARE.search(said) is not None)


def _take_text(item: Item, param: Param, tokens: Sequence[Token]) -> bool:
    text = written(tokens)
    if not text:
        return False
    item.answers[param.name] = text[:1].upper() + text[1:] if param.kind in ("title", "body", "place") else text
    return True


def _take_rest(item: Item, tool: ToolView, reading: Reading, *, context: Context) -> bool:
    """Whatever else the answer says about the request; True where the asked argument is among it."""
    filled = fill(tool, reading, context, answers={})
    for name, value in filled.values.items():
        param = tool.param(name)
        if (
            param is None
            or name in item.answers
            or param.kind in ("reference", "title", "body", "query", "text", "place")
        ):
            continue
        defaulted = (param.kind == "duration" and not reading.lengths) or (
            param.kind == "number" and not reading.numbers
        )
        if not defaulted:
            item.answers[name] = value
    asked = item.asked
    return asked is not None and asked.name in item.answers


def _take_other_words(item: Item, tool: ToolView, reading: Reading) -> bool:
    """A title that is given where something else was asked for."""
    title = next((p for p in tool.required if p.kind == "title" and p.name not in item.answers), None)
    if title is None or not 1 <= len(reading.content) <= _LONGEST_NAME or reading.request.question or reading.moments:
        return False
    if title.name in fill(tool, item.reading, Context(Knowledge()), answers=item.answers).values:
        return False
    return _take_text(item, title, reading.content_tokens)


def _names(tokens: Sequence[Token]) -> list[str]:
    names = [
        token.written for token in tokens if token.word not in ("and", "with", "just", "only", "me", "please", "also")
    ]
    return [name.capitalize() for name in names if name]


def _without_lead_in(tokens: Sequence[Token]) -> tuple[Token, ...]:
    words = tuple(token.word for token in tokens)
    n = max((len(lead) for lead in _LEAD_INS if words[: len(lead)] == lead), default=0)
    return tuple(tokens[n:]) if len(words) > n else tuple(tokens)
