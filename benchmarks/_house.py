"""What benchmarks measure: a whole Parley on loopback with an instant model, and a stock worker beside it.

The instant model answers every turn with one short text; the study's voice is a tone that is loud from its first
sample. What is left of a turn's latency is the turn taking, the agent and the way through LiveKit.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from benchmarks._instant import MODEL, VOICE
from tests.support.livekit_server import REPOSITORY, LiveKitServer
from tests.support.parley_up import Parley, parley_up

INSTANT_STUDY = "instant"
REHEARSAL_STUDY = "rehearsal"


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _write_files(folder: Path) -> dict[str, str]:
    """A registry and studies that hold the instant model besides what is shipped; the variables that name them."""
    registry = _read(REPOSITORY / "agent/models/models.yaml")
    registry["voices"]["tone"] = VOICE
    registry["models"]["instant"] = MODEL
    shipped = _read(REPOSITORY / "server/studies/rehearsal.yaml")
    study = {**shipped, "mix": {"open_chat": 100, "goal_oriented": 0, "tool_calling": 0}, "scenarios": None}
    instant = {**study, "id": INSTANT_STUDY, "models": [{"id": "instant"}]}
    (folder / "studies").mkdir(parents=True)
    models_file = folder / "models.yaml"
    for path, content in (
        (models_file, registry),
        (folder / "studies/rehearsal.yaml", study),
        (folder / "studies/instant.yaml", instant),
    ):
        path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return {"PARLEY_MODELS_FILE": str(models_file), "PARLEY_STUDIES_DIR": str(folder / "studies")}


@contextmanager
def house(livekit: LiveKitServer, folder: Path, *, rehearsal: bool, capacity: int) -> Iterator[Parley]:
    """Study server and agent over the given LiveKit server, with the speech process if ``rehearsal``."""
    environment = {**livekit.environment, **_write_files(folder), "PARLEY_AGENT_CAPACITY": str(capacity)}
    with parley_up(folder / "data", rehearsal=rehearsal, environment=environment) as parley:
        yield parley


@contextmanager
def stock_worker(livekit: LiveKitServer, folder: Path) -> Iterator[None]:
    """livekit-agents' own pipeline on the same LiveKit server."""
    command = [sys.executable, "-m", "benchmarks._stock", "start"]
    with (folder / "stock.log").open("wb") as log:
        environment = {**os.environ, **livekit.environment}
        process = subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
