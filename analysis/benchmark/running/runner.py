"""The run: every item asked once, graded, kept; many at once, resumable, nothing lost and nothing paid for twice.

Answers and outcomes are kept in the journal under the hash of all that they depend on. A second run over the same
journal asks only what is not there; ``retry`` also asks and grades again what ended in an error or ungraded.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from analysis.benchmark.items import Answer, Item, Request, digest
from analysis.benchmark.metrics.catalogue import metric_of
from analysis.benchmark.metrics.metric import Graders, Metric, grade
from analysis.benchmark.outcomes import Outcome, failed
from analysis.benchmark.running.asking import ModelFailedError, ask
from analysis.benchmark.running.journal import Journal
from analysis.benchmark.running.models import BenchmarkModel
from analysis.benchmark.tasks.registry import registry


@dataclass(frozen=True, slots=True)
class Work:
    """One item with what is asked and how it is graded."""

    item: Item
    request: Request
    metric: Metric


@dataclass(frozen=True, slots=True)
class Result:
    """How one item ended: its outcome, and the answer that was graded (None after an error of the model)."""

    work: Work
    outcome: Outcome
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Step:
    """Told to whoever watches, after each item: the result, and whether the model was asked for it just now."""

    result: Result
    asked: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """How a run behaves."""

    at_once: int = 4
    timeout_s: float = 120.0
    retry: bool = False


def plan(items: Iterable[Item], *, latency_if_right: bool = False) -> list[Work]:
    """The work for items; raises UnknownTaskError where an item's task is not in the registry."""
    tasks = registry()
    work = []
    for item in items:
        task = tasks[item.task]
        request = Request(
            replace(item, references=(), reference_audio=None, details={}), wants_audio=task.output == "audio"
        )
        work.append(Work(item, request, metric_of(task, latency_if_right=latency_if_right)))
    return work


def unkept(work: Iterable[Work], journal: Journal) -> list[Work]:
    """The work whose answer is not kept yet."""
    return [each for each in work if journal.answer(each.request.content_hash()) is None]


async def run(
    work: Sequence[Work],
    *,
    model: BenchmarkModel,
    graders: Graders,
    journal: Journal,
    rules: Rules | None = None,
    watch: Callable[[Step], None] = lambda _step: None,
) -> list[Result]:
    """Ask and grade everything; the results are in the order of ``work``, whatever ended first.

    Raises:
        OSError: the journal cannot be written. What it holds stays, and the next run goes on from it.
    """
    rules = rules or Rules()
    remembering = replace(graders, judges={role: judge.remembering(journal) for role, judge in graders.judges.items()})
    results: dict[int, Result] = {}
    groups = iter(_by_request(work))

    async def worker() -> None:
        for key, numbers in groups:
            request = work[numbers[0]].request
            answer, reason, asked = await _answer(key, request, model=model, journal=journal, rules=rules)
            for number in numbers:
                each = work[number]
                if answer is None:
                    outcome = failed(reason or "no answer")
                else:
                    outcome = await _outcome(each, answer, graders=remembering, journal=journal, rules=rules)
                results[number] = Result(each, outcome, answer)
                watch(Step(results[number], asked))
                asked = False

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(rules.at_once):
                group.create_task(worker())
    except ExceptionGroup as group_error:  # the run itself broke (a full disk): one reason is enough to stop
        raise group_error.exceptions[0] from group_error
    return [results[number] for number in range(len(work))]


def _by_request(work: Sequence[Work]) -> Iterator[tuple[str, list[int]]]:
    groups: dict[str, list[int]] = {}
    for number, each in enumerate(work):
        groups.setdefault(each.request.content_hash(), []).append(number)
    return iter(groups.items())


async def _answer(
    key: str, request: Request, *, model: BenchmarkModel, journal: Journal, rules: Rules
) -> tuple[Answer | None, str | None, bool]:
    kept, reason = journal.answer(key), journal.failure(key)
    if kept is not None or (reason is not None and not rules.retry):
        return kept, reason, False
    journal.keep_asked(key)
    try:
        answer = await ask(model, request, timeout_s=rules.timeout_s)
    except ModelFailedError as error:
        journal.keep_failure(key, str(error))
        return None, str(error), True
    journal.keep_answer(key, answer)
    return journal.answer(key), None, True


async def _outcome(work: Work, answer: Answer, *, graders: Graders, journal: Journal, rules: Rules) -> Outcome:
    key = digest(
        {
            "answer": _answer_hash(answer),
            "item": work.item.content_hash(),
            "metric": [work.metric.name, work.metric.version],
            "graders": fingerprint(work.metric, graders),
        }
    )
    kept = journal.outcome(key)
    if kept is not None and not (rules.retry and kept.status == "unscored"):
        return kept
    outcome = await grade(work.metric, work.item, answer, graders)
    journal.keep_outcome(key, outcome)
    return outcome


def fingerprint(metric: Metric, graders: Graders) -> dict[str, Any]:
    """All of the graders that can change a metric's outcome."""
    judge = graders.judges.get(metric.role) if metric.role else None
    return {
        "judge": asdict(judge.pin) if judge else None,
        "transcriber": graders.transcriber.name if graders.transcriber else None,
        "same_answer": graders.same_answer is not None,
        "quality": graders.quality is not None,
    }


def _answer_hash(answer: Answer) -> str:
    document = asdict(replace(answer, audio=None))
    return digest({**document, "audio": answer.audio.name if answer.audio else None})
