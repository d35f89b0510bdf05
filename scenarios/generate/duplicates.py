"""Telling when two goal-oriented scenarios are about the same thing, by the words that they share.

Similarity is the Jaccard index of the content words of title, goal, situation and milestones. In the catalogue, where
all scenarios differ, no pair reaches 0.2; a scenario told again in other words lies above 0.26.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from scenarios.card import Card

TOO_NEAR = 0.22

_WORD = re.compile(r"[a-z]+")
_ENDING = re.compile(r"(?:ings?|ed|es|s)$")
_STOP = frozenset(
    "a about after all also an and any are as ask assistant at be been before but by can could decide do does each "
    "every find for from get good had has have he help her him his how if in into is it its just know less like make "
    "many may might more most much no nor not of off on one only or other others our out over same say see she should "
    "so some tell than that the their them then there they thing things think this those to too two up use very want "
    "was way we were what when where which who whom whose why will with without would you your yours yourself".split()
)


def content_words(card: Card) -> frozenset[str]:
    """The words that say what a card is about, without endings."""
    text = " ".join([card.title, card.goal or "", card.situation or "", *card.goals]).lower()
    return frozenset(_stem(word) for word in _WORD.findall(text) if word not in _STOP)


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of common words, from 0 to 1; nothing is like nothing at 0."""
    return len(one & other) / len(one | other) if one or other else 0.0


@dataclass(frozen=True, slots=True)
class Twin:
    """A scenario that is too near, and how near."""

    id: str
    similarity: float


class Known:
    """The scenarios that a new one must differ from."""

    def __init__(self, cards: Iterable[tuple[str, Card]] = ()) -> None:
        """Begin with these, by their ids."""
        self._words: dict[str, frozenset[str]] = {}
        self._titles: dict[str, str] = {}
        for scenario_id, card in cards:
            self.add(scenario_id, card)

    def add(self, scenario_id: str, card: Card) -> None:
        """One more."""
        self._words[scenario_id] = content_words(card)
        self._titles.setdefault(_title(card), scenario_id)

    def copy(self) -> "Known":
        """The same scenarios, apart from what is added later."""
        other = Known()
        other._words, other._titles = dict(self._words), dict(self._titles)
        return other

    def twin_of(self, scenario_id: str, card: Card) -> Twin | None:
        """The nearest other scenario, if it is too near or has the same title."""
        namesake = self._titles.get(_title(card), scenario_id)
        if namesake != scenario_id:
            return Twin(namesake, 1.0)
        words = content_words(card)
        nearest = max(
            (Twin(other, similarity(words, known)) for other, known in self._words.items() if other != scenario_id),
            key=lambda twin: twin.similarity,
            default=None,
        )
        return nearest if nearest is not None and nearest.similarity >= TOO_NEAR else None


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > 4 else word


def _title(card: Card) -> str:
    return " ".join(_WORD.findall(card.title.lower()))
