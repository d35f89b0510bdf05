"""What the talk so far has left behind: facts about the user, what was said, and what we are waiting to hear."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from agent.models.text.script.variety import Variety

FactKind = Literal["name", "like", "dislike", "feeling", "plan", "place", "person", "work", "pet", "did", "wish", "age"]


@dataclass
class Fact:
    """Something the user told. ``what`` is in the words of the assistant: "your sister", "cooking"."""

    kind: FactKind
    what: str
    turn: int
    recalled: bool = False


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
    about: str = ""
    turn: int = 0
    facts: list[Fact] = field(default_factory=list)
    expecting: Expecting | None = None
    topic: str | None = None
    topic_asked: dict[str, int] = field(default_factory=dict)
    last_reply: str = ""
    said: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    unheard: int = 0  # times in a row that nothing was understood
    stuck: int = 0  # times in a row that there was nothing better than to keep the talk going
    counters: dict[str, int] = field(default_factory=dict)

    def learn(self, kind: FactKind, what: str) -> None:
        """Keep a fact; one of a kind that there is only one of takes the place of the last."""
        if kind in ("name", "age"):
            self.facts = [fact for fact in self.facts if fact.kind != kind]
        if what and not any(fact.kind == kind and fact.what == what for fact in self.facts):
            self.facts.append(Fact(kind, what, self.turn))

    def of(self, kind: FactKind) -> list[Fact]:
        """The facts of a kind, the latest first."""
        return [fact for fact in reversed(self.facts) if fact.kind == kind]

    @property
    def name(self) -> str | None:
        """What the user is called."""
        return next((fact.what for fact in self.of("name")), None)

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
