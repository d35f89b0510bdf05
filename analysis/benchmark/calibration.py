"""How well a grader agrees with people on the shipped set: Cohen's kappa, with what stayed ungraded beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.metric import Graders, Metric, grade

CASES = Path(__file__).parent / "calibration.yaml"


class Case(BaseModel):
    """One answer and whether a person calls it right (for refusals: whether it refuses)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    answer: str
    right: bool
    question: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """``kappa`` is None where it is not defined: nothing graded, or one side gave a single verdict throughout."""

    metric: str
    judge: str | None
    n_cases: int
    n_ungraded: int
    n_agreeing: int
    kappa: float | None

    def sentence(self) -> str:
        """The agreement in words."""
        n_graded = self.n_cases - self.n_ungraded
        kappa = "kappa is not defined" if self.kappa is None else f"kappa {self.kappa:.2f}"
        who = f" by {self.judge}" if self.judge else ""
        return (
            f"{self.metric}{who}: agrees with people on {self.n_agreeing} of {n_graded} cases, {kappa}; "
            f"{self.n_ungraded} ungraded"
        )


def cases(metric: str) -> tuple[Case, ...]:
    """The shipped cases of a metric; none for metrics that have no set."""
    return _shipped().get(metric, ())


def calibrated() -> tuple[str, ...]:
    """The metrics that have a set."""
    return tuple(_shipped())


async def calibrate(metric: Metric, graders: Graders) -> Agreement:
    """Grade the shipped cases and compare with the people's verdicts."""
    given = cases(metric.name)
    verdicts: list[bool | None] = []
    for number, case in enumerate(given):
        item = Item(f"calibration/{metric.name}/{number}", "calibration", case.question, references=(case.reference,))
        outcome = await grade(metric, item, Answer(case.answer), graders)
        verdicts.append(None if outcome.status != "scored" else outcome.verdict == "pass")
    judged = [(case.right, verdict) for case, verdict in zip(given, verdicts, strict=True) if verdict is not None]
    return Agreement(
        metric=metric.name,
        judge=graders.judge(metric.role).pin.model if metric.role else None,
        n_cases=len(given),
        n_ungraded=len(given) - len(judged),
        n_agreeing=sum(person == verdict for person, verdict in judged),
        kappa=kappa([person for person, _ in judged], [verdict for _, verdict in judged]),
    )


def kappa(one: Sequence[bool], other: Sequence[bool]) -> float | None:
    """Cohen's kappa of two raters; None where chance agreement is complete."""
    if not one:
        return None
    n = len(one)
    agreeing = sum(person == verdict for person, verdict in zip(one, other, strict=True)) / n
    by_chance = (sum(one) * sum(other) + (n - sum(one)) * (n - sum(other))) / n**2
    return None if by_chance == 1.0 else (agreeing - by_chance) / (1.0 - by_chance)


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, tuple[Case, ...]]:
    document = yaml.safe_load(CASES.read_text())
    return {metric: tuple(map(Case.model_validate, given)) for metric, given in document.items()}
