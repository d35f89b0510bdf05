"""One line about a run under way: how far, how it goes, what it has cost, how long it still takes."""

import time
from collections import Counter

from analysis.benchmark.pace import Clock
from analysis.benchmark.running.costs import Price
from analysis.benchmark.running.runner import Step


class Progress:
    """Counts steps. Time left is judged by the requests that this run sends; what is kept comes at once."""

    def __init__(self, n_items: int, *, n_to_ask: int, price: Price | None, clock: Clock = time.monotonic) -> None:
        self._n_items = n_items
        self._n_to_ask = n_to_ask
        self._price = price
        self._clock = clock
        self._started = clock()
        self._ends: Counter[str] = Counter()
        self._n_asked = 0
        self.usd: float | None = 0.0 if price else None

    def take(self, step: Step) -> None:
        """One item ended."""
        self._ends[step.result.outcome.status] += 1
        if not step.asked:
            return
        self._n_asked += 1
        spent = self._price.of(step.result.answer.usage) if self._price and step.result.answer else None
        if self.usd is not None and spent is not None:
            self.usd += spent

    def line(self) -> str:
        """The line, without a line's end."""
        done = sum(self._ends.values())
        parts = [f"{done}/{self._n_items} items"]
        words = {"error": "errors", "unscored": "ungraded"}
        parts += [f"{self._ends[name]} {word}" for name, word in words.items() if self._ends[name]]
        parts.append("cost unknown" if self.usd is None else f"${self.usd:.2f}")
        left = self._left_s(done)
        if left is not None:
            parts.append(f"{_spoken(left)} left")
        return " · ".join(parts)

    def _left_s(self, done: int) -> float | None:
        if not self._n_asked or done >= self._n_items:
            return None
        each = (self._clock() - self._started) / self._n_asked
        return each * max(self._n_to_ask - self._n_asked, 0)


def _spoken(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
