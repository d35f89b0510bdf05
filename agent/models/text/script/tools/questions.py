"""Answers questions about what was told, or looked up for them: compared, added up, counted, narrowed down."""

import re
from dataclasses import replace
from datetime import date

from agent.models.text.script.language import tokenize
from agent.models.text.script.tools.comparing import (
    CANNOT_TELL,
    Answer,
    adds_up,
    answer,
    compares,
    is_question,
    points_only,
    refunds,
)
from agent.models.text.script.tools.follow_ups import Before
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.narrowing import asked_bound, within
from agent.models.text.script.tools.outcomes import Done
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.requests import read_request
from agent.models.text.script.tools.states import state_of
from agent.models.text.script.tools.vocabulary import noun_classes
from agent.models.text.script.tools.wording import count
from agent.models.text.script.tools.work import Work

_AND_ALSO = re.compile(r",?\s+and\s+(?=(?:what|which|how)\b)", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FEW = ("two", "both", "three", "four")
_THEY = frozenset("they those these them two three four both ones".split())


def answered(work: Work, text: str) -> bool:
    """Whether the words ask about what was told before, and were answered; what it does not show is said to be so."""
    parts = _parts(text)
    found = [answer for part in parts if (answer := _answer(work, part)) is not None]
    if len(found) == len(parts):
        for one in found:
            _tell(work, one)
        return True
    reading = _question(work, text)
    if reading is None or not _is_about_told(work, text, reading):
        return False
    work.note(*CANNOT_TELL)
    return True


def _parts(text: str) -> list[str]:
    """The questions in it; of the two that the first is about are the others, too."""
    first, *others = _AND_ALSO.split(text)
    few = next((word for word in _FEW if re.search(rf"\b{word}\b", first.lower())), None)
    return [first, *(f"{part.rstrip('?. ')} of the {few}" if few else part for part in others)]


def _is_about_told(work: Work, text: str, reading: Reading) -> bool:
    """Whether a question is about what was told, although that does not hold the answer."""
    if work.told and asked_bound(reading) is not None and not _names_more(reading, work.told[-1]):
        return True
    if not compares(text) or _names_day(reading) or _is_for_total(work, reading):
        return False
    kinds = {c for call in work.told for thing in call.shown for c in thing.kinds}
    return points_only(reading) or any(kinds & noun_classes(token.word) for token in reading.content_tokens)


def _is_count(reading: Reading, work: Work) -> bool:
    """As in "How many of them are there?": of what was listed last."""
    about_them = bool({"them", "those", "these", "they"} & {*reading.request.words})
    return about_them and bool(work.told) and len(work.told[-1].shown) > 1 and not _names_more(reading, work.told[-1])


def _question(work: Work, text: str) -> Reading | None:
    request = read_request(tokenize(text))
    asks = request.tokens and (request.question or is_question(text))
    return work.read(replace(request, question=True)) if asks else None


def _answer(work: Work, text: str) -> Answer | None:
    """What was told before holds the answer; None where it does not."""
    reading = _question(work, text)
    if reading is None:
        return None
    if "back" in reading.request.words and {"much", "what"} & {*reading.request.words} and not reading.moments:
        return refunds(work.acted)
    if reading.request.words[:2] == ("how", "many") and _is_count(reading, work):
        return Answer(f"There are {count(len(work.told[-1].shown))}.", tuple(work.told[-1].shown))
    bound = asked_bound(reading) if work.told else None
    if bound is not None and not _names_more(reading, work.told[-1]):
        return within(bound, work.told[-1])
    if not compares(text) or _names_day(reading) or _is_for_total(work, reading):
        return None
    return answer(text, work.told, work.knowledge, reading=reading)


def answered_by(call: Done, reading: Reading, work: Work) -> tuple[str, list[Thing]] | None:
    """What a result that was looked up for a question says to it; None where it is to be told as it is."""
    said, found = " ".join(reading.request.words), None
    if (bound := asked_bound(reading)) is not None:
        found = within(bound, call)
    if found is None and compares(said) and not adds_up(said) and len(call.shown) > 1:
        found = answer(said, [call], work.knowledge, reading=reading)
    return (found.text, list(found.things)) if found is not None else None


def counted(told: str, listed: list[Thing], reading: Reading) -> str:
    """The answer with how many there are before it, where that was asked for."""
    if reading.request.words[:2] != ("how", "many") or not listed or state_of(listed[0]) is None:
        return told
    return f"{count(len(listed)).capitalize()}. {told}"


def _tell(work: Work, found: Answer) -> bool:
    """Say it; what it speaks of is what "it", "that day" and "that" mean from now on."""
    work.report.told.append(found.text)
    work.focus = list(found.things[:1]) or work.focus
    work.listed = list(found.among) or work.listed
    work.amount = found.amount
    if found.call is not None:
        work.before = Before(found.call.tool, dict(found.call.arguments), dict(found.call.things))
        days = [str(value) for value in found.call.arguments.values() if _DAY.fullmatch(str(value))]
        work.day = date.fromisoformat(days[0]) if days else work.day
    return True


def _names_day(reading: Reading) -> bool:
    return any(m.days for m in reading.moments)


def _names_more(reading: Reading, call: Done) -> bool:
    """Whether a day or a thing is named as well, which must be looked up."""
    kinds = {kind for thing in call.shown for kind in thing.kinds}
    named = [token for token in reading.content_tokens if not kinds & noun_classes(token.word)]
    return bool(named) or _names_day(reading)


def _is_for_total(work: Work, reading: Reading) -> bool:
    """Whether a tool tells what all comes to: "How much is it altogether?" with a basket."""
    words = {*reading.request.words}
    totals = any(tool.reads and not tool.required and "total" in tool.word_weights for tool in work.tools)
    return totals and bool({"together", "altogether", "all", "total"} & words) and not _THEY & words
