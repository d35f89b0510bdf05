import pytest

from agent.reporting.version import ENVIRONMENT_NAME, code_version


def test_the_environment_knows_best(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT_NAME, "v1-7-gabc")
    assert code_version() == "v1-7-gabc"


def test_there_is_always_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENVIRONMENT_NAME, raising=False)
    assert code_version()
    monkeypatch.setenv("PATH", "")
    assert code_version()
