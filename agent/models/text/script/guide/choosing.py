"""Chooses the piece of advice that speaks most to what was asked and told, and what to ask before."""

from dataclasses import dataclass, field

from agent.models.text.script.chat.dislikes import dislikes, goes_against
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.kindred import parts_of, words_for
from agent.models.text.script.chat.memory import Memory
from agent.models.text.script.guide.book import Advice, Matter, words_in

_SAID_BEFORE = 0.3  # what speaks against saying it again
_FIRST = 0.1  # what speaks for practising where nothing else decides
_SHORT = 6  # words
_BOTH = ", and "
CLEAR = 1.0  # a word in common that is no common word


@dataclass
class Progress:
    """How far the talk about one matter has come."""

    matter: Matter
    about: frozenset[str] = frozenset()  # the stems of the goal's own words: who has this goal cannot be spared them
    asked: list[str] = field(default_factory=list)
    given: list[Advice] = field(default_factory=list)
    used: set[str] = field(default_factory=set)  # the clauses of the user that advice has referred to
    given_at: int = -9  # the user's turn that was last answered with advice


def disliked(progress: Progress, memory: Memory) -> frozenset[str]:
    """What the user does not want, like or have, as far as the goal can do without it."""
    return dislikes(memory) - progress.about - parts_of(progress.about)


def closest(
    progress: Progress, stems: frozenset[str], memory: Memory, *, fresh: bool = False
) -> tuple[Advice | None, float]:
    """The advice that speaks most to these words, new advice first; with how well it fits."""
    unwanted = disliked(progress, memory) - stems - parts_of(stems)
    scored = [
        (_fit(advice, progress, stems), advice)
        for advice in progress.matter.advice
        if not (fresh and advice in progress.given)
        and not goes_against(advice.sentences, unwanted)
        and (not advice.is_offer or "practis" in stems)
    ]
    best = max(scored, key=lambda one: one[0], default=None)
    return (best[1], best[0]) if best is not None else (None, 0.0)


def _fit(advice: Advice, progress: Progress, stems: frozenset[str]) -> float:
    return advice.fits(stems) - _SAID_BEFORE * (advice in progress.given) + _FIRST * bool(advice.answer)


def next_advice(progress: Progress, memory: Memory) -> Advice | None:
    """The next advice that was not given, is not refused, and comes closest to what was told lately."""
    lately = frozenset().union(*(clause.stems for clause in memory.told[-4:])) - disliked(progress, memory)
    advice, score = closest(progress, lately, memory, fresh=True)
    if score >= CLEAR:
        return advice
    unwanted = disliked(progress, memory)
    left = [
        one for one in progress.matter.advice if one not in progress.given and not goes_against(one.sentences, unwanted)
    ]
    return min(left, key=lambda one: one.is_offer, default=None)


def asked_about(heard: Heard, memory: Memory) -> frozenset[str]:
    """What a question is about; a short one about someone who was told of is about what was told of them, too."""
    stems = words_in(heard.plain)
    if len(heard.words) > _SHORT:
        return stems
    named = stems - words_for("common")
    return stems.union(*(clause.stems for clause in memory.told if clause.stems & named))


def next_question(progress: Progress, memory: Memory, *, peek: bool = False) -> str | None:
    """The next thing to find out that was not told yet."""
    for line in progress.matter.ask:
        if line in progress.asked or (question := _still_open(line, memory)) is None:
            continue
        if not peek:
            progress.asked.append(line)
        return question
    return None


def _still_open(line: str, memory: Memory) -> str | None:
    """A question without the half that was told already; None where all of it was."""
    question, *needless = line.split(" || ")
    if len(needless) < 2:
        return None if needless and memory.knows(needless[0]) else question
    halves = question.removesuffix("?").split(_BOTH, maxsplit=1)
    left = [half for half, told in zip(halves, needless, strict=True) if not memory.knows(told)]
    return f"{left[0][0].upper()}{_BOTH.join(left)[1:]}?" if left else None
