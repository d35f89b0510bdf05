"""Names as they are heard: what sounds the same, and how far one spelling is from another."""

import re
import unicodedata
from functools import lru_cache

from scenarios.forms.words import squeezed

_GROUPS = (  # letters and groups that sound alike, longest first
    ("chr", "KR"), ("tch", "C"), ("sch", "X"), ("ph", "F"), ("gh", ""), ("ck", "K"), ("ch", "C"), ("sh", "X"),
    ("th", "T"),
    ("wr", "R"), ("kn", "N"), ("wh", "W"), ("qu", "KW"), ("x", "KS"), ("ce", "S"), ("ci", "S"), ("cy", "S"),
    ("ge", "J"), ("gi", "J"), ("gy", "J"), ("geo", "J"), ("c", "K"), ("q", "K"), ("z", "S"), ("v", "F"),
    ("j", "J"), ("w", "W"),
)  # fmt: skip
_VOWELS = "aeiouy"


@lru_cache(maxsize=4096)
def sound_key(name: str) -> str:
    """Names with equal keys may be taken for one another by ear: Jeff and Geoff, Sean and Shaun are near, not equal."""
    plain = unicodedata.normalize("NFKD", squeezed(name)).encode("ascii", "ignore").decode()
    key, index = "", 0
    while index < len(plain):
        group = next(((letters, sound) for letters, sound in _GROUPS if plain.startswith(letters, index)), None)
        if group:
            key += group[1]
            vowel_inside = group[0][-1] in _VOWELS and len(group[0]) > 1
            index += len(group[0]) - (1 if vowel_inside else 0)
        else:
            key += (
                "A"
                if plain[index] in _VOWELS and index == 0
                else ""
                if plain[index] in _VOWELS
                else plain[index].upper()
            )
            index += 1
    return re.sub(r"(.)\1+", r"\1", key[:1] + key[1:].replace("H", ""))


def distance(one: str, other: str) -> int:
    """Edits (insert, delete, replace, swap neighbours) from one name to the other, plus those between their sounds."""
    return _edits(squeezed(one), squeezed(other)) + _edits(sound_key(one), sound_key(other))


def is_nearest(said: str, value: str, rivals: tuple[str, ...]) -> bool:
    """Whether what was said is a spelling of ``value``: not far from it, and nearer to it than to every rival."""
    own = distance(said, value)
    longest = max(len(squeezed(said)), len(squeezed(value)))
    return own <= longest // 2 and all(own < distance(said, rival) for rival in rivals)


@lru_cache(maxsize=4096)
def _edits(one: str, other: str) -> int:
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
