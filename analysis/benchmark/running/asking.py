"""Putting one item to a model: timed, with tools answered by mocks, any failure turned into a reason."""

import asyncio
import time
from dataclasses import replace

from analysis.benchmark.items import Answer, Request, Usage
from analysis.benchmark.pace import Clock
from analysis.benchmark.running.models import BenchmarkModel

MOST_ROUNDS = 10


class ModelFailedError(Exception):
    """The model gave no answer; the message is the item's reason."""


async def ask(
    model: BenchmarkModel, request: Request, *, timeout_s: float = 120.0, clock: Clock = time.monotonic
) -> Answer:
    """The model's answer, with every call that it made on the way; seconds and tokens are summed over the rounds.

    Raises:
        ModelFailedError: it raised, took too long, or gave something that is no answer.
    """
    so_far, seconds, usage = request, 0.0, Usage(0, 0)
    for _ in range(MOST_ROUNDS + 1):
        answer, took = await _once(model, so_far, timeout_s, clock)
        seconds += answer.latency_s if answer.latency_s is not None else took
        usage = _sum(usage, answer.usage)
        if not answer.calls or not request.item.tools:
            break
        so_far = replace(so_far, calls=so_far.calls + answer.calls)
    return replace(answer, calls=so_far.calls or answer.calls, latency_s=seconds, usage=usage)


async def _once(model: BenchmarkModel, request: Request, timeout_s: float, clock: Clock) -> tuple[Answer, float]:
    started = clock()
    try:
        async with asyncio.timeout(timeout_s) as limit:
            answer = await model.answer(request)
    except Exception as error:  # a model is foreign code: whatever it raises is this item's reason
        if limit.expired():
            raise ModelFailedError(f"no answer within {timeout_s:g} s") from error
        raise ModelFailedError(f"{type(error).__name__}: {str(error)[:300]}") from error
    if not isinstance(answer, Answer):
        raise ModelFailedError(f"the model gave a {type(answer).__name__}, not an Answer")
    return answer, clock() - started


def _sum(one: Usage, other: Usage) -> Usage:
    def total(a: int | None, b: int | None) -> int | None:
        return None if a is None or b is None else a + b

    return Usage(total(one.input_tokens, other.input_tokens), total(one.output_tokens, other.output_tokens))
