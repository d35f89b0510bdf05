"""Commands run into a log file while the terminal shows that time passes."""

import os
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tools.setup.errors import SetupError
from tools.setup.paths import BIN, ROOT
from tools.setup.progress import Progress

TAIL_LINES = 15


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The caller's environment, made fit for set-up: our programs first on PATH, and bytecode is written."""
    ours = {key: value for key, value in os.environ.items() if key not in {"PYTHONDONTWRITEBYTECODE", "PYTHONHOME"}}
    ours.update(PATH=f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}", VIRTUAL_ENV=str(BIN.parent))
    return ours | dict(extra or {})


class Shell:
    """Runs the commands of one step."""

    def __init__(self, log: Path, progress: Progress, tick_s: float = 1.0) -> None:
        self.progress = progress
        self._log = log
        self._tick_s = tick_s

    def run(self, *command: str | Path, extra: Mapping[str, str] | None = None, cwd: Path = ROOT) -> None:
        """Run a command to its end. Raises SetupError with the end of its output when it fails or is not there."""
        words = [str(word) for word in command]
        with self._log.open("ab") as log:
            log.write(f"$ {' '.join(words)}\n".encode())
            log.flush()
            start = log.tell()
            try:
                process = subprocess.Popen(
                    words,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    env=environment(extra),
                    cwd=cwd,
                    start_new_session=True,
                )
            except FileNotFoundError as error:
                raise SetupError(f"{words[0]} is not there") from error
            if code := self._wait(process):
                raise SetupError(f"`{words[0]}` ended with {code}:\n{self._tail(start)}\n(all of it: {self._log})")

    def _wait(self, process: subprocess.Popen[bytes]) -> int:
        try:
            while True:
                try:
                    return process.wait(timeout=self._tick_s)
                except subprocess.TimeoutExpired:
                    self.progress.tick()
        except BaseException:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
            raise

    def _tail(self, start: int) -> str:
        lines = self._log.read_bytes()[start:].decode(errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in lines[-TAIL_LINES:])
