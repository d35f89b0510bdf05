"""Counts and times of the speech process, for its log and for whoever asks over the socket."""

import resource
import threading
from collections import Counter, deque
from statistics import quantiles

_KEPT = 500
_KIB_PER_MIB = 1024


class Metrics:
    """Counters since the start, and the last few hundred of each time."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._counting = threading.Lock()
        self._times: dict[str, deque[float]] = {}

    def count(self, name: str) -> None:
        """One more of ``name``; from any thread."""
        with self._counting:
            self._counts[name] += 1

    def time(self, name: str, seconds: float) -> None:
        """``name`` took so long."""
        self._times.setdefault(name, deque(maxlen=_KEPT)).append(seconds * 1000)

    def snapshot(self) -> dict[str, float]:
        """Every counter, the median and 95th percentile of every time in ms, and the memory peak in MiB."""
        values: dict[str, float] = dict(self._counts)
        for name, times in self._times.items():
            cuts = quantiles(times, n=20, method="inclusive") if len(times) > 1 else list(times) * 19
            values[f"{name}_ms_p50"], values[f"{name}_ms_p95"] = round(cuts[9], 1), round(cuts[18], 1)
        values["memory_peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_PER_MIB
        return values
