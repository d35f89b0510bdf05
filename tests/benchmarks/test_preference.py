"""The benchmark of the preference meter, in short."""

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from benchmarks.preference import new_model, noise

pytestmark = pytest.mark.processes  # seconds of simulation


def test_noise_gives_the_papers_figure_a_floor_and_pairs_none() -> None:
    rng = np.random.default_rng(1)
    with threadpool_limits(1):
        lomo, unseen, pairs = np.mean([noise(100, rng) for _ in range(20)], axis=0)
    assert lomo == pytest.approx(0.89, abs=0.03)
    assert unseen < -0.5
    assert pairs == pytest.approx(0.5, abs=0.05)


def test_intervals_hold_new_models_about_as_often_as_said() -> None:
    rng = np.random.default_rng(2)
    with threadpool_limits(1):
        assert 0.78 < np.mean([new_model(7, rng) for _ in range(150)]) < 0.95
