"""A failure is never a number, by construction."""

from typing import Any

import pytest

from analysis.benchmark.outcomes import Outcome, failed, scored, ungraded


def test_scores_pass_from_their_mark_on() -> None:
    assert scored(0.5, pass_at=0.5).verdict == "pass"
    assert scored(0.49, pass_at=0.5).verdict == "fail"


@pytest.mark.parametrize("outcome", [failed("it raised"), ungraded("no judge")])
def test_failures_have_a_reason_and_nothing_else(outcome: Outcome) -> None:
    assert (outcome.score, outcome.raw, outcome.verdict) == (None, None, "ungraded")
    assert outcome.reason


@pytest.mark.parametrize(
    "given",
    [
        {"status": "error", "score": 0.0, "reason": "it raised"},
        {"status": "unscored", "reason": ""},
        {"status": "unscored", "verdict": "fail", "reason": "no judge"},
        {"status": "scored"},
        {"status": "scored", "score": 1.01},
        {"status": "scored", "score": float("nan")},
    ],
)
def test_a_failure_with_a_number_cannot_be_made(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="score"):
        Outcome(**given)
