"""The whole system as `parley up` starts it, on free ports and in a folder of its own, and the means to hurt it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psutil

from scenarios.events import Event, parse_event
from tests.support.livekit_server import REPOSITORY
from tests.support.ports import free_port
from tests.support.waiting import wait_until

_UP_WITHIN_S = 90.0
_DOWN_WITHIN_S = 60.0


class NotUpError(Exception):
    """`parley up` ended before it was up; the message holds the end of what it said."""


@dataclass(frozen=True, slots=True)
class Parley:
    """A running system."""

    process: subprocess.Popen[bytes]
    facts: Mapping[str, Any]  # what `parley up --json` printed

    @property
    def server_url(self) -> str:
        """Where the page and the API are."""
        return str(self.facts["server_url"])

    @property
    def researcher_key(self) -> str:
        """What opens the researcher's API."""
        return parse_qs(urlsplit(str(self.facts["researcher_url"])).fragment)["key"][0]

    @property
    def data(self) -> Path:
        """The data folder."""
        return Path(self.facts["data"])

    def pid(self, part: str) -> int:
        """The process of a part now; it changes when a part that is kept was started again."""
        return int(json.loads((self.data / "up.json").read_text())["pids"][part])

    def kill(self, part: str) -> int:
        """SIGKILL a part's main process; returns its pid."""
        pid = self.pid(part)
        os.kill(pid, signal.SIGKILL)
        return pid

    def folder(self, conversation_id: str) -> Path:
        """Where a conversation's log, recording and utterances are."""
        return self.data / "conversations" / conversation_id

    def logged(self, conversation_id: str, attempt: int = 1) -> list[Event]:
        """The events of an attempt, as they lie on the disk."""
        log = self.folder(conversation_id) / f"attempt-{attempt}" / "events.jsonl"
        return [parse_event(line) for line in log.read_text().splitlines()] if log.exists() else []

    def job(self, conversation_id: str) -> psutil.Process | None:
        """The agent's job that holds this conversation: the one that has a file in its folder open."""
        folder = str(self.folder(conversation_id))
        for process in psutil.Process(self.pid("agent")).children(recursive=True):
            try:
                if any(file.path.startswith(folder) for file in process.open_files()):
                    return process
            except psutil.Error:  # it ended while we looked
                continue
        return None

    def kill_job(self, conversation_id: str) -> None:
        """SIGKILL the job that holds this conversation, as soon as there is one."""
        wait_until(lambda: self.job(conversation_id), for_what=f"a job of {conversation_id}", timeout_s=60).kill()

    def is_up(self) -> bool:
        """Whether every part is healthy; also true again after a part that is kept came back."""
        return self.process.poll() is None and all(psutil.pid_exists(self.pid(part)) for part in self.facts["pids"])

    def log(self, part: str) -> str:
        """What a part has written so far."""
        return (self.data / "logs" / f"{part}.log").read_text(errors="replace")


@contextmanager
def parley_up(
    data: Path, *, keep: Sequence[str] = (), rehearsal: bool = True, environment: Mapping[str, str] | None = None
) -> Iterator[Parley]:
    """Start everything, wait until it is up, stop it at the end. Raises NotUpError."""
    command = [sys.executable, "-m", "parley", "up", "--json", "--data", str(data), "--port", str(free_port())]
    command += ["--keep", ",".join(keep)] if keep else []
    command += [] if rehearsal else ["--no-rehearsal"]
    words = data.with_name(f"{data.name}.up.log")
    with words.open("wb") as stderr:
        process = subprocess.Popen(
            command, cwd=REPOSITORY, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, stderr=stderr
        )
    try:
        yield Parley(process, _read_facts(process, words))
    finally:
        stop(process)


def _read_facts(process: subprocess.Popen[bytes], words: Path) -> dict[str, Any]:
    """The one line of JSON; it comes when all parts are healthy, and never when one of them is not."""
    assert process.stdout is not None
    os.set_blocking(process.stdout.fileno(), False)
    received = b""

    def line() -> bytes | None:
        nonlocal received
        assert process.stdout is not None
        received += process.stdout.read() or b""
        if process.poll() is not None and b"\n" not in received:
            raise NotUpError(f"parley up ended with {process.returncode}:\n{words.read_text()[-4000:]}")
        return received if b"\n" in received else None

    try:
        facts: dict[str, Any] = json.loads(wait_until(line, for_what="parley up", timeout_s=_UP_WITHIN_S))
    except TimeoutError as error:
        raise NotUpError(f"{error}\n{words.read_text()[-4000:]}") from error
    return facts


def stop(process: subprocess.Popen[bytes]) -> int:
    """Ctrl-C, and SIGKILL when that does not help in time; returns the exit code."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        return process.wait(_DOWN_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()
