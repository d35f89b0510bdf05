import json
from pathlib import Path

import pytest

from tests.tools.up.test_parts import PORTS, SECRETS
from tools.up.livekit import find_livekit_server, write_config


def test_the_configuration_is_for_loopback_and_private(tmp_path: Path) -> None:
    path = tmp_path / "livekit.yaml"
    write_config(path, PORTS, SECRETS)
    config = json.loads(path.read_text())
    assert config["bind_addresses"] == ["127.0.0.1"]
    assert config["rtc"]["node_ip"] == "127.0.0.1"
    assert config["rtc"]["ips"] == {"includes": ["127.0.0.1/32"]}
    assert (config["port"], config["rtc"]["tcp_port"], config["rtc"]["udp_port"]) == (2, 0, 3)
    assert config["keys"] == {"LK": "LS"}
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_binary_that_is_named_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    binary = tmp_path / "livekit-server"
    binary.touch()
    monkeypatch.setenv("LIVEKIT_SERVER_BIN", str(binary))
    assert find_livekit_server() == binary
