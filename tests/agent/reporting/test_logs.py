"""In a process of its own, since logging is configured for a whole process."""

import subprocess
import sys

from tests.support.livekit_server import REPOSITORY

SPOKEN = "my secret is the colour blue"
PROGRAM = """
import logging, sys
import structlog
from agent.reporting.logs import configure_logs
configure_logs("INFO")
ours, theirs = structlog.get_logger("ours"), logging.getLogger("theirs")
structlog.contextvars.bind_contextvars(conversation="cv-1")
try:
    raise ValueError(sys.argv[1])
except ValueError as error:
    ours.warning("not_posted", error=error, n=3)
    ours.exception("stumbled")
    theirs.exception("theirs stumbled")
"""


def test_no_log_shows_what_an_error_quotes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, SPOKEN], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert SPOKEN not in done.stderr
    first, *_ = done.stderr.splitlines()
    assert first.endswith("event='not_posted' error='ValueError at <string>:9' n=3 conversation='cv-1'")
    assert done.stderr.count("Traceback") == 2
    assert done.stderr.count("ValueError at <string>:9") == 3
    assert "theirs stumbled" in done.stderr
