"""A request with everything in it that can be read before it is known which tool is meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from agent.models.text.script.language import Token
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.measures import BOUNDING
from agent.models.text.script.tools.readings import (
    Length,
    Moment,
    Number,
    Span,
    find_lengths,
    find_moments,
    find_numbers,
)
from agent.models.text.script.tools.requests import Request
from agent.models.text.script.tools.vocabulary import MEASURES, RELATIVE, STOP, UNITS, verb_classes
from scenarios.forms.numbers import ORDINALS

_SUBJECTS = frozenset("i we they he she".split())
_ASKED_ABOUT = frozenset("kind kinds type types sort sorts option options choice choices selection time times".split())


@dataclass(frozen=True)
class Reading:
    """``times_asked``: the request answers a question for a time, so a bare number is one."""

    request: Request
    now: datetime
    times_asked: bool = False
    alone: bool = False  # nothing else was said with it
    focus: tuple[Thing, ...] = ()  # what was spoken of before
    spared: tuple[tuple[Token, ...], ...] = ()  # the words for what must be left alone

    @property
    def tokens(self) -> Sequence[Token]:
        """The request's words."""
        return self.request.tokens

    @cached_property
    def moments(self) -> list[Moment]:
        """Days and times."""
        return find_moments(self.tokens, self.now, times_asked=self.times_asked)

    @cached_property
    def lengths(self) -> list[Length]:
        """Lengths of time."""
        return find_lengths(self.tokens)

    @cached_property
    def numbers(self) -> list[Number]:
        """Numbers that are no part of a length of time."""
        return [n for n in find_numbers(self.tokens) if not any(n.span.start in length.span for length in self.lengths)]

    @cached_property
    def plain_numbers(self) -> list[Number]:
        """Numbers that are no part of a day or time either."""
        return [n for n in self.numbers if not any(n.span.start in moment.span for moment in self.moments)]

    @cached_property
    def content(self) -> list[int]:
        """Where the words stand that name something: neither figures nor verb nor small words."""
        spans: list[Span] = (
            [m.span for m in self.moments] + [x.span for x in self.lengths] + [n.span for n in self.numbers]
        )
        return [i for i in range(len(self.tokens)) if not any(i in span for span in spans) and self._names(i)]

    @cached_property
    def content_tokens(self) -> list[Token]:
        """Those words."""
        return [self.tokens[i] for i in self.content]

    def has_figure(self, kind: str) -> bool | None:
        """Whether a day, time, length or number was said, for an argument of that kind; None where it takes none."""
        match kind:
            case "day":
                return any(moment.days for moment in self.moments)
            case "time" | "moment":
                return any(moment.times for moment in self.moments)
            case "duration":
                return bool(self.lengths)
            case "number":
                return bool(self.numbers)
            case _:
                return None

    def _names(self, index: int) -> bool:
        word = self.tokens[index].word
        if word == self.request.particle:
            return False
        if index and not self.request.question and self.tokens[index - 1].word in _SUBJECTS:
            return False  # what somebody does, as in "we sing in the chapel"
        if self.request.question and word in BOUNDING:
            return False
        if (
            word in STOP
            or word in UNITS
            or word in RELATIVE
            or word in _ASKED_ABOUT
            or word in ORDINALS
            or not any(c.isalnum() for c in word)
        ):
            return False
        showing = index <= 1 and verb_classes(word) <= {"show", "find"} and word not in ("get", "order")
        if (showing or (word == self.request.verb and not self.request.question)) and not (
            index and self.tokens[index - 1].word in ("the", "a", "my", "an")
        ):
            return False
        before = self.tokens[index - 1].word if index else ""
        after = self.tokens[index + 1].word if index + 1 < len(self.tokens) else ""
        counted = before in ("a", "an", "another") or any(index - 1 in n.span for n in self.numbers)
        return not (word in MEASURES and (after == "of" or counted))
