"""Asking a model under the limits that are the same for all models: bounded silence, bounded length, one retry."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import cast

from agent.models.base import (
    AudioDelta,
    Delta,
    ModelEmptyError,
    ModelError,
    ModelTimeoutError,
    TextDelta,
    ToolCall,
    Turn,
    VoiceModel,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a model may take. ``silence_s`` bounds the wait for the first delta and between any two."""

    silence_s: float = 20.0
    total_s: float = 60.0
    retries: int = 1


Retried = Callable[[ModelError], None]


async def answer(model: VoiceModel, turn: Turn, *, limits: Limits, on_retry: Retried) -> AsyncGenerator[Delta, None]:
    """The model's deltas. Asks once more where nothing of substance came and there is time left for it.

    Raises ModelError, ModelTimeoutError when a limit was reached. What was yielded before stands.
    """
    loop = asyncio.get_running_loop()
    patience_until = loop.time() + limits.silence_s
    for attempt in range(limits.retries + 1):
        substance, failure = False, None
        try:
            async with aclosing(_once(model, turn, limits=limits, first_until=patience_until)) as deltas:
                async for delta in deltas:
                    substance = substance or _is_substance(delta)
                    yield delta
        except ModelTimeoutError:
            raise
        except ModelError as error:
            failure = error
        if substance and failure is None:
            return
        failure = failure or ModelEmptyError("the model answered nothing")
        if substance or attempt == limits.retries or loop.time() >= patience_until:
            raise failure
        on_retry(failure)


async def _once(model: VoiceModel, turn: Turn, *, limits: Limits, first_until: float) -> AsyncGenerator[Delta, None]:
    loop = asyncio.get_running_loop()
    total_until = loop.time() + limits.total_s
    silent_until = first_until
    async with aclosing(cast("AsyncGenerator[Delta, None]", model.respond(turn))) as deltas:
        while True:
            deadline = min(silent_until, total_until)
            try:
                async with asyncio.timeout_at(deadline) as limit:
                    delta = await anext(deltas)
            except StopAsyncIteration:
                return
            except ModelError:
                raise
            except Exception as error:  # a provider's library may raise anything; a turn must still end
                if limit.expired():
                    what = "took longer than its whole time" if deadline == total_until else "was silent for too long"
                    raise ModelTimeoutError(f"the model {what}") from error
                raise ModelError(f"{type(error).__name__}: {error}") from error
            yield delta
            if _is_substance(delta):
                silent_until = loop.time() + limits.silence_s


def _is_substance(delta: Delta) -> bool:
    """Whether the user will notice: words, sound or a tool call."""
    match delta:
        case TextDelta(text=text):
            return bool(text.strip())
        case AudioDelta(audio=audio):
            return bool(audio.pcm)
        case _:
            return isinstance(delta, ToolCall)
