"""The stated rule by which simulated participants rate."""

from statistics import mean

import pytest

from agent.callers.rater import feedback, rate

SCALES = [f"scale-{n}" for n in range(300)]


@pytest.mark.parametrize(
    ("latencies", "level"),
    [
        ([2.1, 2.5, 2.9], 5),
        ([3.5, 4.0], 4),
        ([2.0, 2.1, None], 3),
        ([5.5, 6.0], 3),
        ([6.0, None, None], 1),
        ([], 4),
        ([None] * 9, 1),
    ],
)
def test_the_level_follows_what_was_heard(latencies: list[float | None], level: int) -> None:
    given = rate(latencies, SCALES, seed=1).values()
    assert set(given) <= {n for n in range(level - 1, level + 2) if 1 <= n <= 6} | {1}
    if level not in (1, 6):
        assert mean(given) == pytest.approx(level, abs=0.2)


def test_the_seed_decides() -> None:
    assert rate([2.0], SCALES, 7) == rate([2.0], SCALES, 7)
    assert rate([2.0], SCALES, 7) != rate([2.0], SCALES, 8)


def test_the_feedback_says_who_wrote_it() -> None:
    assert feedback([2.0, 3.0, None]) == (
        "Written by a simulated participant: 2 of 3 lines were answered; half of the answers began within 2.5 seconds."
    )
    assert feedback([None]).endswith("0 of 1 lines were answered.")
