"""What the paper prints and can be recomputed from its other printed numbers comes out of this code."""

import numpy as np
import pytest

from analysis.ratings.correlations import dimension_correlations, triangles
from analysis.ratings.means import model_means, ordered_models
from analysis.ratings.progress import progress_table
from tests.analysis.ratings.tables import DIMENSIONS, TABLE_2, TABLE_9_LOWER, TABLE_10, table_of

PRINTED = table_of(list(TABLE_2), [means for means, _, _ in TABLE_2.values()])


def test_table_2_is_ordered_by_overall_satisfaction() -> None:
    assert ordered_models(PRINTED) == list(TABLE_2)
    assert [mean.dimension for mean in model_means(PRINTED)[:5]] == list(DIMENSIONS)
    assert sum(n for _, n, _ in TABLE_2.values()) == 776


@pytest.mark.parametrize(("pair", "r"), TABLE_9_LOWER.items())
def test_table_9_lower_triangle_follows_from_table_2(pair: tuple[str, str], r: float) -> None:
    row, column = (DIMENSIONS.index(name) for name in pair)
    assert triangles(PRINTED)[row, column] == pytest.approx(r, abs=0.0011)


def test_table_9_by_model_has_seven_pairs_and_a_wide_interval() -> None:
    by_model = [pair.estimate for pair in dimension_correlations(PRINTED) if pair.unit == "model"]
    assert {estimate.n for estimate in by_model} == {7}
    weakest = min(by_model, key=lambda estimate: estimate.value)
    assert weakest.low < 0.7


def test_table_10_correlations_follow_from_its_rows() -> None:
    printed = table_of(
        list(TABLE_10),
        [[effectiveness, overall] for _, effectiveness, overall, _ in TABLE_10.values()],
        dimensions=("task_effectiveness", "overall"),
        progress=[progress for progress, _, _, _ in TABLE_10.values()],
    )
    found = progress_table(printed)
    assert [model.model for model in found.models] == list(TABLE_10)
    effectiveness, overall = found.by_model
    assert overall.value == pytest.approx(0.87, abs=0.005)
    assert effectiveness.value == pytest.approx(0.85, abs=0.005)
    assert sum(n for *_, n in TABLE_10.values()) == 284


def test_progress_that_is_not_graded_counts_nowhere() -> None:
    table = table_of(["a", "a", "b"], [[5.0], [1.0], [3.0]], dimensions=("overall",), progress=[0.5, np.nan, 1.0])
    of_a = next(model for model in progress_table(table).models if model.model == "a")
    assert of_a.progress.n == 1
    assert of_a.ratings[0].value == 5.0
