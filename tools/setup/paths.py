"""Where the set-up reads and writes, so that no other file spells a path twice."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
STAMPS = CACHE / "setup"
VENV = ROOT / ".venv"
BIN = VENV / "bin"
LOCK = ROOT / "requirements.lock"
PYPROJECT = ROOT / "pyproject.toml"
FRONTEND = ROOT / "frontend"
LIVEKIT_MODULE = ROOT / "tools" / "livekit"
LIVEKIT_SERVER = CACHE / "bin" / "livekit-server"
