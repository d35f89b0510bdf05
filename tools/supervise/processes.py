"""Which processes belong to a group, read from /proc, and how they are made to end for certain."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

MARK = "PARLEY_GROUP"
PROC = Path("/proc")


def alive() -> dict[int, int]:
    """Every living process of this machine and its session; zombies are not alive."""
    sessions = {}
    for entry in PROC.iterdir():
        if entry.name.isdecimal():
            try:
                state, _parent, _group, session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            except (OSError, ValueError):
                continue
            if state not in "ZX":
                sessions[int(entry.name)] = int(session)
    return sessions


def members(mark: str) -> set[int]:
    """The living processes of the group with this mark: those that carry it, and all that share a session with one."""
    needle = f"{MARK}={mark}".encode()
    sessions = alive()
    carriers = {pid for pid in sessions if needle in _environment_of(pid)}
    shared = {sessions[pid] for pid in carriers}
    return {pid for pid, session in sessions.items() if session in shared or pid in carriers}


def in_session(session: int) -> set[int]:
    """The living processes of one session."""
    return {pid for pid, its_session in alive().items() if its_session == session}


def kill_all(find: Callable[[], set[int]], *, within_s: float = 5.0) -> set[int]:
    """SIGKILL what ``find`` finds until it finds nothing. Gives what was still there after ``within_s`` seconds."""
    deadline = time.monotonic() + within_s
    while found := find() - {os.getpid()}:
        for pid in found:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if time.monotonic() > deadline:
            return found
        time.sleep(0.02)
    return set()


def _environment_of(pid: int) -> list[bytes]:
    try:
        return (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return []
