"""The real SDK against an endpoint on loopback."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from openai import AsyncOpenAI

from tests.emulators.openai_chat import Answer, Fault, OpenAIChatEmulator, openai_chat
from tools.generate import openai_chat as client_module
from tools.generate.openai_chat import OpenAIChat, connect

MESSAGES = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}]
SCHEMA = {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]}


@asynccontextmanager
async def client_on(*answers: Answer, retries: int = 2) -> AsyncIterator[tuple[OpenAIChat, OpenAIChatEmulator]]:
    async with openai_chat(*answers) as emulator:
        client = OpenAIChat(AsyncOpenAI(base_url=emulator.base_url, api_key="key-1", max_retries=retries))
        yield client, emulator
        await client.aclose()


async def ask(client: OpenAIChat) -> client_module.Answer:
    return await client.ask(model="tiny-chat", messages=MESSAGES, name="word", schema=SCHEMA)


async def test_an_answer_comes_with_what_it_used() -> None:
    async with client_on(Answer(('{"word": ', '"yes"}'))) as (client, emulator):
        assert await ask(client) == client_module.Answer('{"word": "yes"}', None, False, 12, 0, 5)
    sent = emulator.requests[0]
    assert (sent["model"], sent["messages"]) == ("tiny-chat", MESSAGES)
    assert sent["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "word", "strict": True, "schema": SCHEMA},
    }


@pytest.mark.parametrize(
    ("answer", "text", "refusal", "cut"),
    [
        (Answer(refusal="I would rather not."), None, "I would rather not.", False),
        (Answer(("{",), finish="length"), "{", None, True),
        (Answer(finish="content_filter"), None, "the endpoint's content filter stopped it", False),
        (Answer(("yes",), usage=False), "yes", None, False),
    ],
    ids=["refused", "cut off", "filtered", "no usage told"],
)
async def test_answers_that_are_none(answer: Answer, text: str | None, refusal: str | None, cut: bool) -> None:
    async with client_on(answer) as (client, _):
        found = await ask(client)
    assert (found.text, found.refusal, found.cut) == (text, refusal, cut)


@pytest.mark.parametrize("fault", ["status_429", "status_500"])
async def test_what_passes_is_tried_again(fault: Fault) -> None:
    busy = Answer(fault=fault)
    async with client_on(busy, busy, Answer(("yes",))) as (client, emulator):
        assert (await ask(client)).text == "yes"
    assert len(emulator.requests) == 3


@pytest.mark.parametrize(
    ("fault", "kind", "message"),
    [
        ("status_429", ConnectionError, "tiny-chat: status 429: overloaded"),
        ("status_500", ConnectionError, "tiny-chat: status 500: overloaded"),
        ("garbage", ConnectionError, "tiny-chat: "),
        ("status_401", PermissionError, "tiny-chat: status 401: wrong key"),
        ("no_credit", PermissionError, "tiny-chat: status 429: no credit left"),
    ],
)
async def test_what_does_not_pass_says_whether_to_try_later(fault: Fault, kind: type[OSError], message: str) -> None:
    async with client_on(Answer(fault=fault), retries=0) as (client, _):
        with pytest.raises(kind, match=message):
            await ask(client)


async def test_nobody_there_is_for_later() -> None:
    client = OpenAIChat(AsyncOpenAI(base_url="http://127.0.0.1:9/v1", api_key="key-1", max_retries=0))
    with pytest.raises(ConnectionError, match="tiny-chat: APIConnectionError"):
        await ask(client)
    await client.aclose()


def test_a_key_is_needed_for_the_provider_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    with pytest.raises(LookupError, match="OPENAI_API_KEY is not set"):
        connect(base_url=None)
    assert connect(base_url="http://127.0.0.1:9/v1") is not None


async def test_without_credit_nothing_is_tried_again() -> None:
    async with openai_chat(respond=lambda _: Answer(fault="no_credit")) as emulator:
        client = connect(base_url=emulator.base_url)
        with pytest.raises(PermissionError, match="no credit left"):
            await ask(client)
        await client.aclose()
    assert len(emulator.requests) == 1


async def test_a_busy_endpoint_is_tried_again() -> None:
    async with openai_chat(Answer(fault="status_429"), Answer(("yes",))) as emulator:
        client = connect(base_url=emulator.base_url)
        assert (await ask(client)).text == "yes"
        await client.aclose()
