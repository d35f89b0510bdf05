"""What the user told that bears on a decision: what holds them back, and what draws them."""

import re

from agent.models.text.script.chat.kindred import are_kin, stems_of, words_for
from agent.models.text.script.chat.memory import Memory
from agent.models.text.script.chat.told import Told

_AGAINST = re.compile(
    r"\b(?:problem|worried|worry|afraid|scared|nervous|can't|can not|cannot|don't (?:like|want|have|eat)|do not|hate|"
    r"only|budget|expensive|afford|too|bad idea|against|hard|difficult|never|not enough|no (?:time|money|room|space)|"
    r"allergic|tired|nothing|nobody|failed|fail|due|no more than|at most)\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"\b(?:want|wanted|would like|dream|hope|hoping|looking forward|thinking (?:of|about)|would be great)\b",
    re.IGNORECASE,
)
_SOMEONE = re.compile(  # means nothing without what came before
    r"^(?:he|she|they|it|that|this)\b|\b(?:him|her|them)\b", re.IGNORECASE
)
_MOST_WORDS = 14
_LATELY = 3  # turns


def against(memory: Memory, question: str | None = None) -> Told | None:
    """What speaks against it, the latest first; with a question only what bears on that."""
    return _latest(memory, _AGAINST, question)


def in_favour(memory: Memory, question: str | None = None) -> Told | None:
    """What speaks for it, the latest first; with a question only what bears on that."""
    return _latest(memory, _FOR, question)


def _latest(memory: Memory, pattern: re.Pattern[str], question: str | None) -> Told | None:
    fitting = (
        clause
        for clause in reversed(memory.told)
        if clause.whole
        and len(clause.said.split()) <= _MOST_WORDS
        and pattern.search(clause.said)
        and not _SOMEONE.search(clause.said)
        and (question is None or _bears_on(clause, question, memory))
    )
    return next(fitting, None)


def _bears_on(clause: Told, question: str, memory: Memory) -> bool:
    """Whether it was told with the question, speaks of the same, or was told last where the question names nothing."""
    asked = stems_of(question) - words_for("common")
    if clause.turn == memory.turn or any(word in clause.stems or are_kin(word, clause.stems) for word in asked):
        return True
    return not asked and memory.turn - clause.turn <= _LATELY
