"""What the talk so far has left behind: what the user told, what was said, and what we are waiting to hear."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from agent.models.text.script.chat.kindred import kin_of, stems_of, words_for
from agent.models.text.script.chat.told import Told
from agent.models.text.script.language import stem, words_of
from agent.models.text.script.variety import Variety

_SHE = frozenset(("she", "her", "hers"))
_HE = frozenset(("he", "him", "his"))
_THINGS = frozenset(("it", "its", "they", "them", "their", "that", "this", "there", "these", "those", "one"))
_PEOPLE = frozenset(("friend", "boss", "colleague", "son", "daughter", "wife", "husband", "pet", "cat", "dog"))
_LATELY = 3  # clauses, and turns, that "it" and "they" may mean
_QUESTIONS = ("do you", "what do you", "what is your", "are you", "have you", "where do you", "how do you", "and you")
_NAMES = re.compile(r"(?<=[a-z0-9,] )[A-Z][a-z]+|^(?:[A-Z][a-z]+)(?= (?:is|was|has|lives|works|studies|and)\b)")


@dataclass
class Expecting:
    """What the next words may answer. ``kind`` names the skill that asked."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class Memory:
    """One conversation's memory. ``turn`` counts what the user said."""

    now: datetime
    variety: Variety
    asks: bool = True  # False once the user has had enough of our questions
    has_goal: bool = False  # the talk has a goal, so that questions are rather about that than about what was told
    turn: int = 0
    name: str | None = None
    told: list[Told] = field(default_factory=list)
    expecting: Expecting | None = None
    last_reply: str = ""
    said: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)  # what the user asked, as it was heard
    advised: list[str] = field(default_factory=list)
    recalled: set[str] = field(default_factory=set)  # clauses that the talk has come back to
    unheard: int = 0  # times in a row that nothing was understood
    stuck: int = 0  # times in a row that the talk stayed with one thing
    counters: dict[str, int] = field(default_factory=dict)

    def keep(self, clauses: list[Told]) -> None:
        """Keep what was told; what is told once more takes the place of what it was."""
        for clause in clauses:
            kept = replace(clause, about=self._spoken_of(clause), around=self._around())
            self.told = [one for one in self.told if one.back.lower() != kept.back.lower()]
            self.told.append(kept)

    def of_this_turn(self) -> list[Told]:
        """The clauses of what the user just said."""
        return [clause for clause in self.told if clause.turn == self.turn]

    def knows(self, pattern: str) -> bool:
        """Whether something of the kind was told."""
        sought = re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
        return any(sought.search(clause.said) or sought.search(" ".join(words_of(clause.said))) for clause in self.told)

    def meant_by(self, words: tuple[str, ...]) -> frozenset[str]:
        """The stems of the person that "she" or "he" in these words may mean."""
        for pronouns, name in ((_SHE, "she"), (_HE, "he")):
            if pronouns.intersection(words):
                return next((who for clause in reversed(self.told) if (who := _person(clause, name))), frozenset())
        return frozenset()

    def _around(self) -> frozenset[str]:
        """The stems of what was asked just before, by either side."""
        before = self.heard[-2] if len(self.heard) > 1 else ""
        asked = self.last_reply.rpartition(". ")[2] if self.last_reply.endswith("?") else ""
        return stems_of(asked) | (stems_of(before) if before.startswith(_QUESTIONS) else frozenset())

    def _spoken_of(self, clause: Told) -> frozenset[str]:
        words = words_of(clause.said)
        if who := self.meant_by(words):
            return who
        lately = (one.stems for one in self.told[-_LATELY:] if self.turn - one.turn <= _LATELY)
        if not clause.whole:
            asked = stems_of(self.last_reply.rpartition(". ")[2]) if self.last_reply.endswith("?") else frozenset()
            return asked.union(*lately)
        return frozenset().union(*lately) if _THINGS.intersection(words) or "called" in words else frozenset()

    def count(self, what: str) -> int:
        """How often this has happened, now included."""
        self.counters[what] = self.counters.get(what, 0) + 1
        return self.counters[what]

    def pick(self, *phrases: str) -> str:
        """One of these phrases: one that was not said yet, or else the one that was said longest ago."""
        last = {
            phrase: max((i for i, said in enumerate(self.said) if phrase in said), default=-1) for phrase in phrases
        }
        oldest = min(last.values())
        return self.variety.pick(tuple(phrase for phrase in phrases if last[phrase] == oldest))


@dataclass(frozen=True)
class Reply:
    """What a skill says. ``sure``: these words were certainly meant for it, whatever else is going on."""

    text: str
    sure: bool = True
    expecting: Expecting | None = None
    keeps: bool = False  # what was expected before is still expected


def _person(clause: Told, name: str) -> frozenset[str]:
    """The people of a clause that a pronoun may mean: relatives of that sex, or else friends and names."""
    other = words_for("he" if name == "she" else "she")
    sure = (clause.stems | clause.about) & words_for(name)
    names = {stem(found.lower()) for found in _NAMES.findall(clause.said)}
    friends = {word for word in clause.stems | clause.about if kin_of(word) & _PEOPLE}
    if sure:
        return frozenset(sure | names)
    return frozenset() if clause.stems & other else frozenset(names | friends)
