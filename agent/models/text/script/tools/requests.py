"""Cuts what was said into the things asked for: "turn off the lights and lower the heating" is two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agent.models.text.script.language import Token, tokenize
from agent.models.text.script.tools.openings import (
    DEMANDS,
    OWN,
    PASSED_OVER,
    POLITE,
    QUESTIONS,
    SEARCHES,
    SHOW_ME,
    WISHES,
)
from agent.models.text.script.tools.readings import is_numeral
from agent.models.text.script.tools.vocabulary import ATTRIBUTES, FILLERS, MEASURES, UNITS, is_known_verb

_PARTICLES = frozenset("on off up down out in back away".split())
_PARTICLE_VERBS = frozenset("turn switch shut put power flip take bring call look check sign set pick write".split())
_NEGATION = frozenset("not never except without".split())
_JOINTS = frozenset("and then but plus also or".split())
_STAYS = frozenset("stay stays remain remains".split())
_LEAVE = frozenset("leave keep".split())
_NO_GOODS = UNITS | frozenset("am pm oclock o'clock more time times thing things of is are for to".split())
_SUBJECTS = frozenset("i we you can could would will please must should".split())
_QUOTING = frozenset("saying says say called titled".split())
_CONTINUES = frozenset("with at on in for to from by using until till about around of under into as".split())


@dataclass(frozen=True)
class Request:
    """One thing asked for. ``verb`` is None where only things were named; ``negated``: it must not be done.

    ``wish``: something is to be had ("I need two bags");
    ``own``: the user is to do it ("I have to go to the pharmacy");
    ``demand``: something shall be so ("make sure that the lights are off", "the door should be locked").
    """

    tokens: tuple[Token, ...]
    verb: str | None = None
    particle: str | None = None
    question: bool = False
    wish: bool = False
    negated: bool = False
    own: bool = False
    demand: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(token.word for token in self.tokens)


def split_requests(text: str) -> list[Request]:
    """What was said as requests; a part without a verb of its own stands behind the one that it continues."""
    found: list[Request] = []
    for piece in _pieces(tokenize(text)):
        if found and piece[0].word in _CONTINUES:
            found[-1] = replace(found[-1], tokens=(*found[-1].tokens, *piece))
        elif (request := read_request(piece)).tokens and not _is_politeness(request):
            if found and found[-1].question and _only_adds(request):
                found[-1] = replace(found[-1], tokens=(*found[-1].tokens, *request.tokens))
            else:
                found.append(request)
    return found


def read_request(tokens: Sequence[Token]) -> Request:
    """One piece of speech as a request, without its politeness."""
    bare, joint = _without_politeness(tokens)
    sought = _opens(bare, SEARCHES)
    wish = 0 if sought else _opens(bare, WISHES)
    shown = max(
        (len(opening) for opening in SHOW_ME if tuple(t.word for t in bare[: len(opening)]) == opening), default=0
    )
    bare = bare[sought or wish or (shown if shown < len(bare) else 0) :]
    words = [token.word for token in bare]
    if not words:
        return Request(())
    negated = bool(_NEGATION & {joint}) or _is_negated(words)
    question = bool(shown) or (_is_question(tokens, bare) and not wish)
    counted = not question and _is_counted(words)
    verb, particle = ("find" if sought else None, None) if wish or sought else _verb(words, question=question)
    if verb is None and words[0] == "new" and len(words) > 1:
        verb = "add"
    own = bool(_opens([t for t in tokens if t.word not in PASSED_OVER], OWN))
    return Request(
        tuple(bare),
        verb,
        particle,
        question,
        bool(wish) or (counted and verb is None),
        negated,
        own,
        _is_demand(tokens),
    )


def inherit(piece: Request, earlier: Request) -> Request:
    """A part without a verb, with that of the request before it."""
    borrowed = [word for word in (earlier.verb, earlier.particle) if word] if piece.verb is None else []
    tokens = (*(Token(word, word) for word in borrowed), *piece.tokens)
    particle = piece.particle or earlier.particle
    return replace(piece, tokens=tokens, verb=earlier.verb, particle=particle, wish=earlier.wish)


def _pieces(tokens: Sequence[Token]) -> list[list[Token]]:
    pieces: list[list[Token]] = [[]]
    for index, token in enumerate(tokens):
        following = tokens[index + 1].word if index + 1 < len(tokens) else ""
        if _QUOTING & {t.word for t in pieces[-1]} and not set(token.ends) & set(".?!"):
            pieces[-1].append(token)  # what somebody is to be told may hold any word
            continue
        if token.word in _JOINTS and pieces[-1] and not _joins_words(tokens, index):
            pieces.append([token])
            continue
        pieces[-1].append(token)
        if set(token.ends) & set(".;?!") or ("," in token.ends and following not in _JOINTS and following):
            pieces.append([])
    return [piece for piece in pieces if piece]


def _joins_words(tokens: Sequence[Token], index: int) -> bool:
    """The "and" of "two hundred and five" or "between three and four"; the "also" of "I also need"."""
    before = tokens[index - 1].word if index else ""
    if tokens[index].word in ("also", "then"):
        return before in _SUBJECTS
    after = [token.word for token in tokens[index + 1 : index + 3]]
    if after[:2] == ["a", "half"] or before in ("hundred", "thousand"):
        return True
    return "between" in [token.word for token in tokens[max(0, index - 4) : index]]


def _without_politeness(tokens: Sequence[Token]) -> tuple[list[Token], str]:
    """The tokens without fillers and polite openings, and the "but not" that was among them."""
    rest = [
        token
        for index, token in enumerate(tokens)
        if token.word not in FILLERS | {"also"}
        or token.word in ("like", "well", "right")
        or (token.word == "also" and index > 3)
    ]
    joint = ""
    changed = True
    while changed and rest:
        changed = False
        if rest[0].word == "but" and len(rest) > 1 and rest[1].word in _NEGATION:
            joint, rest, changed = rest[1].word, rest[2:], True
        elif rest[0].word in _NEGATION and len(rest) > 1 and not is_known_verb(rest[1].word):
            joint, rest, changed = rest[0].word, rest[1:], True
        elif (n := _opens(rest, POLITE)) and len(rest) > n:
            rest, changed = rest[n:], True
    return rest, joint


def _only_adds(request: Request) -> bool:
    """Whether a part behind a question asks nothing new: "... with tax and delivery?", "... and what do they cost?"."""
    words = request.words
    about_them = (
        request.question and {"they", "them", "it", "those"} & {*words} and len(words) <= 6 and request.verb is None
    )
    return bool(about_them) or (words[0] not in QUESTIONS and request.verb != words[0] and not request.wish)


def _is_politeness(request: Request) -> bool:
    return request.words in POLITE or all(word in FILLERS for word in request.words)


def _opens(tokens: Sequence[Token], openings: Sequence[tuple[str, ...]]) -> int:
    """How many words the longest opening takes that these tokens begin with."""
    words = tuple(token.word for token in tokens)
    return max((len(opening) for opening in openings if words[: len(opening)] == opening), default=0)


def _is_demand(tokens: Sequence[Token]) -> bool:
    said = f" {' '.join(token.word for token in tokens)} "
    return any(f" {phrase} " in said for phrase in DEMANDS)


def _is_counted(words: Sequence[str]) -> bool:
    """As in "two bags of ...", "a pack of ..."."""
    measured = any(word in MEASURES and words[i + 1 : i + 2] == ["of"] for i, word in enumerate(words[1:4], 1))
    first, second = words[0], words[1] if len(words) > 1 else ""
    numbered = is_numeral(first) and second.isalpha() and not is_numeral(second) and second not in _NO_GOODS
    return measured or (numbered and len(words) <= 6)


def _is_negated(words: Sequence[str]) -> bool:
    return words[:2] == ["do", "not"] or words[0] == "never" or (words[0] in ("not", "no") and len(words) > 1)


def _is_question(tokens: Sequence[Token], bare: Sequence[Token]) -> bool:
    first, words = bare[0].word, [token.word for token in bare]
    if first in QUESTIONS and not (
        first in ("do", "have") and len(words) > 1 and words[1] in ("not", "the", "a", "my")
    ):
        return True
    if first in ATTRIBUTES:
        return True
    asks = "?" in tokens[-1].ends and tokens[0].word not in ("can", "could", "would", "will")
    return asks and not is_known_verb(first)


def _verb(words: Sequence[str], *, question: bool) -> tuple[str | None, str | None]:
    """The verb of the request and its particle, as in "switch ... off"."""
    if words[0] in _LEAVE or _STAYS & {*words}:
        return "leave", None
    words = words[2:] if list(words[:2]) == ["do", "not"] else words
    limit = len(words) if question else 2
    if list(words[:2]) == ["go", "over"]:
        return "show", None
    for index, word in enumerate(words[:limit]):
        if word == "look" and words[index + 1 : index + 2] == ["like"]:
            continue
        if index and not question and words[index - 1] in ("the", "a", "my", "an", "for", "of"):
            break
        if is_known_verb(word) or (index == 0 and re.fullmatch(r"(?:un|re)[a-z]{3,}", word)):
            behind = words[index + 1 :]
            particle = next((w for w in behind if w in _PARTICLES), None) if word in _PARTICLE_VERBS else None
            return word, particle
    return None, None
