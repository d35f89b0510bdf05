"""The real client against the emulator: what is tried again, what is final, and what is counted."""

from typing import Any

import pytest

from analysis.benchmark.chat import Chat, ChatError
from analysis.benchmark.pace import Pace
from tests.analysis.benchmark.scripted import no_wait
from tests.emulators.openai_chat import Answer, Fault, openai_chat

ASKED: dict[str, Any] = {"model": "m", "messages": [{"role": "user", "content": "hello"}]}


def chat(url: str) -> Chat:
    return Chat.at(url, key="secret", pace=Pace(sleep=no_wait))


@pytest.mark.parametrize("fault", ["status_429", "status_500", "garbage"])
async def test_what_may_pass_is_tried_again(fault: Fault) -> None:
    async with openai_chat(Answer(fault=fault), Answer(("hello ", "back"))) as endpoint:
        reply = await chat(endpoint.base_url).complete(key="k1", **ASKED)
    assert (reply.text, reply.model) == ("hello back", "tiny-chat-7b")
    assert (reply.usage.input_tokens, reply.usage.output_tokens) == (12, 5)
    assert len(endpoint.requests) == 2


@pytest.mark.parametrize(
    ("fault", "reason"), [("status_401", "HTTP 401 after 1 try"), ("no_credit", "HTTP 429 after 1 try")]
)
async def test_what_no_try_mends_is_final(fault: Fault, reason: str) -> None:
    async with openai_chat(Answer(fault=fault)) as endpoint:
        with pytest.raises(ChatError, match=reason):
            await chat(endpoint.base_url).complete(**ASKED)
    assert len(endpoint.requests) == 1


async def test_tries_are_bounded() -> None:
    async with openai_chat(*(Answer(fault="status_500"),) * 9) as endpoint:
        with pytest.raises(ChatError, match="HTTP 500 after 4 tries"):
            await chat(endpoint.base_url).complete(**ASKED)
    assert len(endpoint.requests) == 4
