"""The secrets of one machine: made once, kept in the data folder, so that a restart keeps every link valid."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

VARIABLES = {
    "agent": "PARLEY_AGENT_SECRET",
    "token": "PARLEY_TOKEN_SECRET",
    "researcher": "PARLEY_RESEARCHER_KEY",
    "livekit_key": "LIVEKIT_API_KEY",
    "livekit_secret": "LIVEKIT_API_SECRET",
}
N_BYTES = 32


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the parts share with one another and with the researcher."""

    agent: str
    token: str
    researcher: str
    livekit_key: str
    livekit_secret: str

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which the processes get them."""
        return {VARIABLES[name]: value for name, value in asdict(self).items()}


def keep_secrets(path: Path) -> Secrets:
    """Read the file, add what it lacks, write it back readable by its owner alone; the environment goes first.

    Raises ValueError when the file is not what this function writes.
    """
    try:
        kept = json.loads(path.read_text()) if path.exists() else {}
        made = {field.name: str(kept.get(field.name) or _make(field.name)) for field in fields(Secrets)}
    except (ValueError, AttributeError) as error:
        raise ValueError(f"{path} is damaged; delete it to have new secrets") from error
    if made != kept:
        _write(path, json.dumps(made, indent=2) + "\n")
    path.chmod(0o600)
    return Secrets(**{name: os.environ.get(VARIABLES[name]) or value for name, value in made.items()})


def _make(name: str) -> str:
    return f"parley-{secrets.token_hex(6)}" if name == "livekit_key" else secrets.token_urlsafe(N_BYTES)


def _write(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)
