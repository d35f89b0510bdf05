"""A supervisor in a process of its own, and a count of what it leaves alive."""

import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.waiting import wait_until

TAG = "PARLEY_TEST_TAG"


class Supervised:
    """A running driver; every process below it carries a tag by which the test finds it."""

    def __init__(self, logs: Path, parts: list[dict[str, object]], keep: tuple[str, ...]) -> None:
        self.logs = logs
        self.tag = uuid.uuid4().hex
        spec = json.dumps({"parts": parts, "keep": keep})
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.tools.supervise.driver", str(logs), spec],
            stdout=subprocess.PIPE,
            stderr=(logs / "stderr").open("wb"),
            env=os.environ | {TAG: self.tag},
            start_new_session=True,
        )

    def wait_up(self) -> dict[str, int]:
        """The parts' pids, once the group is up (again)."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"it never came up: {self.messages()}"
        return dict(json.loads(line))

    def wait_exit(self) -> int:
        """The supervisor's exit code."""
        return self.process.wait(timeout=30)

    def messages(self) -> str:
        """What it wrote on stderr."""
        return (self.logs / "stderr").read_text()

    def living(self) -> dict[int, str]:
        """Every living process below the supervisor, however far, with its command."""
        needle = f"{TAG}={self.tag}".encode()
        found = {}
        for folder in Path("/proc").iterdir():
            if not folder.name.isdecimal() or int(folder.name) == self.process.pid:
                continue
            try:
                if needle in (folder / "environ").read_bytes():
                    found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
        return found

    def wait_nothing_left(self) -> None:
        """Raises TimeoutError when something outlives the supervisor."""
        wait_until(lambda: not self.living(), for_what="every process to be gone", timeout_s=30)


Supervise = Callable[..., Supervised]


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Supervise]:
    """Start a group: ``supervise({"name": ..., "script": ...}, ..., keep=(...))``."""
    started = []

    def start(*parts: dict[str, object], keep: tuple[str, ...] = ()) -> Supervised:
        started.append(Supervised(tmp_path, list(parts), keep))
        return started[-1]

    yield start
    for supervised in started:
        if supervised.process.poll() is None:
            supervised.process.kill()
            supervised.process.wait()
        for pid in supervised.living():
            with suppress(ProcessLookupError):  # it may end by itself meanwhile
                os.kill(pid, signal.SIGKILL)
