"""What goes wrong at a provider is one typed error, whichever provider it is; and whoever leaves is let go."""

import asyncio
from collections.abc import AsyncGenerator
from typing import cast

import pytest

from agent.models.base import (
    AssistantMessage,
    Delta,
    ModelAccessError,
    ModelBrokeOffError,
    ModelError,
    ModelMalformedError,
    ModelOverloadedError,
    ModelRefusedError,
    ModelUnavailableError,
    TextDelta,
    Turn,
    Usage,
)
from tests.contracts.test_models import REGISTRY, SAID, TOOL, Talk, talking, text_answer, text_of
from tests.emulators.openai_chat import Answer, Fault

pytestmark = pytest.mark.processes

CHAT = ["gpt-4o-audio-preview", "qwen2.5-omni-7b", "voxtral-mini-3b", "gpt-4o-mini"]
WIRES = [*CHAT, "gemini-2.5-flash", "gpt-realtime"]  # one model for each way in which a provider is spoken to
STATUS: list[tuple[Fault, type[ModelError]]] = [
    ("status_500", ModelUnavailableError),
    ("status_429", ModelOverloadedError),
    ("no_credit", ModelAccessError),
]


def broken(model_id: str, fault: Fault) -> Answer:
    """The usual answer, with a fault."""
    answer = text_answer(REGISTRY.spec(model_id))
    return Answer(pieces=answer.pieces, audio=answer.audio, fault=fault)


async def failing(model_id: str, answer: Answer) -> tuple[ModelError, list[Delta]]:
    """The error of a turn, and what came before it."""
    async with talking(model_id, answer) as talk:
        talk.hear(0.5)
        deltas: list[Delta] = []
        with pytest.raises(ModelError) as raised:
            await _gather(respond(talk), deltas)
        return raised.value, deltas


def respond(talk: Talk) -> AsyncGenerator[Delta, None]:
    turn = Turn("Be kind.", tuple(talk.messages), (TOOL,))
    return cast("AsyncGenerator[Delta, None]", talk.model.respond(turn))


@pytest.mark.parametrize("model_id", WIRES)
@pytest.mark.parametrize(("fault", "kind"), STATUS)
async def test_a_refused_request_says_why(model_id: str, fault: Fault, kind: type[ModelError]) -> None:
    if (model_id, fault) == ("gemini-2.5-flash", "no_credit"):
        kind = ModelOverloadedError  # Google says 429 for both
    error, deltas = await failing(model_id, broken(model_id, fault))
    assert type(error) is kind
    assert text_of(deltas) == ""


@pytest.mark.parametrize("model_id", WIRES)
async def test_a_connection_that_is_lost_midway_broke_off(model_id: str) -> None:
    error, _ = await failing(model_id, broken(model_id, "cut"))
    assert type(error) is ModelBrokeOffError


@pytest.mark.parametrize("model_id", ["gpt-4o-audio-preview", "qwen2.5-omni-7b", "gpt-realtime"])
async def test_sound_that_is_none_is_malformed(model_id: str) -> None:
    error, _ = await failing(model_id, broken(model_id, "bad_audio"))
    assert type(error) is ModelMalformedError


@pytest.mark.parametrize("model_id", [*CHAT, "gemini-2.5-flash"])
async def test_an_answer_that_cannot_be_read_is_malformed(model_id: str) -> None:
    error, _ = await failing(model_id, broken(model_id, "garbage"))
    assert type(error) is ModelMalformedError


@pytest.mark.parametrize("model_id", [*CHAT, "gemini-2.5-flash"])
async def test_what_the_filter_holds_back_is_refused(model_id: str) -> None:
    error, _ = await failing(model_id, Answer(finish="content_filter"))
    assert type(error) is ModelRefusedError


async def test_a_call_that_gemini_could_not_write_is_malformed() -> None:
    error, _ = await failing("gemini-2.5-flash", Answer(finish="malformed"))
    assert type(error) is ModelMalformedError


async def test_an_audio_model_that_only_writes_has_not_answered() -> None:
    error, deltas = await failing("gpt-realtime", Answer(pieces=("Hello.",), audio=b"\x01"))
    assert type(error) is ModelMalformedError
    assert text_of(deltas) == "Hello."


@pytest.mark.parametrize("model_id", WIRES)
async def test_an_empty_answer_holds_nothing_but_its_usage(model_id: str) -> None:
    async with talking(model_id, Answer()) as talk:
        talk.hear(0.5)
        assert [type(delta) for delta in await talk.ask()][-1:] == [Usage]
        assert len(talk.messages) == 2


@pytest.mark.parametrize("model_id", WIRES)
async def test_a_turn_can_be_left_while_the_provider_is_silent(model_id: str) -> None:
    async with talking(model_id, broken(model_id, "stall"), text_answer(REGISTRY.spec(model_id))) as talk:
        talk.hear(0.5)
        stream = respond(talk)
        async for delta in stream:
            if isinstance(delta, TextDelta):
                break
        waiting = asyncio.ensure_future(_gather(stream, []))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await stream.aclose()
        talk.messages.append(AssistantMessage("The light"))  # so far it was heard
        talk.hear(0.5)
        assert text_of(await talk.ask()) == "".join(SAID)


@pytest.mark.parametrize("model_id", WIRES)
async def test_nobody_there_is_unavailable(model_id: str) -> None:
    async with talking(model_id) as talk:
        pass
    gone = Talk(talk.spec, REGISTRY.build(talk.spec, talk.context), talk.behind, talk.context)
    gone.hear(0.5)
    with pytest.raises(ModelUnavailableError):
        await gone.ask()
    await gone.model.aclose()


@pytest.mark.parametrize(("fault", "kind"), [*STATUS, ("cut", ModelBrokeOffError), ("bad_audio", ModelMalformedError)])
async def test_the_studys_voice_fails_in_the_same_words(fault: Fault, kind: type[ModelError]) -> None:
    async with talking("gpt-4o-mini") as talk:
        talk.behind.speech.fault = fault
        with pytest.raises(ModelError) as raised:
            _ = [audio async for audio in talk.context.voice.speak("Hello there, how are you?")]
        assert type(raised.value) is kind


@pytest.mark.parametrize(("fault", "kind"), STATUS)
async def test_the_studys_recogniser_fails_in_the_same_words(fault: Fault, kind: type[ModelError]) -> None:
    async with talking("gpt-4o-mini", Answer(("Fine.",))) as talk:
        talk.behind.speech.fault = fault
        talk.hear(0.5)
        with pytest.raises(ModelError) as raised:
            await talk.ask()
        assert type(raised.value) is kind
        talk.behind.speech.fault = None
        assert text_of(await talk.ask()) == "Fine."


@pytest.mark.parametrize(("status", "kind"), [(401, ModelAccessError), (429, ModelOverloadedError)])
async def test_a_realtime_session_that_is_refused_says_why(status: int, kind: type[ModelError]) -> None:
    async with talking("gpt-realtime", Answer(("Fine.",), audio=b"\0\0")) as talk:
        talk.behind.realtime.refuse_with = status
        talk.hear(0.5)
        with pytest.raises(kind):
            await talk.ask()
        talk.behind.realtime.refuse_with = None
        assert text_of(await talk.ask()) == "Fine."


async def _gather(stream: AsyncGenerator[Delta, None], into: list[Delta]) -> None:
    """Keep what comes, also when an error ends it."""
    async for delta in stream:
        into.append(delta)  # noqa: PERF401 -- a comprehension would lose it
