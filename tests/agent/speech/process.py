"""A real speech process for the tests that need one: started once for a module, or lent by PARLEY_SPEECH_SOCKET."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

START_S = 60.0


@contextmanager
def speech_process() -> Iterator[Path]:
    """The socket of a running speech process; ends it cleanly."""
    if lent := os.environ.get("PARLEY_SPEECH_SOCKET"):
        yield Path(lent)
        return
    with tempfile.TemporaryDirectory(prefix="speech-") as folder:
        path = Path(folder) / "speech.sock"
        process = subprocess.Popen([sys.executable, "-m", "agent.speech.service", "--socket", str(path)])
        try:
            _wait_for(path, process)
            yield path
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while not path.exists():
        assert process.poll() is None, "the speech process ended"
        assert time.monotonic() < deadline, "the speech process did not start"
        time.sleep(0.05)
