"""Cuts what was said into the things asked for: "turn off the lights and lower the heating" is two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from agent.models.text.script.language import Token, is_past, is_told, tokenize
from agent.models.text.script.tools.exclusions import EXCEPT, NO_NAME
from agent.models.text.script.tools.openings import (
    DEMANDS,
    LONGEST,
    OWN,
    PASSED_OVER,
    POLITE,
    QUESTIONS,
    SEARCHES,
    SHOW_ME,
    WISHES,
)
from agent.models.text.script.tools.pieces import JOINTS, pieces_of
from agent.models.text.script.tools.readings import is_numeral
from agent.models.text.script.tools.vocabulary import ATTRIBUTES, DEEDS, FILLERS, MEASURES, UNITS, is_known_verb

_PARTICLES = frozenset("on off up down out in back away".split())
_PARTICLE_VERBS = frozenset(
    "turn switch shut put power flip take bring call look check sign log pass set pick write".split()
)
_NEGATION = frozenset("not never except without".split())
_STAYS = frozenset("stay stays remain remains".split())
_LEAVE = frozenset("leave keep".split())
_NO_GOODS = UNITS | frozenset("am pm oclock o'clock more time times thing things of is are for to".split())
_OBJECTS = frozenset("it the a an me us him her them that this you to my".split())
_ADVERBS = frozenset("please just then now also the my all".split())
_ALSO = frozenset("too also as well either then there thanks".split())
_LEADING = frozenset("for on about regarding at in from concerning".split())
_OTHERS = frozenset("she he they it who somebody someone".split())
_LONGEST_NAMING = 3
_AND = Token("and", "and")
_MENTIONS = frozenset("mention mentioning tagging".split())
_CONTINUES = frozenset("with at on in for to from by using until till about around of under into as".split())


@dataclass(frozen=True)
class Request:
    """One thing asked for. ``verb`` is None where only things were named; ``negated``: it must not be done.

    ``wish``: something is to be had ("I need two bags");
    ``own``: the user is to do it ("I have to go to the pharmacy");
    ``demand``: something shall be so ("make sure that the lights are off", "the door should be locked");
    ``spares``: it only names what is left out of the rest ("except the porch light").
    """

    tokens: tuple[Token, ...]
    verb: str | None = None
    particle: str | None = None
    question: bool = False
    wish: bool = False
    negated: bool = False
    own: bool = False
    demand: bool = False
    spares: bool = False

    @property
    def told(self) -> bool:
        """Whether it says what somebody does or did, and asks for nothing."""
        return self.verb is None and not (self.question or self.wish or self.demand) and _is_told(self.words)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(token.word for token in self.tokens)


@lru_cache(maxsize=256)
def split_requests(text: str) -> tuple[Request, ...]:
    """What was said as requests; a part without a verb of its own stands behind the one that it continues."""
    found: list[Request] = []
    naming = False  # people are mentioned one after the other
    for piece in _led_in(pieces_of(tokenize(text))):
        opening = next((token.word for token in piece if token.word not in JOINTS), "")
        naming = bool(found) and (opening in _MENTIONS or (naming and len(piece) <= _LONGEST_NAMING))
        if found and (piece[0].word in _CONTINUES or naming):
            found[-1] = replace(found[-1], tokens=(*found[-1].tokens, *piece))
        elif (request := read_request(piece)).tokens and not _is_politeness(request):
            if len(found) > 1 and found[-1].spares and not request.spares and _only_names(request):
                found[-1] = replace(found[-1], tokens=(*found[-1].tokens, _AND, *request.tokens))
            elif found and _adds_to_question(found[-1], request):
                found[-1] = replace(found[-1], tokens=(*found[-1].tokens, *request.tokens))
            else:
                found.append(request)
    return tuple(found)


def _led_in(pieces: list[list[Token]]) -> list[list[Token]]:
    """As in "For the choir on the 24th, change the place": what leads in belongs to the request behind it."""
    if len(pieces) < 2 or "," not in pieces[0][-1].ends or len(pieces[0]) > 8:
        return pieces
    first, second, *rest = pieces
    first = first[1:] if first[0].word in JOINTS and first[1:] else first
    asked = read_request(second)
    if first[0].word not in _LEADING or read_request(first).verb is not None or not (asked.verb or is_deed(asked)):
        return pieces
    bare = [*first[:-1], Token(first[-1].word, first[-1].written)]
    last = second[-1]
    return [[*second[:-1], Token(last.word, last.written), *bare], *rest]


def read_request(tokens: Sequence[Token]) -> Request:
    """One piece of speech as a request, without its politeness."""
    if tokens[:1] == [EXCEPT]:
        return Request(tuple(tokens[1:]), negated=True, spares=True)
    bare, joint = _without_politeness(tokens)
    sought = _opens(bare, SEARCHES)
    wish = 0 if sought else _opens(bare, WISHES)
    if wish and [token.word for token in bare[wish : wish + 2]] in (["it", "to"], ["that", "to"], ["them", "to"]):
        return Request(tuple(bare))  # "I need it to be wrapped" is told
    shown = _opens(bare, SHOW_ME)
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
        (joint in _NEGATION or words[0] == "not") and verb is None and not question and words[0] not in NO_NAME,
    )


def is_deed(request: Request) -> bool:
    """Whether it begins with something to be done that is no verb of any tool: "call", "play"."""
    return request.verb is None and not request.question and request.words[:1] != () and request.words[0] in DEEDS


def inherit(piece: Request, earlier: Request) -> Request:
    """A part without a verb, with that of the request before it."""
    borrowed = [word for word in (earlier.verb, earlier.particle) if word] if piece.verb is None else []
    tokens = (*(Token(word, word) for word in borrowed), *piece.tokens)
    particle = piece.particle or earlier.particle
    return replace(piece, tokens=tokens, verb=earlier.verb, particle=particle, wish=earlier.wish)


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
        elif (n := _opens(rest, POLITE)) and len(rest) > n and [t.word for t in rest[:2]] != ["first", "class"]:
            rest, changed = rest[n:], True
    return rest, joint


def _adds_to_question(earlier: Request, request: Request) -> bool:
    """Whether a part behind a question asks nothing new: "... with tax and delivery?", "... and what do they cost?"."""
    words = request.words
    is_whole = bool(set(earlier.tokens[-1].ends) & set(".?!")) and earlier.words[0] not in QUESTIONS
    if not earlier.question or request.spares or is_whole or _is_told(words):
        return False
    about_them = (
        request.question and {"they", "them", "it", "those"} & {*words} and len(words) <= 6 and request.verb is None
    )
    return bool(about_them) or (words[0] not in QUESTIONS and request.verb != words[0] and not request.wish)


def _only_names(request: Request) -> bool:
    """Whether a part behind "except" names one thing more that is left out."""
    return request.verb is None and request.particle is None and not (request.question or request.wish or request.own)


def _is_politeness(request: Request) -> bool:
    return request.words in POLITE or all(word in FILLERS | _ALSO for word in request.words)


def _opens(tokens: Sequence[Token], openings: frozenset[tuple[str, ...]]) -> int:
    """How many words the longest opening takes that these tokens begin with."""
    words = tuple(token.word for token in tokens[:LONGEST])
    return next((n for n in range(len(words), 0, -1) if words[:n] in openings), 0)


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
    unwanted = words[:5] == ["i", "do", "not", "want", "to"]
    return (
        unwanted or words[:2] == ["do", "not"] or words[0] == "never" or (words[0] in ("not", "no") and len(words) > 1)
    )


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


def _is_told(words: Sequence[str]) -> bool:
    first, second = words[0], words[1] if len(words) > 1 else ""
    if first in _OTHERS:
        return True
    if first in ("i", "we"):
        return is_past(second) or second in ("am", "are")
    acts = second.endswith("s") and is_known_verb(second[:-1]) and first not in _ADVERBS
    does = acts and len(words) > 2 and words[2] in _OBJECTS
    return does or any(is_told(word) and is_known_verb(word) for word in words[1:3])


def _verb(words: Sequence[str], *, question: bool) -> tuple[str | None, str | None]:
    """The verb of the request and its particle, as in "switch ... off"."""
    if words[0] in _LEAVE or _STAYS & {*words}:
        return "leave", None
    if not question and words and _is_told(words):
        return None, None
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
