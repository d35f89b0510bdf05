"""What processes cost: processor time over a stretch, and memory, by the part of the system that they belong to."""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psutil

from tests.support.livekit_server import LiveKitServer
from tests.support.parley_up import Parley

MB = 1e6


@dataclass(frozen=True, slots=True)
class Cost:
    """One part: ``pss_mb`` shares what several processes map, ``rss_mb`` counts it in each."""

    n_processes: int  # alive at the end
    cores: float
    pss_mb: float
    rss_mb: float


Parts = Mapping[str, Sequence[psutil.Process]]


def parts_of(parley: Parley, livekit: LiveKitServer) -> dict[str, list[psutil.Process]]:
    """The processes now, by part. A job is a child of the agent that writes into a conversation's folder."""
    parts: dict[str, list[psutil.Process]] = {
        "jobs": [],
        "agent worker": [psutil.Process(parley.pid("agent"))],
        "livekit": [psutil.Process(livekit.pid)],
        "study server": _tree(parley.pid("server")),
        "speech": _tree(parley.pid("speech")) if "speech" in parley.facts["pids"] else [],
        "callers": [psutil.Process(os.getpid())],
    }
    conversations = str(parley.data / "conversations")
    for child in psutil.Process(parley.pid("agent")).children(recursive=True):
        try:
            is_job = any(file.path.startswith(conversations) for file in child.open_files())
        except psutil.Error:  # it ended while we looked
            continue
        parts["jobs" if is_job else "agent worker"].append(child)
    return parts


def _tree(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


class Meter:
    """Measures from its making to ``read``."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._started = time.monotonic()
        self._before = {process.pid: _cpu_s(process) for processes in parts.values() for process in processes}

    def read(self) -> dict[str, Cost]:
        """The cost of each part since then; memory as it is now."""
        elapsed_s = time.monotonic() - self._started
        return {name: self._cost(processes, elapsed_s) for name, processes in self._parts.items()}

    def _cost(self, processes: Sequence[psutil.Process], elapsed_s: float) -> Cost:
        alive = [process for process in processes if process.is_running()]
        spent_s = sum(_cpu_s(process) - self._before[process.pid] for process in alive)
        memory = [process.memory_full_info() for process in alive]
        return Cost(
            n_processes=len(alive),
            cores=spent_s / elapsed_s,
            pss_mb=sum(info.pss for info in memory) / MB,
            rss_mb=sum(info.rss for info in memory) / MB,
        )


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
