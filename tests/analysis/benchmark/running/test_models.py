"""Models by a function's name or at a URL, asked through the real client."""

import base64
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from analysis.benchmark.chat import Chat, Reply
from analysis.benchmark.items import Answer, Item, Request, ToolCall, Usage
from analysis.benchmark.pace import Pace
from analysis.benchmark.running.asking import ModelFailedError, ask
from analysis.benchmark.running.endpoint import from_endpoint, messages, read_reply
from analysis.benchmark.running.models import BenchmarkModel, UnknownModelError, from_function, from_plain
from analysis.benchmark.samples import tone
from tests.analysis.benchmark.scripted import no_wait
from tests.emulators.openai_chat import Answer as Says
from tests.emulators.openai_chat import openai_chat

ITEM = Item("i", "superb_asr", "Write it down.")


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module with models, where a person would put one."""
    code = (
        "from analysis.benchmark.items import Answer\n"
        "def plain(request): return Answer(request.item.text.upper())\n"
        "async def awaited(request): return Answer(request.item.text.lower())\n"
        "awaited.version = '7'\n"
    )
    (tmp_path / "models_for_a_test.py").write_text(code)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "models_for_a_test", raising=False)
    return "models_for_a_test"


@pytest.mark.parametrize(("function", "words"), [("plain", "WRITE IT DOWN."), ("awaited", "write it down.")])
async def test_a_function_is_a_model_whether_async_or_not(written: str, function: str, words: str) -> None:
    model = from_function(f"{written}:{function}")
    assert (await ask(model, Request(ITEM))).text == words


def test_a_functions_version_is_its_own_or_its_files(written: str) -> None:
    assert from_function(f"{written}:awaited").version == "7"
    assert len(from_function(f"{written}:plain").version) == 12


@pytest.mark.parametrize("path", ["no_such_module:answer", "json:no_such_function"])
def test_a_function_that_is_not_there_is_refused(path: str) -> None:
    with pytest.raises(UnknownModelError, match=path):
        from_function(path)


def test_another_setting_is_another_model() -> None:
    async def answer(_request: Request) -> Answer:
        return Answer()

    one, other = (BenchmarkModel("org/m", "1", answer, {"voice": voice}) for voice in ("a", "b"))
    assert one.identity != other.identity
    assert one.identity.startswith("org-m-")


class Plain:
    """A model in plain data."""

    name, version = "plain", "2"
    settings: Mapping[str, Any] = MappingProxyType({"voice": "a"})

    def __init__(self, given: dict[str, Any]) -> None:
        self.given = given
        self.asked: list[Mapping[str, Any]] = []

    async def answer(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        self.asked.append(asked)
        return self.given


async def test_a_connectors_model_is_asked_and_answers_in_plain_data(tmp_path: Path) -> None:
    sound = tone(tmp_path / "a.wav")
    given = {"text": "x", "audio": str(sound), "calls": [{"name": "f", "arguments": {"a": 1}}], "input_tokens": 3}
    plain = Plain(given)
    model = from_plain(plain)
    item = Item("i", "superb_asr", "Write.", (sound,), tools=({"type": "function"},))
    answer = await model.answer(Request(item, calls=(ToolCall("g", {"b": 2}),)))
    assert plain.asked == [
        {
            "text": "Write.",
            "audio": [str(sound)],
            "tools": [{"type": "function"}],
            "calls": [{"name": "g", "arguments": {"b": 2}, "result": "MOCK_RESPONSE(g)"}],
            "wants_audio": False,
        }
    ]
    assert answer == Answer("x", sound, (ToolCall("f", {"a": 1}),), usage=Usage(3, None))
    assert (model.name, model.version, dict(model.settings)) == ("plain", "2", {"voice": "a"})


async def test_an_answer_with_a_field_that_there_is_not_is_an_error() -> None:
    with pytest.raises(ModelFailedError, match="unknown in an answer: sound"):
        await ask(from_plain(Plain({"sound": "a.wav"})), Request(ITEM))


async def test_an_endpoint_hears_and_reads_the_item(tmp_path: Path) -> None:
    item = Item("i", "superb_asr", "Write it down.", (tone(tmp_path / "a.wav"),))
    async with openai_chat(Says(fault="status_429"), Says(("the ", "river"))) as endpoint:
        chat = Chat.at(endpoint.base_url, key="k", pace=Pace(sleep=no_wait))
        answer = await ask(from_endpoint(chat, "tiny", sounds=tmp_path), Request(item))
    assert (answer.text, answer.usage, answer.model_reported) == ("the river", Usage(12, 5), "tiny-chat-7b")
    text, sound = endpoint.requests[1]["messages"][0]["content"]
    assert text == {"type": "text", "text": "Write it down."}
    assert base64.b64decode(sound["input_audio"]["data"])[:4] == b"RIFF"
    assert "modalities" not in endpoint.requests[1]


async def test_an_endpoint_that_fails_for_good_is_the_items_error(tmp_path: Path) -> None:
    async with openai_chat(Says(fault="status_401")) as endpoint:
        chat = Chat.at(endpoint.base_url, key="wrong", pace=Pace(sleep=no_wait))
        with pytest.raises(ModelFailedError, match="ChatError: HTTP 401"):
            await ask(from_endpoint(chat, "tiny", sounds=tmp_path), Request(ITEM))


def reply(**message: Any) -> Reply:
    return Reply(message, "m-1", Usage())


def test_speech_is_saved_under_its_content_with_its_words(tmp_path: Path) -> None:
    content = tone(tmp_path / "a.wav").read_bytes()
    spoken = {"data": base64.b64encode(content).decode(), "transcript": "the river"}
    answer = read_reply(reply(content=None, audio=spoken), tmp_path / "sounds")
    assert answer.text == "the river"
    assert answer.audio is not None
    assert answer.audio.read_bytes() == content


def test_calls_have_their_arguments(tmp_path: Path) -> None:
    made = [{"id": "1", "function": {"name": "get_weather", "arguments": '{"city": "Oslo"}'}}]
    assert read_reply(reply(content="", tool_calls=made), tmp_path).calls == (
        ToolCall("get_weather", {"city": "Oslo"}),
    )


@pytest.mark.parametrize(
    "message",
    [
        {"content": "", "audio": {"data": "no base64!"}},
        {"content": "", "tool_calls": [{"id": "1", "function": {"name": "f", "arguments": "{not json"}}]},
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, message: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"base64|Expecting"):
        read_reply(reply(**message), tmp_path)


def test_calls_and_their_mock_results_are_part_of_the_conversation() -> None:
    request = Request(ITEM, calls=(ToolCall("get_weather", {"city": "Oslo"}),))
    _, made, result = messages(request)
    assert made["tool_calls"][0]["function"] == {"name": "get_weather", "arguments": '{"city": "Oslo"}'}
    assert result == {"role": "tool", "tool_call_id": "call_0", "content": "MOCK_RESPONSE(get_weather)"}
