import pytest
from pydantic import ValidationError

from agent.settings import AgentSettings

REAL = {
    "PARLEY_AGENT_SECRET": "0123456789abcdef01234567",
    "LIVEKIT_URL": "ws://127.0.0.1:7880",
    "LIVEKIT_API_KEY": "key",
    "LIVEKIT_API_SECRET": "0123456789abcdef0123456789abcdef",
}


@pytest.fixture(autouse=True)
def only_these(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PARLEY_ENV", "PARLEY_DATA_DIR", "PARLEY_AGENT_CAPACITY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in REAL.items():
        monkeypatch.setenv(name, value)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_DATA_DIR", "/srv/parley")
    monkeypatch.setenv("PARLEY_AGENT_CAPACITY", "20")
    settings = AgentSettings()
    assert str(settings.conversations_dir) == "/srv/parley/conversations"
    assert settings.agent_capacity == 20
    assert settings.livekit_url == "ws://127.0.0.1:7880"
    assert REAL["PARLEY_AGENT_SECRET"] not in repr(settings)


@pytest.mark.parametrize("name", sorted(REAL))
def test_what_is_needed_must_be_there(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(ValidationError):
        AgentSettings()


@pytest.mark.parametrize("name", ["PARLEY_AGENT_SECRET", "LIVEKIT_API_SECRET"])
@pytest.mark.parametrize("value", ["secret", "short", "0123456789abcdef0123", "change-me-change-me-change-me"])
def test_placeholders_are_refused_in_production(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    AgentSettings()
    monkeypatch.setenv("PARLEY_ENV", "production")
    with pytest.raises(ValidationError, match="placeholder"):
        AgentSettings()


def test_a_text_model_needs_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_TEXT_MODEL_URL", "http://127.0.0.1:11434/v1")
    monkeypatch.delenv("PARLEY_TEXT_MODEL_NAME", raising=False)
    with pytest.raises(ValidationError, match="text_model_name must be set too"):
        AgentSettings()
    monkeypatch.setenv("PARLEY_TEXT_MODEL_NAME", "llama3.2")
    AgentSettings()
