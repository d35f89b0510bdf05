"""What leans on the talk so far, spelled out before it is read: "the same day", "next week", "that in pounds"."""

import re
from datetime import date, timedelta

from agent.models.text.script.language import tokenize
from agent.models.text.script.tools.at_hand import kept_together
from agent.models.text.script.tools.currencies import codes_said
from agent.models.text.script.tools.readings import find_moments, find_numbers
from agent.models.text.script.tools.requests import read_request
from agent.models.text.script.tools.work import Work
from scenarios.forms.days import WEEKDAYS

_GIVE = re.compile(r"\b(?:give|get) me (?=(?:the|my)\b)", re.IGNORECASE)
_COMPARE = re.compile(r"^((?:please|can you|could you|let us|let's) )*compare ", re.IGNORECASE)
_THAT = re.compile(r"\b(?:that|it|this)\b", re.IGNORECASE)
_SAME_DAY = re.compile(r"\b(?:on )?(?:the )?(?:same|that) day\b", re.IGNORECASE)
_I_AM = re.compile(r"\b((?:sign|log)(?: me)? in)[.,]? (?:i am|i'm|this is) ", re.IGNORECASE)
_ONCE_MORE = re.compile(r"\b(?:one more time|one last time)\b", re.IGNORECASE)
_MY_NAME = re.compile(r"[.,]?\s*\b(?:my|the) (?:full |user ?|login )?name(?: is|'s)\s", re.IGNORECASE)
_NEXT_WEEK = re.compile(r",?\s*\b(?:of |in )?next week\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_OTHER_DAY = re.compile(
    r"\b(?:this|next|last|today|tomorrow|tonight|yesterday|\d+(?:st|nd|rd|th)|\d{4}-\d\d)\b|\bthe \w+(?:th|st|nd|rd)\b",
    re.IGNORECASE,
)


def in_other_words(work: Work, text: str) -> str:
    """The text with the days that it leans on, and with names that are kept together."""
    if (match := _SAME_DAY.search(text)) is not None:
        told = [m.days[0] for m in find_moments(tokenize(text[: match.start()]), work.now) if m.days]
        if (day := told[-1] if told else work.day) is not None:
            text = _SAME_DAY.sub(f"on {day.isoformat()}", text)
    text = kept_together(text, work.knowledge)
    text = _in_the_week_spoken_of(work, text)
    if any("login" in tool.verbs for tool in work.tools):
        text = _I_AM.sub(r"\1 as ", _MY_NAME.sub(" as ", text))
    return _ONCE_MORE.sub("again", text)


def looks_spelled_out(work: Work, text: str) -> str:
    """The text in which what is to be compared or given is to be shown, where no tool does that itself."""
    return _shown(work, _looked_at_each(work, text))


def _shown(work: Work, text: str) -> str:
    """As in "Give me the invoice", where nothing is to be had but answers."""
    sells = any("add" in t.verbs and t.of_kind("number") and t.of_kind("reference") for t in work.tools if not t.reads)
    return text if sells else _GIVE.sub("show me ", text, count=1)


def _looked_at_each(work: Work, text: str) -> str:
    """As in "Compare the driver and the clerk", where no tool compares: a look at each of them."""
    if any("compare" in tool.verbs for tool in work.tools):
        return text
    return _COMPARE.sub("tell me about ", text, count=1)


def that_amount(work: Work, text: str) -> str:
    """As in "How much is that in pounds?" behind a sum: the sum in place of the pronoun."""
    if work.amount is None or not any(tool.of_kind("currency") for tool in work.tools):
        return text
    if not codes_said(work.read(read_request(tokenize(text)))) or find_numbers(tokenize(text)):
        return text
    return _THAT.sub(f"{work.amount:g} dollars", text, count=1)


def _in_the_week_spoken_of(work: Work, text: str) -> str:
    """A bare weekday means the week that the talk is about, where that is a later one."""
    today = work.now.date()
    if len(_WEEKDAY.findall(text)) > 1 and _NEXT_WEEK.search(text):
        coming = today + timedelta(days=7 - today.weekday())
        return _NEXT_WEEK.sub("", _WEEKDAY.sub(lambda m: _dated(m, coming), text))
    if work.day is None or not any(tool.of_kind("day", "moment") for tool in work.tools) or _OTHER_DAY.search(text):
        return text
    monday = work.day - timedelta(days=work.day.weekday())
    if monday <= today:
        return text

    return _WEEKDAY.sub(lambda match: _dated(match, monday), text)


def _dated(weekday: re.Match[str], monday: date) -> str:
    """A weekday of a week as a date."""
    return (monday + timedelta(days=WEEKDAYS.index(weekday[0].lower()))).isoformat()
