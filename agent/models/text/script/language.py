"""Words as a recogniser writes them: tokens that keep how they were written, contractions undone, crude stems."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_CONTRACTIONS = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "let's": "let us", "gonna": "going to",
    "wanna": "want to", "gotta": "got to", "gimme": "give me", "lemme": "let me", "ain't": "is not", "y'all": "you all",
    "dunno": "do not know", "o'clock": "o'clock", "whats": "what is", "im": "i am", "dont": "do not",
    "cant": "can not", "didnt": "did not", "doesnt": "does not", "isnt": "is not", "wasnt": "was not", "ive": "i have",
    "thats": "that is", "couldnt": "could not", "wouldnt": "would not", "havent": "have not", "youre": "you are",
    "theyre": "they are", "arent": "are not", "hes": "he is", "shes": "she is",
    "cause": "because",
    "i'd": "i would", "double-check": "check", "kinda": "kind of", "sorta": "sort of",
}  # fmt: skip
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_IS = frozenset("what where who how when why that this it there he she which here everything name".split())
_IRREGULAR = {
    "sent": "send", "wrote": "write", "written": "write", "said": "say", "told": "tell", "bought": "buy",
    "took": "take", "taken": "take", "got": "get", "gotten": "get", "made": "make", "gave": "give", "given": "give",
    "paid": "pay", "withdrew": "withdraw", "withdrawn": "withdraw", "applied": "apply", "applies": "apply",
    "tried": "try", "chose": "choose", "chosen": "choose", "flew": "fly", "flights": "flight",
}  # fmt: skip
_OUTER = "\"'“”‘’()[]{}<>«»*_`…"
_ENDS = ",.;:!?"
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word. ``ends`` holds the punctuation behind it; ``written`` is empty for the second half of a contraction."""

    word: str
    written: str
    ends: str = ""


@lru_cache(maxsize=2048)
def tokenize(text: str) -> tuple[Token, ...]:
    """The words of a text in order; contractions become two."""
    found: list[Token] = []
    for part in re.sub(r"[—–]", " , ", text.replace("’", "'")).split():
        bare = part.strip(_OUTER)
        core = bare.rstrip(_ENDS + _OUTER)
        ends = "".join(c for c in bare[len(core) :] if c in _ENDS)
        core = core.lstrip(_ENDS + _OUTER)
        if not core:
            if found and ends:
                found[-1] = Token(found[-1].word, found[-1].written, found[-1].ends + ends)
            continue
        words = _expanded(core.lower())
        found.append(Token(words[0], core, "" if len(words) > 1 else ends))
        found.extend(Token(word, "", ends if word is words[-1] else "") for word in words[1:])
    return tuple(found)


def words_of(text: str) -> tuple[str, ...]:
    """The words alone."""
    return tuple(token.word for token in tokenize(text))


def written(tokens: Iterable[Token]) -> str:
    """Tokens as they were written, without the punctuation at the end."""
    joined = " ".join(token.written + token.ends for token in tokens if token.written)
    return joined.rstrip(_ENDS + " ")


def _expanded(word: str) -> list[str]:
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word].split()
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return [word[: -len(ending)], full]
    if word.endswith("'s"):
        return [word[:-2], "is"] if word[:-2] in _IS else [word[:-2]]
    return [word]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its common endings, so that "lights" and "light", "moved" and "move" are one."""
    if word in _IRREGULAR:
        return stem(_IRREGULAR[word])
    for ending, shortest, put in (
        ("ies", 5, "y"),
        ("sses", 6, "ss"),
        ("shes", 6, "sh"),
        ("ches", 6, "ch"),
        ("xes", 5, "x"),
    ):
        if word.endswith(ending) and len(word) >= shortest:
            return word[: -len(ending)] + put
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return stem(word[:-1])
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and re.search("[aeiouy]", word[: -len(ending)]):
            base = word[: -len(ending)]
            return (_DOUBLED.sub(r"\1", base) if len(base) > 3 else base).removesuffix("e")
    return word.removesuffix("e") if len(word) > 3 else word


def is_past(word: str) -> bool:
    """Whether a verb is told of and not asked for: "sent", "ordered"."""
    return word in _IRREGULAR or (word.endswith("ed") and len(word) > 4)


def is_told(word: str) -> bool:
    """Whether a verb can only be told of: "sent", and not the "locked" of a locked door."""
    return word in _IRREGULAR or word in ("asked", "posted", "ordered")


def stems(words: Iterable[str]) -> set[str]:
    """The stems of words."""
    return {stem(word) for word in words}
