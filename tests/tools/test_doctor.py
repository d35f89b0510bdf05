import json
import os
from pathlib import Path

import pytest

import agent.settings
import server.settings
from tools.doctor import BAD, GOOD, NOTE, PLACEHOLDERS, SHORTEST_SECRET, Finding, examine


@pytest.fixture(autouse=True)
def _no_livekit_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIVEKIT_URL", raising=False)
    monkeypatch.delenv("PARLEY_TEXT_MODEL_URL", raising=False)


def findings(data: Path) -> dict[str, Finding]:
    return {finding.what: finding for finding in examine(data)}


def test_a_folder_that_does_not_exist_yet_is_good(tmp_path: Path) -> None:
    assert findings(tmp_path / "new" / "var")["Data folder"].verdict == GOOD


def test_a_file_in_the_place_of_the_folder_is_bad(tmp_path: Path) -> None:
    (tmp_path / "var").touch()
    assert findings(tmp_path / "var")["Data folder"].verdict == BAD


@pytest.mark.parametrize(("mode", "verdict"), [(0o600, GOOD), (0o640, BAD)])
def test_secrets_that_others_can_read_are_bad(tmp_path: Path, mode: int, verdict: str) -> None:
    (tmp_path / "secrets.json").touch()
    (tmp_path / "secrets.json").chmod(mode)
    assert findings(tmp_path)["secrets.json"].verdict == verdict


@pytest.mark.parametrize(
    ("value", "verdict"), [("changeme-changeme-changeme-changeme", BAD), ("short", BAD), ("q8fK2" * 8, GOOD)]
)
def test_placeholders_are_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, verdict: str) -> None:
    monkeypatch.setenv("PARLEY_TOKEN_SECRET", value)
    assert findings(tmp_path)["PARLEY_TOKEN_SECRET"].verdict == verdict


def test_a_livekit_server_that_does_not_answer_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEKIT_URL", "ws://127.0.0.1:1")
    assert "does not answer" in findings(tmp_path)["LiveKit"].detail


def test_a_text_model_that_does_not_answer_is_worth_knowing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Text model" not in findings(tmp_path)
    monkeypatch.setenv("PARLEY_TEXT_MODEL_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    found = findings(tmp_path)["Text model"]
    assert found.verdict == NOTE
    assert "does not answer" in found.detail


def test_a_study_s_model_that_there_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert findings(tmp_path)["Models"].verdict == GOOD
    (tmp_path / "models.yaml").write_text("models: {owl: {}}")
    monkeypatch.setenv("PARLEY_MODELS_FILE", str(tmp_path / "models.yaml"))
    found = findings(tmp_path)["Models"]
    assert found.verdict == BAD
    assert "there is no model 'rehearsal'" in found.detail


def test_everybody_calls_the_same_secrets_weak() -> None:
    for rules in (server.settings, agent.settings):
        assert set(rules.PLACEHOLDERS) == set(PLACEHOLDERS)
        assert rules.SHORTEST_SECRET == SHORTEST_SECRET


def test_a_notice_left_by_a_killed_group_is_no_running_group(tmp_path: Path) -> None:
    (tmp_path / "up.json").write_text(json.dumps({"pids": {"parley": 2**22 + 1}, "ports": {"page": 1}}))
    assert "Running" not in findings(tmp_path)


def test_a_running_group_that_does_not_answer_is_bad(tmp_path: Path) -> None:
    (tmp_path / "up.json").write_text(json.dumps({"pids": {"parley": os.getpid()}, "ports": {"page": 1}}))
    assert findings(tmp_path)["Running"].verdict == BAD
