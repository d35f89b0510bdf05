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

from benchmarks._instant import MODELS, VOICES
from tests.support.livekit_server import REPOSITORY, LiveKitServer
from tests.support.parley_up import Parley, parley_up
from tests.support.study_folder import write_studies
from tests.support.waiting import wait_until


@contextmanager
def house(livekit: LiveKitServer, folder: Path, *, rehearsal: bool, capacity: int) -> Iterator[Parley]:
    """Study server and agent over the given LiveKit server, with the speech process if ``rehearsal``."""
    files = write_studies(folder, models=MODELS, voices=VOICES)
    environment = {**livekit.environment, **files, "PARLEY_AGENT_CAPACITY": str(capacity)}
    with parley_up(folder / "data", rehearsal=rehearsal, environment=environment) as parley:
        yield parley


@contextmanager
def stock_worker(livekit: LiveKitServer, folder: Path) -> Iterator[None]:
    """livekit-agents' own pipeline on the same LiveKit server."""
    command = [sys.executable, "-m", "benchmarks._stock", "start"]
    path = folder / "stock.log"
    with path.open("wb") as log:
        environment = {**os.environ, **livekit.environment}
        process = subprocess.Popen(
            command, cwd=REPOSITORY, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        wait_until(lambda: "registered worker" in path.read_text(), for_what="the stock worker", timeout_s=60)
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
