"""Finds among the user's own words those that answer a question about them."""

import re
from dataclasses import dataclass

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.kindred import are_kin, stems_of, words_for
from agent.models.text.script.chat.memory import Memory
from agent.models.text.script.chat.told import Told
from agent.models.text.script.language import stem

_NUMBER = (
    r"\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|thousand|couple|dozen|once|twice"
)
_WHEN = (
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekends?|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|spring|summer|autumn|fall|winter|today|tonight|tomorrow|yesterday|"
    rf"morning|afternoon|evening|night|noon|midnight|christmas|easter|ago|next|last (?:\w+)|every \w+|at (?:{_NUMBER})|"
    rf"in (?:{_NUMBER}) (?:days?|weeks?|months?|years?)|(?:19|20)\d\d|soon"
)
_PEOPLE = (
    "sister brother mother mom mum father dad son daughter wife husband partner girlfriend boyfriend "
    "friend friends boss "
    "grandmother grandma grandfather grandpa aunt uncle cousin neighbor neighbour roommate kids "
    "children parents family "
    "colleague niece nephew alone myself someone"
)
_A_NAME = r"(?<=[a-z,0-9] )(?!I\b|I')[A-Z][a-z]+"

_COMPANY = (
    rf"\bwith (?:[\w']+ ){{0,3}}(?:{'|'.join(_PEOPLE.split())}|[A-Z][a-z]+)\b|\b(?:alone|by myself|on my own)\b"
    rf"|\bmy (?:{'|'.join(_PEOPLE.split())}) and I\b"
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of question: how it begins, the words that only belong to its form, and what an answer has in it."""

    asks: str
    form: str
    fits: str
    strict: bool = False  # a clause without what fits is no answer
    alone: str | None = None  # an answer that needs no other word in common
    best: str | None = None  # what is hardly said but in answer to this


_KINDS = (
    _Kind(
        r"what (?:do|did) i do (?:for (?:a living|work)|as a job)|what (?:do|did) i work (?:as|in)|what do i do$|"
        r"what (?:does|did) (?:he|she|my \w+|\w+) do(?: for (?:a living|work)| as a job)?$|"
        r"(?:what|where) (?:is|was) (?:my|his|her|\w+) (?:job|profession|occupation|work)$|what kind of (?:work|job)",
        "living live work job profession occupation kind",
        r"\b(?:i|he|she|i'm|he's|she's|am|is|are|was) (?:an? |working |studying |retired|work|teach|"
        r"study)|\bworks? (?:as|in|at|for)\b"
        r"|\bstud(?:y|ies|ying)\b|for a living|as a job|\bteach(?:es)?\b",
        strict=True,
        alone=r"(?:for a living|\bI(?: am|'m| was) (?:an? (?!bit|little|lot|big|huge|fan|bad|good)|studying|retired)"
        r"|\bI (?:work|teach|study)\b)",
    ),
    _Kind("how old|what age|what is (?:my|his|her|their) age", "old age",
          rf"(?:\b(?:is|are|am|turned|turning|was)|'m|'s|'re) (?:\w+ )?(?:{_NUMBER})\b|years old|\b\d\d\b", strict=True,
          alone=r"\bI(?: am|'m)(?: \w+)? \d\d\b|\bI'?m? (?:am )?(?:\w+ty)\b|\bturned\b"),
    _Kind(r"(?:who|whom)\b.* with$|with (?:who|whom)\b|(?:was|were|am|did) i (?:there )?alone",
          "go went gone come came travel be was were there alone trip remember know",
          _COMPANY, strict=True),
    _Kind(
        r"(?:what|who).* (?:name|names|called)\b|(?:my|his|her|their) (?:\w+ )?names?\b|who (?:is|was|are)\b",
        "name names called call", rf"{_A_NAME}|^[A-Z][a-z]+(?: and [A-Z][a-z]+)?$",
        best=r"\bnames? (?:is|was|are)\b|\bcalled\b|\bnamed\b",
    ),
    _Kind(r"what (?:did|does|do|has) .*(?:say|said|tell|told)", "say said tell told",
          r"\b(?:said|says|told|thinks|thought|warned|asked)\b", best=r"\b(?:said|says|told)\b"),
    _Kind(r"who|whom|with who", "", rf"{_A_NAME}|\b(?:{'|'.join(_PEOPLE.split())})\b"),
    _Kind(r"where|what (?:city|town|country|place|village)|which (?:city|town|country)", "city town country place",
          r"\b(?:in|at|to|from|near|on|by|around) (?!(?:the )?(?:morning|evening|weekend)|\d|night\b"
          r"|\w+day\b|january|february|march|april|may|june|july|august|september|october|november|december)[\w']+"
          r"|\b(?:upstairs|downstairs|abroad|home|here|next door|nearby|outside)\b"),
    _Kind(r"when|what (?:time|day|date|month)|which (?:day|month)", "time day date month", rf"\b(?:{_WHEN})\b"),
    _Kind(r"how long", "long", r"\b(?:for|since|years?|months?|weeks?|days?|hours?|minutes?)\b", strict=True,
          alone=r"\bfor (?:\w+ )?\w+ (?:years|months|weeks|days)\b"),
    _Kind(r"how (?:many|much|often|far|big|tall|late|early|high|fast|heavy)",
          "times time often far big tall early high fast heavy", rf"\b(?:{_NUMBER}|every|always)\b"),
    _Kind(r"why", "reason", r"\bbecause\b|\bsince\b|\bso that\b|\bto\b"),
)  # fmt: skip
_AGAIN = re.compile(r",? again(?=[?.!]*$)", re.IGNORECASE)
_UNFIT = 0.8  # how well a clause answers that has not what the kind of question asks for
_LEAST = 0.5
_NEARLY = 0.9
_ALSO = 0.75  # as near as this where nothing certain is asked for


@dataclass(frozen=True, slots=True)
class Found:
    """Clauses that answer, the best first, and how well the best one does: 1 is all that was asked about."""

    clauses: tuple[Told, ...]
    score: float


def remember(heard: Heard, memory: Memory, *, most: int = 2) -> Found:
    """What was told in answer to a question."""
    heard = Heard(_AGAIN.sub("", heard.text))
    kind = next((kind for kind in _KINDS if heard.has(kind.asks)), None)
    form = stems_of(kind.form) | {stem(word) for word in kind.form.split()} if kind else frozenset()
    words, who = stems_of(heard.plain) - form, memory.meant_by(heard.words)
    names = {stem(name.lower()) for name in re.findall(_A_NAME, heard.text)}
    scored = [(_score(clause, words, who, names=names, kind=kind), clause) for clause in memory.told]
    best = max((score for score, _ in scored), default=0.0)
    if best < _LEAST:
        return Found((), 0.0)
    good = [clause for score, clause in reversed(scored) if score >= best * (_ALSO if kind is None else _NEARLY)]
    good.sort(key=lambda clause: -next(score for score, one in scored if one is clause))
    if not good[0].whole:
        return Found((good[0],), best)
    return Found(_told_in_order(good[:most], memory), best)


def _score(clause: Told, words: frozenset[str], who: frozenset[str], *, names: set[str], kind: _Kind | None) -> float:
    """How well a clause answers. ``who`` are the words for the person that a pronoun of the question means."""
    fits = bool(kind and re.search(kind.fits, clause.said, 0 if "[A-Z]" in kind.fits else re.IGNORECASE))
    if not words and not who:
        return float(bool(kind and kind.alone and re.search(kind.alone, clause.said))) or 0.6 * float(
            fits and kind is not None and kind.alone is None
        )
    if kind is not None and kind.strict and not fits:
        return 0.0
    common = words_for("common")
    asked, got = (1.0, max(_met(word, clause) for word in who)) if who else (0.0, 0.0)
    for word in words:
        weight = 1.5 if word in names else (0.7 if who else 0.4) if word in common else 1.0
        asked += weight
        got += weight * _met(word, clause)
    covered = got / asked
    if covered < _LEAST and not who and words <= common and kind and kind.alone and re.search(kind.alone, clause.said):
        covered = _LEAST
    if covered < _LEAST:
        return 0.0
    best = bool(kind and kind.best and re.search(kind.best, clause.said))
    return covered * (_UNFIT if kind is not None and not fits else 1.0) + 0.2 * fits + 0.2 * best


def _met(word: str, clause: Told) -> float:
    if word in clause.stems:
        return 1.0
    if are_kin(word, clause.stems):
        return 0.75
    if word in clause.about:
        return 0.8
    if are_kin(word, clause.about):
        return 0.6
    return 0.55 if word in clause.around else 0.0


def _told_in_order(clauses: list[Told], memory: Memory) -> tuple[Told, ...]:
    return tuple(sorted(clauses, key=memory.told.index))
