"""The benchmark of the ratings' statistics, in short: forty studies, and bounds that chance alone hardly breaks."""

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from analysis.ratings.simulated import expected_means
from benchmarks.ratings import SETTINGS, Setting, Tally, study, summary

pytestmark = pytest.mark.processes  # seconds of simulation


@pytest.mark.parametrize("setting", [SETTINGS[1], SETTINGS[3]], ids=lambda setting: setting.name)
def test_planted_studies_are_recovered(setting: Setting) -> None:
    rng = np.random.default_rng(5)
    truth, tally = expected_means(setting.effects, rng, raters=setting.raters), Tally()
    with threadpool_limits(1):
        for _ in range(40):
            study(setting, truth, tally, rng, draws=250)
    found = summary(tally, is_null=len(set(setting.effects)) == 1)
    assert abs(found["bias"]) < 0.08
    for kind in ("mean held", "difference held", "logits held"):
        assert 0.86 < found[kind] < 0.995
    for kind in ("any, Holm", "any, Holm, logits"):
        assert not found[kind] > 0.18
