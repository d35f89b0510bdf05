from pathlib import Path
from typing import Any

import pytest
import yaml

from agent.models.fakes import EchoModel, ToneVoice
from agent.models.registry import BuildContext, Registry, RegistryError
from scenarios.loading import parse_scenario
from tests.agent.conftest import OPEN_CHAT, fake
from tests.agent.stage import settings

VOICES = {"tone": {"factory": "agent.models.fakes:build_voice"}}


def registry(folder: Path, models: dict[str, Any], voices: dict[str, Any] | None = None) -> Registry:
    path = folder / "models.yaml"
    path.write_text(yaml.safe_dump({"voices": VOICES if voices is None else voices, "models": models}))
    return Registry(path)


def context(folder: Path) -> BuildContext:
    return BuildContext(settings(folder), "cv-1", parse_scenario(OPEN_CHAT), ToneVoice())


def test_the_repositorys_own_registry_can_be_read(tmp_path: Path) -> None:
    own = Registry(Path("agent/models/models.yaml"))
    rehearsal = own.spec("rehearsal")
    assert rehearsal.kind == "pipeline"
    assert rehearsal.study is False


def test_a_model_is_built_by_its_factory(tmp_path: Path) -> None:
    known = registry(tmp_path, {"e": fake("end_to_end", fake="echo")})
    spec = known.spec("e")
    assert known.ids == ("e",)
    assert isinstance(known.build(spec, context(tmp_path)), EchoModel)
    assert isinstance(known.build_voice(spec, settings(tmp_path)), ToneVoice)


def test_an_unknown_id_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="no model 'gpt'; models: e"):
        registry(tmp_path, {"e": fake("end_to_end", fake="echo")}).spec("gpt")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": "telepathy"}, "kind"),
        ({"factory": "no colon"}, "factory"),
        ({"voice": "nobody"}, "names the voice 'nobody'"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_malformed_file_is_refused_when_it_is_read(tmp_path: Path, change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(RegistryError, match=complaint):
        registry(tmp_path, {"e": fake("end_to_end", fake="echo") | change})


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="nothing"):
        Registry(tmp_path / "nothing.yaml")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"factory": "agent.models.no_such:build"}, "cannot be imported"),
        ({"factory": "agent.models.fakes:no_such"}, "cannot be imported"),
        ({"factory": "agent.models.fakes:RATE"}, "cannot be called"),
        ({"factory": "agent.models.fakes:build_voice", "parameters": {}}, "returned no VoiceModel"),
        ({"kind": "pipeline"}, "says it is end_to_end"),
    ],
)
def test_a_factory_that_makes_no_such_model_is_refused(tmp_path: Path, change: dict[str, Any], complaint: str) -> None:
    known = registry(tmp_path, {"e": fake("end_to_end", fake="echo") | change})
    with pytest.raises(RegistryError, match=complaint):
        known.build(known.spec("e"), context(tmp_path))


OWN = Registry(Path("agent/models/models.yaml"))


def test_every_model_of_a_study_says_what_it_is() -> None:
    for model_id in OWN.ids:
        spec = OWN.spec(model_id)
        if spec.study:
            assert spec.provider, model_id
            assert spec.name, model_id
            assert spec.licence, model_id
            assert (spec.size is None) == (spec.licence == "proprietary"), model_id
            assert (spec.recogniser == "study") == (spec.kind == "pipeline"), model_id
            assert spec.voice == "study", model_id


def test_a_recogniser_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="recogniser 'nobody'"):
        registry(tmp_path, {"e": fake("pipeline", fake="echo") | {"recogniser": "nobody"}})


def test_a_model_that_calls_by_the_prompt_has_the_protocol_around_it(tmp_path: Path) -> None:
    known = registry(tmp_path, {"e": fake("end_to_end", fake="echo") | {"tools": "prompt"}})
    assert known.build(known.spec("e"), context(tmp_path)).capabilities.native_tools is False


@pytest.mark.parametrize(
    ("model_id", "missing"),
    [
        ("gpt-4o-audio-preview", "OPENAI_API_KEY"),
        ("gpt-realtime", "OPENAI_API_KEY"),
        ("gemini-2.5-pro", "GEMINI_API_KEY"),
        ("voxtral-mini-3b", "PARLEY_VLLM_URLS with voxtral-mini-3b=URL"),
        ("qwen2.5-omni-7b", "PARLEY_VLLM_URLS"),
        ("gpt-4o-mini", "OPENAI_API_KEY"),
        ("rehearsal", "PARLEY_SPEECH_SOCKET"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model_id: str, missing: str) -> None:
    for name in ("OPENAI_API_KEY", "GEMINI_API_KEY", "PARLEY_VLLM_URL", "PARLEY_VLLM_URLS", "PARLEY_SPEECH_SOCKET"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(RegistryError, match=missing):
        OWN.build(OWN.spec(model_id), context(tmp_path))
