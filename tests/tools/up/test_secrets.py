import json
from pathlib import Path

import pytest

from tools.up.secrets import VARIABLES, keep_secrets


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)


def test_secrets_stay_over_a_restart_and_are_private(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    first = keep_secrets(path)
    assert keep_secrets(path) == first
    assert path.stat().st_mode & 0o777 == 0o600


def test_every_secret_is_long_and_its_own(tmp_path: Path) -> None:
    made = keep_secrets(tmp_path / "one.json").environment
    other = keep_secrets(tmp_path / "two.json").environment
    secret = [value for variable, value in (made | {}).items() if variable != "LIVEKIT_API_KEY"]
    assert all(len(value) >= 40 for value in secret)
    assert len(set(made.values()) | set(other.values())) == 2 * len(VARIABLES)


def test_what_the_environment_says_is_used_and_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secrets.json"
    monkeypatch.setenv("PARLEY_RESEARCHER_KEY", "from the environment")
    assert keep_secrets(path).researcher == "from the environment"
    assert "from the environment" not in path.read_text()


def test_a_file_of_an_earlier_version_gets_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps({"agent": "kept"}))
    path.chmod(0o644)
    secrets = keep_secrets(path)
    assert secrets.agent == "kept"
    assert secrets.token
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "not json", "[]"])
def test_a_damaged_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"secrets\.json is damaged"):
        keep_secrets(path)
