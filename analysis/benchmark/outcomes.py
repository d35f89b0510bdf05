"""The three ends of an item: scored, error (the model failed), unscored (nobody could judge).

Errors and unscored items carry a reason and no score: NaN in arrays, out of every denominator, counted in every report.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["scored", "error", "unscored"]
Verdict = Literal["pass", "fail", "ungraded"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one item ended. ``score`` is in [0, 1], ``raw`` in the metric's own unit (an error rate, seconds, 1-10)."""

    status: Status
    score: float | None = None
    raw: float | None = None
    verdict: Verdict = "ungraded"
    reason: str | None = None
    evidence: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.status != "scored":
            if self.score is not None or self.verdict != "ungraded" or not self.reason:
                raise ValueError(f"an outcome that is {self.status} has a reason, no score and no verdict")
        elif self.score is None or not 0.0 <= self.score <= 1.0:
            raise ValueError(f"a score lies in [0, 1], not {self.score}")


def scored(score: float, *, raw: float | None = None, pass_at: float = 1.0, **evidence: Any) -> Outcome:
    """A judged answer; it passes from ``pass_at`` on."""
    verdict: Verdict = "pass" if score >= pass_at else "fail"
    return Outcome("scored", float(score), float(score if raw is None else raw), verdict, None, evidence)


def failed(reason: str, **evidence: Any) -> Outcome:
    """The model gave nothing that can be judged: it raised, timed out, or sent no usable answer."""
    return Outcome("error", reason=reason, evidence=evidence)


def ungraded(reason: str, **evidence: Any) -> Outcome:
    """The model answered and nobody could judge it: a judge away or unreadable, a library or a reference missing."""
    return Outcome("unscored", reason=reason, evidence=evidence)
