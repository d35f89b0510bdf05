"""Which tool a request means, by the words it shares with the tools' descriptions and by what it would fill in."""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from agent.models.text.script.tools import evidence
from agent.models.text.script.tools.knowledge import Knowledge
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.references import Meant
from agent.models.text.script.tools.toolview import ToolView
from agent.models.text.script.tools.vocabulary import noun_classes

ENOUGH = 2.4  # below this a request is not for the tools
STRONG = 4.0  # and from here on it is no answer to a question and no small talk

_NAMED = 0.4


@dataclass(frozen=True, slots=True)
class Match:
    """A tool and how well it fits."""

    tool: ToolView
    score: float


class Matcher:
    """Knows how telling each word is among the tools of one scenario."""

    def __init__(self, tools: Sequence[ToolView]) -> None:
        self._tools = tools
        n_tools = Counter(word for tool in tools for word in tool.word_weights)
        self._known = frozenset(n_tools)
        self._scored: dict[Hashable, list[Match]] = {}  # of what is known at that version
        self._scored_at = -1
        self._telling = {w: math.log(1 + len(tools) / n) / math.log(1 + len(tools)) for w, n in n_tools.items()}

    def ranked(self, reading: Reading, knowledge: Knowledge, *, enough: float = ENOUGH) -> list[Match]:
        """The tools that may be meant, the likeliest first."""
        if self._scored_at != knowledge.version:
            self._scored, self._scored_at = {}, knowledge.version
        key = (reading.request, reading.now, reading.times_asked, reading.alone, tuple(t.id for t in reading.focus))
        if (matches := self._scored.get(key)) is None:
            named = evidence.named_things(reading, knowledge)
            matches = [Match(tool, self._score(tool, reading, knowledge, named=named)) for tool in self._tools]
            self._scored[key] = matches
        return sorted((m for m in matches if m.score >= enough), key=lambda match: -match.score)

    def is_grounded(self, reading: Reading, knowledge: Knowledge) -> bool:
        """Whether the tool that fits best is spoken of, and not only a question that any search could take."""
        ranked = self.ranked(reading, knowledge)
        if not ranked:
            return False
        tool = ranked[0].tool
        things = evidence.things(tool, reading, knowledge, named=evidence.named_things(reading, knowledge))
        named = self._words(tool, reading) > _NAMED or things > 0
        unknown = [t for t in reading.content_tokens if not {*tool.word_weights} & noun_classes(t.word)]
        figures = bool(reading.moments and not unknown and tool.of_kind("day", "time", "moment", "weekdays"))
        switched = any(evidence.flag_words(param, reading) for param in tool.of_kind("flag"))
        told = not tool.reads and bool(evidence.asked_verbs(reading.request) & tool.verbs or reading.request.wish)
        return named or figures or switched or told

    def _score(self, tool: ToolView, reading: Reading, knowledge: Knowledge, *, named: Meant) -> float:
        return (
            self._words(tool, reading)
            + evidence.verb(tool, reading)
            + evidence.mood(tool, reading)
            + evidence.figures(tool, reading)
            + evidence.things(tool, reading, knowledge, named=named)
            + evidence.subject(tool, reading, self._known)
            + evidence.plural(tool, reading)
        )

    def _words(self, tool: ToolView, reading: Reading) -> float:
        total = 0.0
        for word in {token.word for token in reading.content_tokens}:
            total += max(
                (tool.word_weights.get(c, 0.0) * self._telling.get(c, 0.0) for c in noun_classes(word)), default=0.0
            )
        return total
