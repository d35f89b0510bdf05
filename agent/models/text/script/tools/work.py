"""What the parts of the tool user share: the tools, what is known, what is to be done, and what is to be said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from agent.models.base import ToolSpec
from agent.models.text.script.language import Token
from agent.models.text.script.tools.agenda import Item, Step, Wanted, next_step
from agent.models.text.script.tools.filling import Context
from agent.models.text.script.tools.follow_ups import Before
from agent.models.text.script.tools.knowledge import Knowledge, Thing
from agent.models.text.script.tools.matching import Match, Matcher
from agent.models.text.script.tools.outcomes import Done
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.requests import Request
from agent.models.text.script.tools.toolview import view_tools
from agent.models.text.script.variety import Variety


@dataclass
class Report:
    """What is to be said when the floor is ours again."""

    done: list[Done] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    spared: list[tuple[Token, ...]] = field(default_factory=list)  # the words for what was to be left alone


class Work:
    """One conversation's work. ``focus`` is what was spoken of last, ``listed`` what was last told as a list."""

    def __init__(self, specs: Sequence[ToolSpec], *, now: datetime, variety: Variety, owner: str | None = None) -> None:
        self.tools = view_tools(specs)
        self.now, self.variety, self.owner = now, variety, owner
        self.knowledge = Knowledge()
        self.agenda: list[Item] = []
        self.report = Report()
        self.listed: list[Thing] = []
        self.focus: list[Thing] = []
        self.day: date | None = None
        self.last: Done | None = None
        self.told: list[Done] = []  # what was looked up for the user, the latest last
        self.tried: Before | None = None  # what was refused last
        self.acted: list[Done] = []  # all that was done
        self.amount: float | None = None  # of money, that was told last
        self.lately: list[Done] = []  # all that was done upon the same words
        self.last_request: Request | None = None
        self.before: Before | None = None
        self._matcher = Matcher(self.tools)

    @property
    def matcher(self) -> Matcher:
        """Knows which tool a request means."""
        return self._matcher

    @property
    def context(self) -> Context:
        """What the talk so far adds to a request."""
        known = self.knowledge.things
        focus = [known[thing.id] for thing in self.focus if thing.id in known]
        return Context(self.knowledge, self.listed, focus, self.day, self.owner)

    @property
    def asked(self) -> Item | None:
        """The request that waits for the answer to our question."""
        return next((item for item in self.agenda if item.asked is not None), None)

    def read(self, request: Request, *, alone: bool = False) -> Reading:
        """A request with what can be read in it. ``alone``: it is all that was said."""
        return Reading(request, self.now, alone=alone, focus=tuple(self.focus))

    def ranked(self, reading: Reading, *, enough: float | None = None) -> list[Match]:
        """The tools that a request may mean, the likeliest first."""
        if enough is None:
            return self._matcher.ranked(reading, self.knowledge)
        return self._matcher.ranked(reading, self.knowledge, enough=enough)

    def step(self, item: Item) -> Step:
        """What to do next for a request."""
        return next_step(item, matcher=self._matcher, tools=self.tools, context=self.context)

    def things_of(self, item: Item) -> list[Thing]:
        """The things that a request which waits for an answer is about."""
        step = self.step(item)
        return list(step.filled.things.values()) if isinstance(step, Wanted) else []

    def listed_with(self, things: list[Thing]) -> list[Thing]:
        """A list; what is looked at one by one with the same tool is a list as well."""
        one_more = len(things) == 1 and len(self.told) > 1 and self.told[-1].tool is self.told[-2].tool
        return [*(t for t in self.listed if t.id != things[0].id), *things] if one_more else things

    def note(self, *phrases: str) -> None:
        """Say one of these when the floor is ours."""
        self.report.notes.append(self.variety.pick(phrases))
