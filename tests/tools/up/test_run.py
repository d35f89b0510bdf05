"""What `parley up` refuses before it starts anything, and what it tells about a running group."""

import fcntl
import socket
import stat
from pathlib import Path

import pytest

from tests.tools.up.test_parts import HOUSE
from tools.up.cli import _as_text
from tools.up.run import UpError, describe, run


def start(data: Path, port: int | None = None) -> int:
    def announce(_facts: dict[str, object]) -> None:
        pytest.fail("it came up")

    return run(data=data, port=port, rehearsal=False, keep=(), announce=announce)


def test_one_group_to_a_data_folder(tmp_path: Path) -> None:
    with (tmp_path / "up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(UpError, match="another `parley up` uses"):
            start(tmp_path)


def test_a_port_that_is_taken_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEKIT_SERVER_BIN", __file__)
    monkeypatch.delenv("LIVEKIT_URL", raising=False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UpError, match="is taken"):
            start(tmp_path, taken.getsockname()[1])


def test_a_data_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UpError, match="cannot write in"):
        start(tmp_path / "file" / "data")


def test_a_livekit_server_elsewhere_needs_its_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEKIT_URL", "wss://livekit.example.org")
    monkeypatch.delenv("LIVEKIT_API_KEY", raising=False)
    with pytest.raises(UpError, match="LIVEKIT_API_KEY and LIVEKIT_API_SECRET must be set too"):
        start(tmp_path)


def test_a_text_model_needs_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_TEXT_MODEL_URL", "http://127.0.0.1:11434/v1")
    monkeypatch.delenv("PARLEY_TEXT_MODEL_NAME", raising=False)
    with pytest.raises(UpError, match="PARLEY_TEXT_MODEL_NAME must be set too"):
        start(tmp_path)


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEKIT_URL", "wss://livekit.example.org")
    monkeypatch.delenv("LIVEKIT_API_KEY", raising=False)
    with pytest.raises(UpError):
        start(tmp_path / "data")
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_damaged_secrets_are_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEKIT_SERVER_BIN", __file__)
    monkeypatch.delenv("LIVEKIT_URL", raising=False)
    (tmp_path / "secrets.json").write_text("?")
    with pytest.raises(UpError, match="is damaged"):
        start(tmp_path)


def test_a_group_is_described_by_addresses_ports_and_pids() -> None:
    facts = describe(HOUSE, {"server": 42})
    assert facts["participant_url"] == "http://127.0.0.1:1/s/rehearsal"
    assert facts["researcher_url"] == "http://127.0.0.1:1/console#key=R"
    assert facts["ports"] == {"page": 1, "livekit": 2, "livekit_udp": 3, "agent_health": 4}
    assert isinstance(facts["pids"], dict)
    assert facts["pids"]["server"] == 42


def test_a_scenario_that_was_asked_for_is_in_the_address() -> None:
    assert describe(HOUSE, {}, wish="goal-001")["participant_url"] == "http://127.0.0.1:1/s/rehearsal?scenario=goal-001"


def test_in_production_the_closed_rehearsal_has_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_ENV", "production")
    monkeypatch.setenv("PARLEY_PUBLIC_URL", "https://talk.example.org/")
    facts = describe(HOUSE, {})
    assert facts["participant_url"] is None
    assert facts["researcher_url"] == "https://talk.example.org/console#key=R"
    monkeypatch.setenv("PARLEY_OPEN_REHEARSAL", "true")
    assert describe(HOUSE, {})["participant_url"] == "https://talk.example.org/s/rehearsal"


def test_what_is_told_in_production_is_true(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PARLEY_ENV", "production")
    _as_text(describe(HOUSE, {}))
    told = capsys.readouterr().out
    assert "by the link of each study: http://127.0.0.1:1/s/<study>" in told
    assert "rehearsal" not in told


def test_a_scenario_needs_a_rehearsal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_ENV", "production")
    with pytest.raises(UpError, match="in a real study chance decides"):
        run(data=tmp_path, port=None, rehearsal=True, keep=(), announce=lambda _: None, wish="goal-001")
