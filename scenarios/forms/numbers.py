"""Number words as digits: "two hundred and five" is 205, "three thirty" is two numbers, "twenty-first" is 21."""

from collections.abc import Sequence
from dataclasses import dataclass

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
SCALES = {"thousand": 1000, "k": 1000, "million": 1_000_000, "billion": 1_000_000_000}
SHORT_SCALES = SCALES | {"hundred": 100}
PARTS = {("a", "half"): 0.5, ("a", "quarter"): 0.25, ("three", "quarters"): 0.75}  # "two and a half"
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip


def numerals(words: Sequence[str]) -> list[str]:
    """The words with every spoken number as digits. Digits stay as they are; "a hundred" counts as one hundred."""
    out: list[str] = []
    index = 0
    while index < len(words):
        value, used = _digits_with_scale(words, index) or _spoken(words, index) or (words[index], 1)
        if value == "oh" and out and is_number(out[-1]):
            value = "0"
        out.append(value)
        index += used
    return out


def is_number(word: str) -> bool:
    """Whether a word of ``numerals`` is a number."""
    return word[:1].isdecimal()


def plain(value: float) -> str:
    """A number as ``numerals`` writes it: no exponent, no trailing zeros."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


@dataclass(slots=True)
class _Spoken:
    """A number as its words come in. ``last`` is the kind of the last word: it decides what may follow."""

    total: float = 0.0
    group: float = 0.0
    last: str = ""
    ended: bool = False

    def take(self, word: str) -> bool:
        """Add a word; False where it does not belong to this number."""
        small = UNITS.get(word, ORDINALS.get(word))
        opens_group = self.last in ("", "hundred", "scale")
        if self.ended:
            return False
        if small is not None and (opens_group or (self.last == "tens" and 0 < small < 10)):
            self.group, self.last, self.ended = self.group + small, "unit", word in ORDINALS
        elif word in TENS and opens_group:
            self.group, self.last = self.group + TENS[word], "tens"
        elif word == "hundred" and self.last in ("unit", "tens") and 0 < self.group < 100:
            self.group, self.last = self.group * 100, "hundred"
        elif word in SCALES and self.group > 0:
            self.total, self.group, self.last = self.total + self.group * SCALES[word], 0, "scale"
        else:
            return False
        return True


def _spoken(words: Sequence[str], start: int) -> tuple[str, int] | None:
    """The spoken number that starts here and how many words it takes."""
    number, index = _Spoken(), start
    if words[start] in ("a", "an") and _at(words, start + 1) in SHORT_SCALES:
        number.group, number.last, index = 1, "unit", start + 1
    while index < len(words):
        skip = words[index] == "and" and number.last in ("hundred", "scale") and _is_small(_at(words, index + 1))
        if not number.take(_at(words, index + 1) if skip else words[index]):
            break
        index += 2 if skip else 1
    if not number.last:
        return None
    value, index = _with_fraction(words, number.total + number.group, index)
    return value, index - start


def _with_fraction(words: Sequence[str], value: float, index: int) -> tuple[str, int]:
    if _at(words, index) == "and" and (part := PARTS.get((_at(words, index + 1), _at(words, index + 2)))):
        return plain(value + part), index + 3
    if _at(words, index) != "point" or UNITS.get(_at(words, index + 1), 10) > 9:
        return plain(value), index
    digits = ""
    index += 1
    while UNITS.get(_at(words, index), 10) < 10:
        digits += str(UNITS[words[index]])
        index += 1
    value += float(f"0.{digits}")
    scale = SCALES.get(_at(words, index))
    return (plain(value * scale), index + 1) if scale else (plain(value), index)


def _digits_with_scale(words: Sequence[str], start: int) -> tuple[str, int] | None:
    """Digits before a scale: "90 thousand", "90 k", "1.5 million". Digits alone are left as they are written."""
    scale = SHORT_SCALES.get(_at(words, start + 1))
    if is_number(words[start]) and scale:
        return plain(float(words[start]) * scale), 2
    return None


def _is_small(word: str) -> bool:
    return word in UNITS or word in TENS or word in ORDINALS


def _at(words: Sequence[str], index: int) -> str:
    return words[index] if index < len(words) else ""
