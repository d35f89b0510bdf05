"""The command, without a network and, in the tests that are marked, against the providers' emulators."""

import asyncio
import json
import wave
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from agent.models.cli import app
from agent.models.fakes import tone
from agent.models.sound_files import write_sound
from tests.emulators.openai_chat import Answer
from tests.emulators.providers import Providers, providers

SETTINGS = ("OPENAI_API_KEY", "GEMINI_API_KEY", "PARLEY_VLLM_URL", "PARLEY_VLLM_URLS", "PARLEY_SPEECH_SOCKET")


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*SETTINGS, "PARLEY_MODELS_FILE", "PARLEY_OPENAI_URL", "PARLEY_GEMINI_URL"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), env=env)


def test_the_list_says_what_each_model_needs() -> None:
    listed = {row["id"]: row for row in json.loads(run("list", "--json").stdout)}
    assert len(listed) == 19
    assert listed["gemini-2.5-pro"]["missing"] == ["GEMINI_API_KEY", "OPENAI_API_KEY"]
    assert listed["gpt-5"]["missing"] == ["OPENAI_API_KEY"]
    assert listed["rehearsal"]["missing"] == ["PARLEY_SPEECH_SOCKET"]


def test_what_is_set_is_not_missing() -> None:
    env = {"OPENAI_API_KEY": "k", "PARLEY_VLLM_URLS": "voxtral-mini-3b=http://gpu:8000/v1"}
    lines = {line.split()[0]: line for line in run("list", env=env).stdout.splitlines()}
    assert lines["voxtral-mini-3b"].endswith("ready")
    assert lines["voxtral-small-24b"].endswith("needs PARLEY_VLLM_URLS with voxtral-small-24b=URL")


def test_a_model_is_shown_with_its_voice() -> None:
    shown = json.loads(run("show", "llama-3.2-3b").stdout)
    assert (shown["provider_model"], shown["licence"]) == (
        "meta-llama/Llama-3.2-3B-Instruct",
        "Llama 3.2 Community Licence",
    )
    assert [part["parameters"]["model"] for part in shown["parts"]] == ["gpt-4o-transcribe", "gpt-4o-mini-tts"]


def test_an_unknown_model_is_told_in_one_line() -> None:
    result = run("show", "gpt-6")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "there is no model 'gpt-6'" in result.stderr


def test_a_model_that_cannot_be_reached_is_no_failure() -> None:
    result = run("check", "gpt-5", "gemini-2.5-flash", "--json")
    assert result.exit_code == 0
    assert {finding["verdict"] for finding in json.loads(result.stdout)} == {"missing"}


def test_settings_that_cannot_be_read_are_told() -> None:
    result = run("list", env={"PARLEY_VLLM_URLS": "no-url"})
    assert result.exit_code == 2
    assert "vllm_urls" in result.stderr


def environment(behind: Providers) -> dict[str, str]:
    url = behind.settings.openai_url
    return {"OPENAI_API_KEY": "k", "GEMINI_API_KEY": "k", "PARLEY_OPENAI_URL": url, "PARLEY_GEMINI_URL": url[:-3]}


@pytest.fixture
def question(tmp_path: Path) -> Path:
    path = tmp_path / "question.wav"
    write_sound(path, tone(0.5))
    return path


@pytest.mark.processes
async def test_check_makes_one_small_call_to_each_model() -> None:
    async with providers(Answer(("Yes.",)), Answer(fault="status_500")) as behind:
        behind.speech.hears += ["hm"]
        env = environment(behind)
        result = await asyncio.to_thread(run, "check", "gpt-4o-mini", "gemini-2.5-flash", "--json", env=env)
    works, fails = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (works["verdict"], behind.speech.spoken) == ("works", ["Yes."])
    assert fails["verdict"] == "fails"
    assert fails["detail"].startswith("ModelUnavailableError: gemini-2.5-flash: status 500")


@pytest.mark.processes
@pytest.mark.parametrize(("model_id", "heard"), [("gpt-4o-mini", "what time is it"), ("gpt-4o-audio-preview", None)])
async def test_say_saves_the_answer_and_tells_its_latencies(
    tmp_path: Path, question: Path, model_id: str, heard: str | None
) -> None:
    out = tmp_path / "answer.wav"
    async with providers(Answer(("It is ", "noon."), audio=tone(0.4).pcm, delay_s=0.2)) as behind:
        behind.speech.hears += ["what time is it"]
        behind.speech.delay_s = 0.1
        env = environment(behind)
        result = await asyncio.to_thread(run, "say", model_id, str(question), "--out", str(out), env=env)
    told = json.loads(result.stdout)
    assert (told["text"], told["heard"]) == ("It is noon.", heard)
    times = told["latency_ms"]
    hears_and_speaks = 100 if heard else 0  # what recogniser and voice are made to take
    assert times["first_delta"] >= 200 + hears_and_speaks
    assert times["complete"] >= times["first_audio"] >= times["first_delta"] + hears_and_speaks
    assert told["usage"]["output_tokens"] > 0
    with wave.open(str(out)) as file:
        assert file.getnframes() > 4_000


@pytest.mark.processes
async def test_say_tells_what_went_wrong(question: Path) -> None:
    async with providers(Answer(fault="status_429")) as behind:
        behind.speech.hears += ["what time is it"]
        result = await asyncio.to_thread(run, "say", "gpt-4o-mini", str(question), env=environment(behind))
    assert result.exit_code == 1
    assert "ModelOverloadedError" in result.stderr
