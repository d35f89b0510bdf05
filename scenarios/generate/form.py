"""What makes a goal-oriented card good for ten minutes of talk between a voice model and anyone at all."""

import re
from collections.abc import Iterator

from scenarios.card import Card

SENTENCE_END = re.compile(r"[.!?][\"')]*(?=\s|$)")
UNSPEAKABLE = re.compile(r"https?://|www\.|[#*_`<>{}|\\^~=\[\]]|\bNAME_\d|\b[A-Z]{4,}\b|\d{4,}")
SECOND_PERSON = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)
FIRST_PERSON = re.compile(r"\b(I|my|me|mine|we|our|us)\b")
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')

SENTENCES = range(2, 4)
GOALS = range(3, 6)
MAX_TITLE_WORDS, MAX_GOAL_WORDS, MAX_SITUATION_WORDS, MAX_MILESTONE_WORDS = 10, 20, 70, 22


def unfit(card: Card) -> list[str]:
    """What should be different about a goal-oriented card; nothing where it is good."""
    return list(_faults(card))


def _faults(card: Card) -> Iterator[str]:
    situation = card.situation or ""
    n_sentences = len(SENTENCE_END.findall(situation))
    if n_sentences not in SENTENCES:
        yield f"the situation has {n_sentences} sentences; two or three are right"
    if not SECOND_PERSON.search(situation):
        yield "the situation does not speak to the participant as you"
    if FIRST_PERSON.search(QUOTED.sub("", situation)):
        yield "the situation speaks as I or we; it should say you"
    if len(card.goals) not in GOALS:
        yield f"{len(card.goals)} goals; three to five are right"
    yield from _too_long("the title", card.title, MAX_TITLE_WORDS)
    yield from _too_long("the goal", card.goal or "", MAX_GOAL_WORDS)
    yield from _too_long("the situation", situation, MAX_SITUATION_WORDS)
    for number, milestone in enumerate(card.goals, 1):
        yield from _too_long(f"goal {number}", milestone, MAX_MILESTONE_WORDS)
    for part in (card.title, card.goal or "", situation, *card.goals):
        found = UNSPEAKABLE.search(part)
        if found:
            yield f"{found.group()!r} cannot be read aloud"


def _too_long(name: str, text: str, most: int) -> Iterator[str]:
    n_words = len(text.split())
    if not 1 <= n_words <= most:
        yield f"{name} has {n_words} words; one to {most} are right"
