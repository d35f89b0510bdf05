"""Agreement with people: kappa against a textbook table, and what an ungraded case does."""

import pytest

from analysis.benchmark.calibration import calibrate, calibrated, cases, kappa
from analysis.benchmark.metrics.catalogue import METRICS
from analysis.benchmark.metrics.metric import Graders
from tests.analysis.benchmark.scripted import ScriptedClient, judge


def test_kappa_is_agreement_beyond_chance() -> None:
    # The textbook's table: 20 both yes, 15 both no, 5 and 10 apart. Agreement 0.7, by chance 0.5, so 0.2 of 0.5.
    one = [True] * 25 + [False] * 25
    other = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert kappa(one, other) == pytest.approx(0.4)
    assert kappa(one, one) == pytest.approx(1.0)
    assert kappa(one, [not verdict for verdict in one]) == pytest.approx(-1.0)


@pytest.mark.parametrize(("one", "other"), [([], []), ([True, True], [True, True])])
def test_kappa_is_not_defined_without_two_verdicts(one: list[bool], other: list[bool]) -> None:
    assert kappa(one, other) is None


@pytest.mark.parametrize("metric", calibrated())
def test_the_shipped_sets_hold_both_verdicts_about_evenly(metric: str) -> None:
    rights = [case.right for case in cases(metric)]
    assert len(rights) >= 16
    assert 0.4 <= sum(rights) / len(rights) <= 0.6


async def test_a_judge_that_always_says_yes_agrees_no_more_than_chance() -> None:
    client = ScriptedClient(respond=lambda _request: "Result: YES")
    agreement = await calibrate(METRICS["llm_accuracy"], Graders(judges={"reader": judge(client)}))
    assert agreement.kappa == pytest.approx(0.0)
    assert agreement.judge == "judge-2026-01-01"
    assert agreement.n_ungraded == 0


async def test_what_the_judge_cannot_say_is_counted_and_left_out() -> None:
    client = ScriptedClient(respond=lambda _request: "I do not know.")
    agreement = await calibrate(METRICS["llm_accuracy"], Graders(judges={"reader": judge(client)}))
    assert (agreement.n_ungraded, agreement.kappa) == (agreement.n_cases, None)
    assert "kappa is not defined" in agreement.sentence()


async def test_refusal_phrases_agree_with_people_only_so_far() -> None:
    """The set holds refusals without a phrase and phrases without a refusal: the agreement tells so."""
    agreement = await calibrate(METRICS["refusal"], Graders())
    assert (agreement.n_cases, agreement.n_agreeing) == (16, 12)
    assert agreement.kappa == pytest.approx(0.5)
