"""The environment, and what production refuses."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from server.settings import ServerSettings

GOOD = {
    "PARLEY_ENV": "production",
    "PARLEY_TOKEN_SECRET": "k3bx0qnq7x1v9m2r5t8w4z6y",
    "PARLEY_AGENT_SECRET": "p0o9i8u7y6t5r4e3w2q1a0s9",
    "PARLEY_RESEARCHER_KEY": "z1x2c3v4b5n6m7q8w9e0r1t2",
    "LIVEKIT_API_SECRET": "l9k8j7h6g5f4d3s2a1q0w9e8r7t6y5u4",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A production environment with good secrets."""
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_production_with_good_secrets(environment: pytest.MonkeyPatch) -> None:
    assert ServerSettings().env == "production"


@pytest.mark.parametrize("name", [name for name in GOOD if name != "PARLEY_ENV"])
@pytest.mark.parametrize("value", [None, "", "short", "change-me-change-me-change-me", "a-development-secret-00000000"])
def test_production_refuses_placeholders(environment: pytest.MonkeyPatch, name: str, value: str | None) -> None:
    environment.delenv(name) if value is None else environment.setenv(name, value)
    with pytest.raises(ValidationError, match=f"{name} must be a random text"):
        ServerSettings()


def test_secrets_are_not_repeated_by_the_refusal(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("PARLEY_RESEARCHER_KEY", "short")
    with pytest.raises(ValidationError) as caught:
        ServerSettings()
    assert not any(value in str(caught.value) for name, value in GOOD.items() if "SECRET" in name)


def test_development_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in GOOD:
        monkeypatch.delenv(name, raising=False)
    settings = ServerSettings(data_dir=Path("/data"))
    assert settings.database == "sqlite:////data/parley.db"
    assert settings.livekit_for_browsers == settings.livekit_url


def test_names_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_DATABASE_URL", "postgresql+psycopg://db/parley")
    monkeypatch.setenv("LIVEKIT_URL", "ws://inside:7880")
    monkeypatch.setenv("LIVEKIT_PUBLIC_URL", "wss://outside")
    monkeypatch.setenv("PARLEY_PUBLIC_URL", "https://study.example.org")
    settings = ServerSettings()
    assert settings.database == "postgresql+psycopg://db/parley"
    assert (settings.livekit_url, settings.livekit_for_browsers) == ("ws://inside:7880", "wss://outside")
    assert settings.https
