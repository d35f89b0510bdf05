"""One running part: its process, its output, its end."""

import os
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import IO

from tools.supervise.part import Part
from tools.supervise.processes import MARK, in_session, kill_all

TAIL_LINES = 15
STOP_POLL_S = 0.02
SECOND_SIGNAL_AFTER_S = 0.2
UNWANTED = ("PYTHONDONTWRITEBYTECODE",)

Show = Callable[[str, str], None]


class Child:
    """Starts the part in a session of its own and copies its output, line by line, to a log and to ``show``.

    Its end is seen by polling the process alone: its pipe may stay open in a grandchild for as long as that lives.
    """

    def __init__(self, part: Part, *, mark: str, log: Path, show: Show) -> None:
        self.part = part
        self.started_at = time.monotonic()
        self.tail: deque[str] = deque(maxlen=TAIL_LINES)
        self._show = show
        self._said = part.says is None
        self._process = subprocess.Popen(
            part.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=_environment(part, mark),
            start_new_session=True,
        )
        assert self._process.stdout is not None
        self._pump = threading.Thread(target=self._copy, args=(self._process.stdout, log), daemon=True)
        self._pump.start()

    @property
    def pid(self) -> int:
        """The process, which is also its session."""
        return self._process.pid

    def exit_code(self) -> int | None:
        """None while it runs; 128 + n when signal n ended it, as shells count."""
        code = self._process.poll()
        return code if code is None or code >= 0 else 128 - code

    def is_healthy(self) -> bool:
        """Whether it has said its word and answers its probe now."""
        return self._said and self.part.probe()

    def is_overdue(self) -> bool:
        """Whether it should have been healthy by now."""
        return time.monotonic() - self.started_at > self.part.patience_s

    def stop(self, *, hurry: Callable[[], bool]) -> int | None:
        """End it and give its exit code.

        SIGTERM, then ``grace_s`` of patience unless ``hurry()``, then SIGKILL for all that is left of its session.
        """
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            if self.part.insist:
                time.sleep(SECOND_SIGNAL_AFTER_S)
                self._process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + self.part.grace_s
        while self._process.poll() is None and time.monotonic() < deadline and not hurry():
            time.sleep(STOP_POLL_S)
        kill_all(lambda: in_session(self.pid))
        self._process.wait()
        self._pump.join(timeout=1)
        return self.exit_code()

    def _copy(self, stream: IO[bytes], log_path: Path) -> None:
        with stream, log_path.open("ab") as log:
            for line in stream:
                log.write(line)
                log.flush()
                text = line.decode(errors="replace").rstrip()
                self.tail.append(text)
                if self.part.hushed is None or self.part.hushed not in text:
                    self._show(self.part.name, text)
                if self.part.says is not None and self.part.says in text:
                    self._said = True


def _environment(part: Part, mark: str) -> dict[str, str]:
    inherited = {key: value for key, value in os.environ.items() if key not in UNWANTED}
    return inherited | {"PYTHONUNBUFFERED": "1", MARK: mark} | dict(part.environment)
