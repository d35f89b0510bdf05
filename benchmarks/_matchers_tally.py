"""Rates of error with their intervals, and the errors themselves as examples."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan, sqrt
from typing import ClassVar

from benchmarks._matchers_grading import Trial

_Z = 1.959964  # of a 95 % interval


@dataclass(frozen=True, slots=True)
class Rate:
    """``count`` of ``n`` with Wilson's 95 % interval in percent; NaN without any trial."""

    count: int
    n: int
    percent: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.count} ({self.percent:.1f} %, {self.low:.1f}-{self.high:.1f})" if self.n else "-"


def rate(count: int, n: int) -> Rate:
    """A share with its interval (Wilson 1927)."""
    if not n:
        return Rate(0, 0, nan, nan, nan)
    share, scale = count / n, 1 + _Z**2 / n
    middle = (share + _Z**2 / (2 * n)) / scale
    reach = _Z / scale * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return Rate(count, n, *(round(100 * part, 2) for part in (share, low, high)))


@dataclass(frozen=True, slots=True)
class Tally:
    """One kind of value: the errors of the verifier, of normalised equality and of plain equality."""

    kind: str
    n: int
    named: int  # not accepted, but the tool names the true value as it refuses: the assistant can ask
    refused: int  # refused without naming it
    verifier: Rate
    on_paper: Rate  # without speech: the error is in what the scenario asks for
    normalised: Rate
    exact: Rate

    head: ClassVar[tuple[str, ...]] = ("kind", "n", "verifier", "named", "refused", "on paper", "normalised", "exact")

    @property
    def cells(self) -> tuple[str, ...]:
        """As a row of a table."""
        return (
            self.kind, str(self.n), str(self.verifier), str(self.named), str(self.refused),
            str(self.on_paper.count), str(self.normalised), str(self.exact),
        )  # fmt: skip


def tallies(trials: Sequence[Trial], *, rivals: bool) -> list[Tally]:
    """A tally of each kind that has such trials."""
    kinds = dict.fromkeys(trial.kind for trial in trials if trial.is_rival is rivals)
    return [tally(kind, trials, rivals=rivals) for kind in kinds]


def tally(kind: str, trials: Sequence[Trial], *, rivals: bool) -> Tally:
    """The errors among the true values of a kind (not accepted), or among its rivals (accepted)."""
    here = [trial for trial in trials if trial.kind == kind and trial.is_rival is rivals]
    n = len(here)
    return Tally(
        kind=kind,
        n=n,
        named=sum(trial.verdict == "named" for trial in here),
        refused=sum(trial.verdict == "refused" for trial in here),
        verifier=rate(sum((trial.verdict == "accepted") is rivals for trial in here), n),
        on_paper=rate(sum((trial.written == "accepted") is rivals for trial in here), n),
        normalised=rate(sum(trial.normalised is rivals for trial in here), n),
        exact=rate(sum(trial.exact is rivals for trial in here), n),
    )


def failures(trials: Sequence[Trial]) -> dict[str, list[tuple[str, ...]]]:
    """Every error by kind: what was said and what was heard."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for trial in trials:
        if (trial.verdict == "accepted") is trial.is_rival:
            title = f"{trial.kind}: {'rivals accepted' if trial.is_rival else 'true values not accepted'}"
            row = (trial.scenario, trial.voice, trial.true, trial.how and trial.spoken, trial.heard, trial.verdict)
            found.setdefault(title, []).append(row)
    return found
