"""Takes in what the user said: an answer to our question, a correction, or requests."""

import re

from agent.models.text.script.language import tokenize, words_of
from agent.models.text.script.tools.agenda import Item
from agent.models.text.script.tools.answering import take_answer
from agent.models.text.script.tools.correcting import correct, read_correction
from agent.models.text.script.tools.gathering import Gathering
from agent.models.text.script.tools.matching import ENOUGH, STRONG
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.references import by_name, by_pointing, points
from agent.models.text.script.tools.requests import read_request, split_requests
from agent.models.text.script.tools.telling import describe
from agent.models.text.script.tools.work import Work

_ENOUGH_IF_EAGER = 1.2
_IN_WORDS = ("title", "body", "query", "text", "place", "names")
_ONCE_MORE = re.compile(r"\b(?:one more time|one last time)\b", re.IGNORECASE)
_SAME_DAY = re.compile(r"\b(?:on )?(?:the )?(?:same|that) day\b", re.IGNORECASE)
_DROP = frozenset(
    tuple(words.split()) for words in ("never mind", "forget it", "forget that", "skip it", "skip that", "leave it")
)


def hear(work: Work, text: str, *, eager: bool = False) -> bool:
    """Take in what was said. False where it has nothing to do with the tools.

    ``eager``: nobody else has an answer, so a weaker likeness to a question that a tool could answer is enough.
    """
    if work.day is not None:
        text = _SAME_DAY.sub(f"on {work.day.isoformat()}", text)
    text = _ONCE_MORE.sub("again", text)
    if (asked := work.asked) is not None:
        if drops(work, text):
            work.agenda.remove(asked)
            work.note("Okay, I'll leave that.", "All right, forget that one.")
            return True
        if not _is_new(work, text, asked) and take_answer(asked, text, now=work.now, context=work.context):
            asked.asked, asked.options = None, ()
            return True
    enough = _ENOUGH_IF_EAGER if eager else ENOUGH
    return _corrected(work, text) or _told_of_listed(work, text) or Gathering(work, enough=enough).gather(text)


def drops(work: Work, text: str) -> bool:
    """Whether the user lets go of what was asked about."""
    return work.asked is not None and any(words_of(text)[: len(drop)] == drop for drop in _DROP)


def _is_new(work: Work, text: str, asked: Item) -> bool:
    """Whether this is a request of its own and no answer to our question."""
    for request in split_requests(text):
        reading = Reading(request, work.now)
        ranked = work.ranked(reading)
        if not ranked or _is_about(work, asked, reading):
            continue
        other = ranked[0].tool is not asked.tool
        if request.question and ranked[0].tool.reads and other:
            return True
        if not (request.verb or request.question) or ranked[0].score < STRONG:
            continue
        in_words = asked.asked is not None and asked.asked.kind in _IN_WORDS
        if other or in_words or _names_another(work, asked, reading):
            return True
    return False


def _is_about(work: Work, asked: Item, reading: Reading) -> bool:
    """Whether the thing that we asked about is named again, with what we asked for."""
    if reading.request.question or not (reading.moments or reading.numbers):
        return False
    return bool(by_name(reading.content_tokens, work.things_of(asked)).things)


def _names_another(work: Work, asked: Item, reading: Reading) -> bool:
    """Whether a request names some other thing than the one that we asked about."""
    things = work.things_of(asked)
    if not (things and reading.request.verb and reading.content):
        return False
    return not by_name(reading.content_tokens, things).things


def _corrected(work: Work, text: str) -> bool:
    """Whether the words put right what was done last."""
    tokens = read_correction(text) if work.last is not None else None
    if work.last is None or tokens is None:
        return False
    if not tokens:
        work.note("Sorry. What should I change?", "Oh, sorry. How should it be?")
        return True
    items = correct(work.last, tokens, tools=work.tools, now=work.now, context=work.context)
    work.agenda[:0] = items
    if not items and by_name(tokens, list(work.last.things.values())).only is not None:
        work.note("That's how it is now.", "That's what I did.")
        return True
    return bool(items)


def _told_of_listed(work: Work, text: str) -> bool:
    """Whether this asks for one of what was just listed: "Which one is the cheapest?"."""
    reading = Reading(read_request(tokenize(text)), work.now)
    if not reading.request.question or not points([token.word for token in reading.content_tokens]):
        return False
    thing = by_pointing(reading.request.words, work.listed, ()).only
    if thing is None:
        return False
    work.focus = [thing]
    work.note(f"That's {describe(thing)}.")
    return True
