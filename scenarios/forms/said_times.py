"""The times of day that a sentence names, with what they are: where something begins or where it ends.

`moments` reads a time that stands alone; this finds each among other words. "Half past four" is one time and no four,
"from ten to four" are two, "until ten to four" is one. A bare number is a time only where one would stand ("at four",
"four o'clock", "ten to four"), so that "at one of the gates" names none.
"""

import re
from datetime import time
from typing import Literal, NamedTuple

from scenarios.forms.moments import read_time

Role = Literal["from", "to", ""]


class SaidTime(NamedTuple):
    """A time of day in words ``[start, stop)``, what it may mean, and whether something begins or ends at it."""

    start: int
    stop: int
    role: Role
    readings: tuple[time, ...]


_HOUR = r"(?:2[0-3]|1\d|0?[1-9])"
_PART = r"(?:(?: ,)? (?:in the |this |tomorrow )?(?:am|pm|morning|afternoon|evening)| (?:at )?night)"
_CLOCK_WORDS = r" (?:oclock|hours|am|pm)(?= |$)"
_NOT_A_COUNT = r"(?! (?:dollars|euros|pounds|percent|cents|people|minutes|hours of|bars?|psi)\b)"
_SIDE = r"(?:to|til|till|before)"

_NAMED = r"(?:12 )?(?:noon|midday|midnight)\b"
_OF_HOUR = (
    rf"(?:(?:a )?quarter|half) (?:past|after|of|{_SIDE}) {_HOUR}\b|\d{{1,2}}(?: minutes?)? (?:past|after) {_HOUR}\b"
)
_MINUTES_TO = rf"(?:5|10|20|25)(?: minutes)? {_SIDE} {_HOUR}\b|\d{{1,2}} minutes {_SIDE} {_HOUR}\b"
_ON_CLOCK = rf"{_HOUR} (?:0 \d|[0-5]\d)\b{_NOT_A_COUNT}"
_BARE = rf"(?:2[0-3]|[01]?\d)[0-5]\d\b|{_HOUR}\b"

_TAIL = rf"(?:{_CLOCK_WORDS})*(?:{_PART}\b)?"
_SURE = re.compile(rf"(?:{_NAMED}|{_OF_HOUR}|{_ON_CLOCK}){_TAIL}")
_RELATIVE = re.compile(rf"(?:{_MINUTES_TO}){_TAIL}")
_NUMBER = re.compile(rf"(?:{_BARE}){_NOT_A_COUNT}{_TAIL}")
_WITH_TAIL = re.compile(rf"(?:{_BARE})(?:{_CLOCK_WORDS}|{_PART}\b)")
_RANGE_AHEAD = re.compile(rf" (?:to|til|till|until) (?:(?:{_NAMED}|{_OF_HOUR})|{_HOUR}\b)(?! [a-z]+s\b)")
_ENDS_HERE = re.compile(
    r"(?= [|,]|$| (?:and|as|at|because|but|every|for|from|if|in|on|onwards?|or|please|sharp|so|this|today|tomorrow|when"
    r"|with|next|[a-z]+day)\b)"
)

_BEGINS = frozenset("after between from since".split())
_ENDS = frozenset("before by til till until".split())
_LINKS = frozenset("and through til till to until".split())
_PLACED = frozenset("about around at".split())
_OPENING = frozenset("begin begins beginning open opens start starts starting".split())
_CLOSING = frozenset("close closes closing end ends ending finish finishes over".split())


def find_times(said: tuple[str, ...]) -> list[SaidTime]:
    """The times of day in a sentence of canonical words, in their order."""
    found: list[SaidTime] = []
    text = " ".join(said)
    at = offset = 0
    while at < len(said):
        one = _time_at(said, at, text, offset, found[-1] if found else None)
        if one is not None:
            found.append(one)
        stop = one.stop if one else at + 1
        offset += sum(len(word) + 1 for word in said[at:stop])
        at = stop
    return found


def _time_at(said: tuple[str, ...], at: int, text: str, offset: int, last: SaidTime | None) -> SaidTime | None:
    """The time that begins at a word. A number is one only by what stands around it."""
    before = said[at - 1] if at else ""
    linked = last is not None and last.stop == at - 1 and before in _LINKS
    cued = linked or before in _BEGINS | _ENDS | _PLACED
    # "from ten to four" is no ten to four, "until ten to four" is one
    is_side = linked or before in _ENDS | (_PLACED | {"after"}) or "minutes" in said[at : at + 2]
    match = _SURE.match(text, offset) or (_RELATIVE.match(text, offset) if is_side else None)
    if match is None:
        match = _NUMBER.match(text, offset)
        if match is None or not _is_time(match, text, cued=cued):
            return None
    stop = at + len(match[0].split())
    return SaidTime(at, stop, _role(said, at, linked=linked), read_time(match[0].replace(" ,", "")))


def _is_time(match: re.Match[str], text: str, *, cued: bool) -> bool:
    if _WITH_TAIL.match(text, match.start()) or _RANGE_AHEAD.match(text, match.end()):
        return True
    return cued and bool(_ENDS_HERE.match(text, match.end()))


def _role(said: tuple[str, ...], at: int, *, linked: bool) -> Role:
    if linked:
        return "to"
    before = said[at - 1] if at else ""
    verb = said[at - 2] if before in _PLACED and at > 1 else before
    if before in _BEGINS or verb in _OPENING:
        return "from"
    return "to" if before in _ENDS or verb in _CLOSING else ""
