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
