"""Names as they are heard: what sounds the same, and how far one spelling is from another."""

import re
import unicodedata
from functools import lru_cache

from scenarios.forms.words import squeezed, words

_GROUPS = (  # letters that sound like others, longest first; a vowel at the end only colours the sound before it
    ("chr", "KR"), ("tch", "C"), ("sch", "X"),
    ("ph", "F"), ("gh", ""), ("ck", "K"), ("ch", "C"), ("sh", "X"), ("th", "T"), ("wr", "R"), ("kn", "N"), ("wh", "W"),
    ("qu", "KW"), ("ce", "S"), ("ci", "S"), ("cy", "S"), ("ge", "J"), ("gi", "J"), ("gy", "J"),
    ("x", "KS"), ("c", "K"), ("q", "K"), ("z", "S"), ("v", "F"),
)  # fmt: skip
_VOWELS = "aeiouy"


@lru_cache(maxsize=4096)
def sound_key(name: str) -> str:
    """What is left of a name by ear: names with equal keys, as Jeff and Geoff, may be taken for one another."""
    plain = unicodedata.normalize("NFKD", squeezed(name)).encode("ascii", "ignore").decode()
    key, index = "", 0
    while index < len(plain):
        letters, sound = next((group for group in _GROUPS if plain.startswith(group[0], index)), (plain[index],) * 2)
        if letters in _VOWELS:
            sound = "" if index else "A"
        key += sound.upper()
        index += len(letters) if letters[-1] not in _VOWELS or len(letters) == 1 else len(letters) - 1
    return re.sub(r"(.)\1+", r"\1", key[:1] + key[1:].replace("H", ""))


def distance(one: str, other: str) -> int:
    """Edits (insert, delete, replace, swap neighbours) from one name to the other, plus those between their sounds."""
    return edits(squeezed(one), squeezed(other)) + edits(sound_key(one), sound_key(other))


def is_nearest(said: str, value: str, rivals: tuple[str, ...]) -> bool:
    """Whether what was said is a spelling of ``value``: not far from it, and nearer to it than to every rival.

    Words that both share do not speak for the others: "Saturday delivery" is no "standard delivery".
    """
    own = distance(said, value)
    if 2 * own > _length(said, value) or any(own >= distance(said, rival) for rival in rivals):
        return False
    left, right = _without_shared_words(said, value)
    return not (left and right) or 5 * distance(left, right) <= 4 * _length(left, right)


def _length(one: str, other: str) -> int:
    return max(len(squeezed(one)), len(squeezed(other)))


def _without_shared_words(one: str, other: str) -> tuple[str, str]:
    mine, yours = words(one), words(other)
    return " ".join(word for word in mine if word not in yours), " ".join(word for word in yours if word not in mine)


@lru_cache(maxsize=4096)
def edits(one: str, other: str) -> int:
    """How many letters to insert, delete, replace or swap with their neighbour to get from one to the other."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, another in enumerate(other, 1):
            cost = min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (letter != another))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == another:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, above = above, current
    return above[-1]
