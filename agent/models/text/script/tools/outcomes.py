"""What a call did, as its result shows it: the things it touched, how they were before, and whether it took effect."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from agent.models.text.script.tools.knowledge import Knowledge, Thing
from agent.models.text.script.tools.toolview import ToolView
from agent.models.text.script.tools.vocabulary import noun_classes

_NO_EFFECT = ("already", "not ", "no ", "nothing", "failed", "unchanged", "unable", "could not", "cannot", "error")
_TELLING = frozenset("send contact post reply like".split())  # what they are about stays as it is


@dataclass(frozen=True)
class Done:
    """A call that returned, with the things that its arguments mean. ``was``: what was known of them before, by id."""

    tool: ToolView
    arguments: Mapping[str, Any]
    things: Mapping[str, Thing]
    result: Any
    was: Mapping[str, Thing] = field(default_factory=dict)

    @cached_property
    def shown(self) -> list[Thing]:
        """The things that the result shows."""
        return Knowledge().learn(self.result, tool=self.tool)

    @cached_property
    def touched(self) -> frozenset[str]:
        """The ids of the things that the call was about, or that its result shows."""
        return frozenset(thing.id for thing in (*self.things.values(), *self.shown))

    @cached_property
    def objection(self) -> str | None:
        """What the result says where the call took no effect, empty where it gives no words; None where it did."""
        if not isinstance(self.result, Mapping):
            return None
        for key, value in self.result.items():
            if not key.endswith(("status", "success")):
                continue
            if value is False:
                return ""
            if isinstance(value, str) and value.lower().startswith(_NO_EFFECT):
                return value
        return None


def outdates(done: Done, told: Done) -> bool:
    """Whether what was told before may not hold any more."""
    nouns = {c for word in done.tool.short[1:] for c in noun_classes(word)}
    same = bool(nouns & {c for word in told.tool.short[1:] for c in noun_classes(word)})
    tells = bool(done.tool.verbs & _TELLING)
    return same or (not tells and bool(done.touched & {thing.id for thing in told.shown}))
