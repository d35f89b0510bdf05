"""The way of one conversation to a scenario: transformed by one model, checked by another, and unlike all others.

Records go side by side, each to its end before another begins. What becomes of them is settled in the order of the
sample, so that the same answers always keep the same scenarios.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from scenarios.generate.asking import Asker, Question, RefusedError, StopError, UnreadError
from scenarios.generate.drafts import AnswerError, Draft, Judgement, Transformation
from scenarios.generate.duplicates import Known, Twin
from scenarios.generate.making import DraftError, scenario_of
from scenarios.generate.prompts import transform_messages, validate_messages
from scenarios.generate.records import Record
from scenarios.generate.rejections import Rejection
from scenarios.scenario import GoalOriented


@dataclass(frozen=True, slots=True)
class Kept:
    """A scenario, and the record that it comes from."""

    record: str
    scenario: GoalOriented


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A record whose questions had no answer for now, or none that can be read; the next run asks them."""

    record: str
    reason: str


Outcome = Kept | Rejection | Unfinished


@dataclass(frozen=True, slots=True)
class Models:
    """Who writes, and who checks."""

    writer: str
    checker: str


class Pipeline:
    """``known`` are the scenarios that there are already; what is kept is added to it."""

    def __init__(
        self, *, asker: Asker, models: Models, known: Known, concurrency: int, settled: Callable[[Outcome], None]
    ) -> None:
        """``settled`` is told of each outcome, in the order of the records."""
        self._asker, self._models, self._settled = asker, models, settled
        self._free = asyncio.Semaphore(concurrency)
        self._known, self._before = known, known.copy()

    async def run(self, records: Sequence[Record]) -> None:
        """Take all records through. Raises StopError; what is settled by then stays so."""
        stop: StopError | None = None
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._in_turn(record)) for record in records]
                for task in tasks:
                    self._settled(self._final(await task))
        except* StopError as errors:
            stop = next(error for error in errors.exceptions if isinstance(error, StopError))
        if stop is not None:
            raise stop

    def _final(self, outcome: Outcome) -> Outcome:
        """What becomes of an outcome beside those before it."""
        if not isinstance(outcome, Kept):
            return outcome
        scenario = outcome.scenario
        twin = self._known.twin_of(scenario.id, scenario.card)
        if twin is not None:
            return _duplicate(outcome.record, twin)
        self._known.add(scenario.id, scenario.card)
        return outcome

    async def _in_turn(self, record: Record) -> Outcome:
        async with self._free:
            return await self._outcome(record)

    async def _outcome(self, record: Record) -> Outcome:
        stage: Literal["transformation", "validation"] = "transformation"
        try:
            first = await self._transformed(record)
            if isinstance(first, Rejection):
                return first
            draft, scenario = first
            twin = self._before.twin_of(scenario.id, scenario.card)
            if twin is not None:
                return _duplicate(record.id, twin)
            stage = "validation"
            return await self._validated(record, draft)
        except AnswerError as error:
            return Rejection(record.id, stage, "unusable", str(error))
        except DraftError as error:
            return Rejection(record.id, "form", stage, str(error))
        except RefusedError as error:
            return Rejection(record.id, stage, "refused", str(error))
        except (ConnectionError, UnreadError) as error:
            return Unfinished(record.id, str(error))

    async def _transformed(self, record: Record) -> tuple[Draft, GoalOriented] | Rejection:
        def use(answer: Transformation) -> tuple[Draft, GoalOriented] | Rejection:
            if answer.decision == "reject" or answer.scenario is None:
                return Rejection(record.id, "transformation", answer.reason or "unusable", answer.explanation)
            return answer.scenario, scenario_of(answer.scenario, record)

        about = {"record": record.id, "stage": "transformation"}
        question = Question(self._models.writer, transform_messages(record), about)
        return await self._asker.ask(question, Transformation, use)

    async def _validated(self, record: Record, draft: Draft) -> Kept | Rejection:
        def use(answer: Judgement) -> Kept | Rejection:
            if answer.verdict == "reject":
                return Rejection(record.id, "validation", answer.reason or "unusable", answer.explanation)
            better = answer.scenario if answer.verdict == "improve" and answer.scenario is not None else draft
            return Kept(record.id, scenario_of(better, record))

        about = {"record": record.id, "stage": "validation"}
        question = Question(self._models.checker, validate_messages(draft), about)
        return await self._asker.ask(question, Judgement, use)


def _duplicate(record: str, twin: Twin) -> Rejection:
    detail = f"shares {twin.similarity:.0%} of its words with {twin.id}" if twin.similarity < 1 else f"like {twin.id}"
    return Rejection(record, "duplicates", "too_near", detail)
