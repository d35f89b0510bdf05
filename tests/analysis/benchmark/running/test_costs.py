"""Costs: from reported tokens, estimated beforehand, and unknown where a price or a count is."""

from pathlib import Path

import pytest

from analysis.benchmark.items import Answer, Usage
from analysis.benchmark.judges.judge import Pin, Ruling
from analysis.benchmark.judges.pins import DEFAULTS
from analysis.benchmark.outcomes import failed, scored
from analysis.benchmark.running.costs import Price, estimate, read_prices, rulings_usd
from analysis.benchmark.running.progress import Progress
from analysis.benchmark.running.runner import Result, Step, plan
from analysis.benchmark.samples import tone
from tests.analysis.benchmark.running.fakes import asr, jeopardy

PRICE = Price(input_per_million=2.0, output_per_million=10.0)


def test_dollars_for_reported_tokens() -> None:
    assert PRICE.of(Usage(1_000_000, 100_000)) == pytest.approx(3.0)
    assert PRICE.of(Usage(None, 5)) is None


def test_an_estimate_counts_each_request_once(tmp_path: Path) -> None:
    sound = tone(tmp_path / "a.wav", seconds=6.0)
    work = plan([asr(0, sound=sound), *jeopardy(1)])
    told = estimate(
        [(each.item, each.request, each.metric) for each in work], model_price=PRICE, judges=DEFAULTS, prices={}
    )
    assert (told.n_items, told.n_requests, told.n_rulings) == (3, 2, 0)
    assert told.sound_minutes == pytest.approx(0.1)
    # 24 letters are 6 tokens, 6 s of sound are 60, two answers are 300.
    assert told.model_usd == pytest.approx((66 * 2 + 300 * 10) / 1e6)
    assert told.judges_usd == 0


def test_without_a_price_the_cost_is_unknown_and_not_zero() -> None:
    work = plan([asr(0)])
    listed = [(each.item, each.request, each.metric) for each in work]
    assert estimate(listed, model_price=None, judges=DEFAULTS, prices={}).model_usd is None


def test_rulings_cost_what_their_judges_charge_and_an_unknown_judge_an_unknown_amount() -> None:
    rulings = [Ruling("", Pin(name), None, Usage(1_000_000, 0)) for name in ("j", "j")]
    assert rulings_usd(rulings, {"j": PRICE}) == pytest.approx(4.0)
    assert rulings_usd([*rulings, Ruling("", Pin("other"), None)], {"j": PRICE}) is None
    assert rulings_usd([], {}) == 0


def test_prices_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "prices.yaml"
    path.write_text("m: {input_per_million: 2, output_per_million: 10}\n")
    assert read_prices(path) == {"m": PRICE}
    path.write_text("m: {input_per_million: -2, output_per_million: 10}\n")
    with pytest.raises(ValueError, match="greater than or equal to 0"):
        read_prices(path)


def test_a_line_tells_how_far_it_is_what_it_cost_and_how_long_it_takes() -> None:
    now = 0.0
    progress = Progress(10, n_to_ask=8, price=PRICE, clock=lambda: now)
    (work,) = plan([asr(0)])
    good = Result(work, scored(1.0), Answer(usage=Usage(100_000, 10_000)))
    progress.take(Step(good, asked=False))
    assert progress.line() == "1/10 items · $0.00"
    now = 30.0
    progress.take(Step(good, asked=True))
    progress.take(Step(Result(work, failed("it raised"), None), asked=True))
    assert progress.line() == "3/10 items · 1 errors · $0.30 · 2 min left"  # two in 30 s, six to go


def test_without_a_price_the_line_says_so() -> None:
    assert Progress(2, n_to_ask=2, price=None, clock=lambda: 0.0).line() == "0/2 items · cost unknown"
