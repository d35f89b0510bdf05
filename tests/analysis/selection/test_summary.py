"""Means, errors, areas and thresholds by hand, and what tables and figures are made of them."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.selection.figures import draw, task_shares
from analysis.selection.run import run
from analysis.selection.summary import (
    aucc,
    first_reaching,
    first_staying,
    panel_errors,
    read_table,
    summarise,
    thresholds,
    write_summary,
)
from analysis.selection.tables import table
from tests.analysis.selection.test_run import job

SIZES = np.array([10, 20, 110, 200])
MEANS = np.array([0.5, 0.9, 0.88, 0.96])


def test_the_area_is_of_trapezoids_between_10_and_200() -> None:
    by_hand = (10 * 0.7 + 90 * 0.89 + 90 * 0.92) / 190
    assert aucc(SIZES, MEANS) == pytest.approx(by_hand)
    assert aucc(np.array([5, *SIZES, 300]), np.array([9, *MEANS, 9])) == pytest.approx(by_hand)
    assert np.isnan(aucc(SIZES[1:], MEANS[1:]))


def test_first_reaching_and_staying_differ_where_a_curve_dips() -> None:
    assert (first_reaching(SIZES, MEANS, 0.9), first_staying(SIZES, MEANS, 0.9)) == (20, 200)
    assert (first_reaching(SIZES, MEANS, 0.97), first_staying(SIZES, MEANS, 0.97)) == (None, None)


def test_undefined_correlations_are_counted_and_in_no_mean() -> None:
    rows = [
        {"method": "random", "n": 10, "pearson": value, "spearman": 0.5, "kendall": np.nan}
        for value in (0.2, 0.6, np.nan)
    ]
    summary = summarise(pd.DataFrame(rows)).set_index("statistic")
    assert summary.loc["pearson", ["mean", "n_valid", "n_nan"]].tolist() == pytest.approx([0.4, 2, 1])
    assert summary.loc["pearson", "sem"] == pytest.approx(np.std([0.2, 0.6], ddof=1) / np.sqrt(2))
    assert summary.loc["kendall", "n_valid"] == 0
    assert np.isnan(summary.loc["kendall", "mean"])


def test_the_panels_error_is_the_jackknifes_over_held_out_models() -> None:
    """Two folds of four models; leaving model j out changes its fold's r to ``without`` and leaves the other's."""
    rows = []
    change = iter(np.linspace(-0.04, 0.06, 8))
    for fold in range(2):
        full, made = np.array([0.1, 0.2, 0.3, 0.4]), np.array([0.2, 0.1, 0.3, 0.5])
        r = np.corrcoef(full, made)[0, 1]
        for at in range(4):
            key = {"method": "random", "n": 10, "repeat": 0, "fold": fold, "model": f"m{fold}{at}"}
            rows.append({**key, "full_score": full[at], "estimate": made[at], "pearson_without": r + next(change)})
    moved = np.linspace(-0.04, 0.06, 8) / 2
    by_hand = np.sqrt(7 / 8 * np.square(moved - moved.mean()).sum())
    assert panel_errors(pd.DataFrame(rows))["panel_se"][0] == pytest.approx(by_hand)


def summary_of(name: str, means: np.ndarray[tuple[int], np.dtype[np.float64]]) -> pd.DataFrame:
    columns = {"method": name, "n": SIZES, "statistic": "pearson", "mean": means, "sem": 0.01}
    return pd.DataFrame({**columns, "n_valid": 300, "n_nan": [2, 0, 0, 0]})


def test_thresholds_have_empty_cells_where_nothing_is_reached() -> None:
    found = thresholds(summary_of("random", MEANS)).iloc[0]
    assert (found["n90"], found["n95"], found["n90_stays"]) == (20, 200, 200)
    assert thresholds(summary_of("random", MEANS - 0.5))["n90"].isna().all()


def test_a_table_reads_as_the_papers() -> None:
    text = table(summary_of("random", MEANS), statistic="pearson", n_evaluations=300)
    assert text.splitlines()[0] == "Table 1: Pearson correlation between subset and full scores"
    assert text.splitlines()[-1] == (
        "| Random Sampling | 0.500 ± 0.010 (2 undefined) | 0.900 ± 0.010 | 0.960 ± 0.010 | 0.894 | 20 / 200 |"
    )


def test_shares_of_tasks_add_up_and_are_ordered_by_the_smallest_size() -> None:
    tasks = pd.DataFrame({"task": ["a", "b", "a", "b"], "n": [10, 10, 20, 20], "n_items": [2, 8, 15, 5]})
    shares = task_shares(tasks)
    assert list(shares.index) == ["b", "a"]
    assert shares.sum().tolist() == pytest.approx([100, 100])


def test_files_have_the_columns_that_are_promised(tmp_path: Path) -> None:
    run(job(), tmp_path)
    frames = write_summary(tmp_path)
    heads = {name: (tmp_path / f"{name}.csv").read_text().splitlines()[0] for name in ("summary", "aucc")}
    assert heads == {
        "summary": "method,n,statistic,mean,sem,n_valid,n_nan",
        "aucc": "method,aucc,n90,n95,n90_stays",
    }
    assert frames["summary"]["method"].drop_duplicates().tolist() == ["random", "variance", "semantic", "stratified"]
    assert not read_table(tmp_path, "targets").duplicated(["method", "n", "repeat", "fold", "model"]).any()


@pytest.mark.processes
def test_figures_are_drawn_for_what_was_compared(tmp_path: Path) -> None:
    run(job(), tmp_path)
    frames = write_summary(tmp_path)
    paths = draw(tmp_path, summary=frames["summary"], aucc=frames["aucc"], tasks=read_table(tmp_path, "tasks"))
    assert {path.name for path in paths} >= {"figure-02-overview.png", "figure-05-random.png", "figure-11-semantic.png"}
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths)
