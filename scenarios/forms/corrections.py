"""What a speaker corrects at once: "at the north gate ... no, wait, at the south gate" takes back the north gate.

What comes after the correction tells what it replaces in the sentence before: a thing with the same head ("gate"),
another number for a number, another weekday for a weekday, or what follows the same preposition. Where nothing is
alike, nothing is taken back.
"""

import re

from scenarios.forms.days import WEEKDAYS
from scenarios.forms.marks import COMMA, MARKS, SENTENCE_END
from scenarios.forms.numbers import is_number

_MARKER = re.compile(
    r"[|,] (?:(?:oh|oops|um|uh) (?:, )?)?"
    r"(?:no (?:, )?wait|wait (?:, )?no|no (?:, )?sorry|sorry (?:, )?no|(?:no (?:, )?|sorry (?:, )?)?i mean|scratch that"
    r"|strike that|make (?:it|that)|correction|no actually|actually (?:, )?no|or rather)(?: [|,])? (?=[^|,])"
)
_PLACES = frozenset("at before by from in near of on until".split())
_LEADS = _PLACES | frozenset("a an my our the to your".split())
_FUNCTION = _LEADS | frozenset("and for is it its that this we will with".split())
_LONGEST_THING = 4  # words of a thing before its head


def corrected(said: tuple[str, ...], text: str) -> list[tuple[int, int, int]]:
    """Where each thing that is corrected begins and ends, and the place of the correction."""
    found = []
    for match in _MARKER.finditer(text):
        marker, new = text.count(" ", 0, match.start()), text.count(" ", 0, match.end())
        first = next((at + 1 for at in range(marker - 1, -1, -1) if said[at] == SENTENCE_END), 0)
        old = _replaced(said, first, marker, new)
        if old is not None:
            found.append((*old, marker))
    return found


def _replaced(said: tuple[str, ...], first: int, marker: int, new: int) -> tuple[int, int] | None:
    end = next((at for at in range(new, len(said)) if said[at] in MARKS), len(said))
    heads = {word for word in said[new:end] if word not in _FUNCTION}
    for at in range(marker - 1, first - 1, -1):
        if said[at] in heads:
            return _thing_start(said, first, at), at + 1
    lead = next((at for at in range(new, end) if said[at] not in _LEADS), new)
    for at in range(marker - 1, first - 1, -1):
        if _alike(said[at], said[lead]):
            return at, at + 1
    if said[new] in _PLACES:
        same = [at for at in range(first, marker) if said[at] == said[new]]
        return (same[-1], marker) if same else None
    return None


def _thing_start(said: tuple[str, ...], first: int, head: int) -> int:
    """Where the thing of a head begins: at its article, or the words since the last mark."""
    start = head
    while start > first and head - start < _LONGEST_THING and said[start - 1] not in {COMMA, *_PLACES}:
        start -= 1
        if said[start] in _LEADS:
            break
    return start


def _alike(one: str, other: str) -> bool:
    return (is_number(one) and is_number(other)) or (one in WEEKDAYS and other in WEEKDAYS)
