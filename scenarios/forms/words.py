"""Text in canonical form, as words that a recogniser's case, punctuation and numerals cannot change."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from scenarios.forms.marks import COMMA, MARKS, SENTENCE_END
from scenarios.forms.negation import NEGATIONS, denied
from scenarios.forms.numbers import is_number, numerals
from scenarios.forms.questions import asked
from scenarios.forms.takebacks import taken_back

CURRENCY_WORDS = {"$": "dollars", "£": "pounds", "€": "euros"}

_OUTER = " \"'`“”‘’«»()[]{}<>.,;:!?#@*"
_TOKEN = re.compile(
    r"\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+|[^\W\d_]+|[$£€%&]|[.,;:!?](?=[)\]}\"”’»]*(?:\s|$))"
    r"|[()\[\]—]|(?<=\s)[-–]+(?=\s+\D)"
)
_POSSESSIVE = re.compile(r"(?<=\w)['’`]s\b")
_ORDINAL_SUFFIXES = ("st", "nd", "rd", "th")


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """NFKC, casefolded, single spaces, without quotes, outer punctuation, ``#`` and ``@``."""
    folded = re.sub(r"[\"“”‘’'`]", "", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(stripped for part in folded.split() if (stripped := part.strip(_OUTER)))


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[str, ...]:
    """The words of a text with numbers as digits, and marks between its clauses.

    Commas, dashes and brackets are ``,``; where a sentence or part of one ends stands ``|``. The ``s`` of "vet's" is a
    word of its own, so that a vet is in it.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"['’`]", "", _POSSESSIVE.sub(" s", plain))
    found: list[str] = []
    currency = ""
    for token in _TOKEN.findall(folded):
        if token in CURRENCY_WORDS:
            currency = CURRENCY_WORDS[token]
            continue
        after_number = bool(found) and is_number(found[-1])
        found.extend(() if after_number and token in _ORDINAL_SUFFIXES else _words_of(token))
        if currency and is_number(token):
            found.append(currency)
        currency = ""
    return tuple(numerals(found))


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, numbers as digits, without punctuation."""
    return tuple(word for word in clauses(text) if word not in MARKS)


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """The words without the spaces, for names and compounds that are written apart or together."""
    return "".join(words(text))


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same words, however numbers and compounds are written."""
    return squeezed(one) == squeezed(other)


def similarity(one: str, other: str) -> float:
    """Likeness of two texts in [0, 1]; 0 where their numbers or negations differ."""
    if _numbers(one) != _numbers(other) or _negations(one) != _negations(other):
        return 0.0
    return SequenceMatcher(None, " ".join(words(one)), " ".join(words(other)), autojunk=False).ratio()


@lru_cache(maxsize=8192)
def says(text: str, phrase: str) -> bool:
    """Whether a phrase occurs in a text as whole words, and is not denied there.

    A phrase that holds a negation itself need only occur. A verb within the phrase takes nothing of it back.
    """
    said, places = clauses(text), _places(text, phrase)
    return bool(places) and (bool(_negations(phrase)) or any(not _is_denied(said, *place) for place in places))


@lru_cache(maxsize=8192)
def asserts(text: str, phrase: str) -> bool:
    """Whether a text says a phrase in a sentence that does not only ask."""
    said, negated = clauses(text), bool(_negations(phrase))
    return any(
        not asked(said)[start] and (negated or not _is_denied(said, start, end)) for start, end in _places(text, phrase)
    )


def mentions(text: str, phrase: str) -> bool:
    """Whether a phrase occurs in a text as whole words, denied or not."""
    return bool(_places(text, phrase))


@lru_cache(maxsize=8192)
def _places(text: str, phrase: str) -> tuple[tuple[int, int], ...]:
    said, wanted = clauses(text), squeezed(phrase)
    return tuple((start, end) for start in range(len(said)) if (end := _phrase_end(said, start, wanted)))


def _is_denied(said: tuple[str, ...], start: int, end: int) -> bool:
    """Whether a phrase is denied before it, or taken back behind it."""
    return any(denied(said)[start:end]) or any(
        back.start <= start < back.stop and end <= back.verb for back in taken_back(said)
    )


def _phrase_end(said: tuple[str, ...], start: int, wanted: str) -> int:
    """Where the phrase ends that starts here, 0 for none. Punctuation within it does not count; "12" is no "12 50"."""
    if said[start] in MARKS or (start and is_number(said[start]) and is_number(said[start - 1])):
        return 0
    joined = ""
    for index in range(start, len(said)):
        if said[index] in MARKS:
            continue
        joined += said[index]
        if joined == wanted:
            is_cut = is_number(said[index]) and index + 1 < len(said) and is_number(said[index + 1])
            return 0 if is_cut else index + 1
        if not wanted.startswith(joined):
            return 0
    return 0


def _words_of(token: str) -> list[str]:
    if token in ".;:!?":
        return [SENTENCE_END]
    if token[0] in ",()[]-–—":
        return [COMMA]
    if token in ("%", "&"):
        return ["percent" if token == "%" else "and"]
    if not is_number(token):
        return [token]
    whole, _, decimals = token.replace(",", "").partition(".")
    # two decimals are minutes or cents: "3.30" and "12.50" are said as two numbers
    return [whole, decimals] if len(decimals) == 2 else [f"{whole}.{decimals}" if decimals else whole]


def _numbers(text: str) -> list[str]:
    """Neighbouring numbers joined, so that "3:30", "330" and "three thirty" are one."""
    runs: list[str] = []
    in_run = False
    for word in words(text):
        if is_number(word):
            runs[-1:] = [runs[-1] + word] if in_run else [*runs[-1:], word]
        in_run = is_number(word)
    return runs


def _negations(text: str) -> int:
    return sum(word in NEGATIONS for word in words(text))
