"""The leash of a group: a process that does nothing until its supervisor is gone, and then ends what is left of it.

`kill -9` of a supervisor gives it no chance to stop its parts. The leash holds the read end of a pipe whose only write
end is the supervisor's; when that closes, however it came about, the leash kills every member of the group.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tools.supervise.processes import kill_all, members


@contextmanager
def leash(mark: str) -> Iterator[None]:
    """Keep a leash on the group with this mark while the block runs."""
    command = [sys.executable, "-m", "tools.supervise.leash", mark]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait()


def _hold(mark: str) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    while os.read(sys.stdin.fileno(), 1024):
        pass
    kill_all(lambda: members(mark))


if __name__ == "__main__":
    _hold(sys.argv[1])
