"""Lines of a text model, over the real SDK against an endpoint of a few lines."""

import json

import httpx2
import pytest
from openai import AsyncOpenAI

from agent.callers.improvised import Improvised
from agent.callers.lines import GOODBYE
from agent.callers.session import StudyRefusedError
from scenarios.card import Card

CARD = Card(category="goal_oriented", title="Soup", goal="Rescue the soup.")


def improvised(content: str, status: int = 200, asked: list[dict[str, object]] | None = None) -> Improvised:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if asked is not None:
            asked.append(json.loads(request.content))
        message = {"role": "assistant", "content": content}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        whole = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        return httpx2.Response(status, json=whole if status == 200 else {"error": {"message": "no such model"}})

    http = httpx2.AsyncClient(transport=httpx2.MockTransport(answer))
    client = AsyncOpenAI(api_key="k", base_url="http://model/v1", http_client=http, max_retries=0)
    return Improvised(client, "talker", n_lines=2, seed=3)


async def test_the_model_s_lines_and_our_goodbye() -> None:
    asked: list[dict[str, object]] = []
    lines = await improvised('{"lines": ["Hi there.", " ... ", "My soup is bland.", "And more."]}', asked=asked).lines(
        CARD
    )
    assert lines == ("Hi there.", "My soup is bland.", GOODBYE)
    assert (asked[0]["model"], asked[0]["seed"]) == ("talker", 3)
    assert "Rescue the soup." in str(asked[0]["messages"])


@pytest.mark.parametrize(
    ("content", "status"), [("Sure! Here are lines", 200), ('{"lines": []}', 200), ('{"words": 1}', 200), ("", 404)]
)
async def test_no_lines(content: str, status: int) -> None:
    with pytest.raises(StudyRefusedError, match="no lines from the model talker"):
        await improvised(content, status).lines(CARD)
