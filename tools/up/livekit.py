"""The LiveKit server of one machine: which binary, and its configuration for loopback alone."""

import json
import os
import shutil
from pathlib import Path

from tools.setup.paths import LIVEKIT_SERVER
from tools.up.ports import Ports
from tools.up.secrets import Secrets


def find_livekit_server() -> Path | None:
    """The binary: LIVEKIT_SERVER_BIN, the one that set-up built, or one on PATH."""
    for candidate in (os.environ.get("LIVEKIT_SERVER_BIN"), LIVEKIT_SERVER):
        if candidate and Path(candidate).is_file():
            return Path(candidate)
    found = shutil.which("livekit-server")
    return Path(found) if found else None


def write_config(path: Path, ports: Ports, secrets: Secrets) -> None:
    """Write the configuration, readable by its owner alone. JSON is YAML; all media go over one UDP port."""
    rtc = {
        "tcp_port": 0,  # LiveKit would open it to every network, and on loopback UDP always passes
        "udp_port": ports.livekit_udp,
        "use_external_ip": False,
        "node_ip": "127.0.0.1",
        "enable_loopback_candidate": True,
        # Else every interface is bound and called 127.0.0.1; then one socket answers, which need not be loopback's.
        "ips": {"includes": ["127.0.0.1/32"]},
    }
    config = {
        "port": ports.livekit,
        "bind_addresses": ["127.0.0.1"],
        "rtc": rtc,
        "keys": {secrets.livekit_key: secrets.livekit_secret},
    }
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(json.dumps(config, indent=2) + "\n")
