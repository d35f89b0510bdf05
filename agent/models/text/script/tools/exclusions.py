"""Words that take something out of what is asked for: "all but", "apart from", "except for", "but not"."""

import re
from collections.abc import Sequence

from agent.models.text.script.language import Token
from agent.models.text.script.tools.vocabulary import ALL_WORDS, FILLERS, is_known_verb, noun_classes

EXCEPT = Token("except", "except")
"""How every exclusion begins once it is set apart."""

_OPENERS = tuple(
    tuple(words.split())
    for words in (
        "with the exception of", "apart from", "aside from", "other than", "not including", "leaving out", "save for",
        "except for", "except from", "except", "excluding", "excepting", "but for",
    )
)  # fmt: skip
_FIRST_WORDS = frozenset(opener[0] for opener in _OPENERS) | frozenset("but and just only not".split())
_BEFORE_NOT = frozenset("but and just only".split())
_AUXILIARIES = frozenset("do does did is are was were am be can could will would shall should has have had why".split())
NO_NAME = frozenset("i we you it they he she please also then first yet now too so if to what how when only".split())
_POINTING = frozenset("the my our that this those these his her their any".split())
_RELATIVE = frozenset("what whatever whoever that which who whose".split())
_OWNED = frozenset("file files folder folders document documents one ones stuff things".split())
_REST = re.compile(
    r"\b(?:(?:all |all of )?the (?:others|other ones|rest(?: of (?:them|it|those))?|remaining ones)|everything else|"
    r"everyone else|everybody else|all (?:the )?others|all else)(?=$| )"
)
_OTHER = re.compile(r"\b(?:all )?(?:of )?(?:the )?(?:other|remaining) (?=\w+s\b)")
_ALL = ALL_WORDS | {"anything", "anyone", "anybody", "nothing"}


def exclusion_at(tokens: Sequence[Token], index: int, piece: Sequence[Token]) -> int:
    """How many words from here on open an exclusion; 0 where none begins. ``piece``: the words of the clause so far."""
    if tokens[index].word not in _FIRST_WORDS:
        return 0
    words = tuple(token.word for token in tokens[index : index + 5])
    opener = max((o for o in _OPENERS if words[: len(o)] == o), key=len, default=())
    if opener:
        return len(opener) if words[len(opener) :] else 0
    if words[0] in _BEFORE_NOT and words[1:2] == ("not",):
        return 2 if _may_be_named(words[2:]) else 0
    of_all = bool(_ALL & {token.word for token in piece})
    if words[0] == "but" and of_all:
        return 1 if _may_be_named(words[1:]) else 0
    negates = words[0] == "not" and of_all and piece[-1].word not in _AUXILIARIES
    return 1 if negates and words[1:] and words[1] in _POINTING else 0


def is_untold(tokens: Sequence[Token]) -> bool:
    """As in "what Priya owns" or "Priya's files": which those are is not told by their names."""
    if not tokens:
        return False
    words = [token.word for token in tokens]
    owned = any(a.written.lower().endswith("'s") and b in _OWNED for a, b in zip(tokens, words[1:], strict=False))
    return words[0] in _RELATIVE - {"that"} or owned or bool(_RELATIVE & {*words[1:]})


def _may_be_named(words: Sequence[str]) -> bool:
    """Whether these words may name something: no verb and no sentence begins with them."""
    if not words or words[0] in NO_NAME | FILLERS - {"like"}:
        return False
    return words[0] in _POINTING or not is_known_verb(words[0]) or len(words) < 2


def named_rest(words: Sequence[str], left_out: Sequence[str]) -> list[str]:
    """As in "Leave the lamp on and turn off the others": the words with what "the others" are all of."""
    kind = next((word for word in reversed(left_out) if any(c[0] == "=" for c in noun_classes(word))), None)
    rest = "all" if kind is None else f"all the {kind if kind.endswith('s') else kind + 's'}"
    return _OTHER.sub("all the ", _REST.sub(rest, " ".join(words))).split()
