"""Cuts the words of an utterance into pieces, each of which may ask for something of its own."""

from collections.abc import Sequence

from agent.models.text.script.language import Token
from agent.models.text.script.tools.exclusions import EXCEPT, exclusion_at

JOINTS = frozenset("and then but plus also or".split())
_QUOTING = frozenset("saying says say called titled".split())
_LEADS_ON = frozenset("know tell me ask see check about of in on at for to with hear wonder sure find say is".split())
_ASKING = frozenset("what how which where when who why".split())
_ASKED = frozenset({("do", "you"), ("do", "i"), ("does", "it"), ("is", "there"), ("are", "there"), ("is", "the")})
_SUBJECTS = frozenset("i we you can could would will please must should".split())


def pieces_of(tokens: Sequence[Token]) -> list[list[Token]]:
    """The pieces in order; one behind an exclusion begins with ``EXCEPT``."""
    pieces: list[list[Token]] = [[]]
    taken = 0  # up to here
    for index, token in enumerate(tokens):
        if index < taken:
            continue
        if n_words := exclusion_at(tokens, index, [t for piece in pieces[-2:] for t in piece]):
            pieces.append([EXCEPT])
            taken = index + n_words
            continue
        following = tokens[index + 1].word if index + 1 < len(tokens) else ""
        if _QUOTING & {t.word for t in pieces[-1]} and not set(token.ends) & set(".?!"):
            pieces[-1].append(token)  # what somebody is to be told may hold any word
            continue
        if _runs_on(tokens, index) and pieces[-1]:
            pieces.append([token])
            continue
        if token.word in JOINTS and pieces[-1] and not _joins_words(tokens, index):
            pieces.append([token])
            continue
        pieces[-1].append(token)
        if set(token.ends) & set(".;?!") or ("," in token.ends and following not in JOINTS and following):
            pieces.append([])
    return [piece for piece in pieces if piece]


def _runs_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether a new sentence begins without punctuation: "we are out of coffee what do you have"."""
    following = tuple(token.word for token in tokens[index + 1 : index + 3])
    before = tokens[index - 1].word if index else ""
    if index < 2 or before in _LEADS_ON or before in JOINTS or tokens[index - 1].ends:
        return False
    if tokens[index].word in ("can", "could", "would"):
        return following[:1] == ("you",) and before not in _ASKING
    return tokens[index].word in ("what", "how", "which") and following in _ASKED


def _joins_words(tokens: Sequence[Token], index: int) -> bool:
    """The "and" of "two hundred and five" or "between three and four"; the "also" of "I also need"."""
    before = tokens[index - 1].word if index else ""
    if tokens[index].word in ("also", "then"):
        return before in _SUBJECTS
    after = [token.word for token in tokens[index + 1 : index + 3]]
    if after[:2] == ["a", "half"] or before in ("hundred", "thousand"):
        return True
    return "between" in [token.word for token in tokens[max(0, index - 4) : index]]
