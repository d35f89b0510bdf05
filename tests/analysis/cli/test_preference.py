"""``parley analysis align`` and ``parley analysis preference`` from files to tables."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from analysis.cli import app


def write(folder: Path, n_rated: int = 6) -> tuple[str, str]:
    rng = np.random.default_rng(1)
    quality = np.linspace(0.2, 0.8, 8)
    scores, ratings = folder / "scores.csv", folder / "models.csv"
    with scores.open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["task", "item", *(f"m{i}" for i in range(8))])
        for item in range(24):
            row = np.clip(quality + rng.normal(0, 0.1, 8), 0, 1).round(3)
            writer.writerow([f"t{item % 3}", f"i{item}", *row])
    rows = [f"m{i},50,{1 + 5 * quality[i]:.3f},0.1" for i in range(n_rated)]
    ratings.write_text("model,n,overall_mean,overall_sem\n" + "\n".join(rows) + "\n")
    return str(scores), str(ratings)


def table(path: Path) -> list[dict[str, str]]:
    with path.open() as lines:
        return list(csv.DictReader(lines))


def test_align_prints_a_row_for_the_full_benchmark_and_each_subset(tmp_path: Path) -> None:
    words = ["align", *write(tmp_path), "--method", "random,variance", "--sizes", "5,12,99", "--repeats", "3"]
    result = CliRunner().invoke(app, [*words, "--json", "--out", str(tmp_path / "align.csv")])
    assert result.exit_code == 0, result.output
    rows = json.loads(result.stdout)
    assert [(row["method"], row["n"], row["n_models"]) for row in rows] == [
        ("full", 24, 6),
        ("random", 5, 6),
        ("random", 12, 6),
        ("variance", 5, 6),
        ("variance", 12, 6),
    ]
    assert rows[0]["fisher_low"] < rows[0]["r"] < rows[0]["fisher_high"]
    assert "left out sizes 99" in result.stderr
    assert "6 models are few" in result.stderr
    assert float(table(tmp_path / "align.csv")[0]["r"]) == pytest.approx(rows[0]["r"], abs=1e-5)
    assert "full" in CliRunner().invoke(app, words).stdout


def test_preference_writes_its_tables_and_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    words = ["preference", *write(tmp_path), "--method", "random", "--sizes", "8", "--repeats", "2"]
    for name in ("first", "second"):
        result = CliRunner().invoke(app, [*words, "--permutations", "40", "--out", str(tmp_path / name)])
        assert result.exit_code == 0, result.output
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("first", "second")
    )
    assert first == second
    lomo = table(tmp_path / "first" / "lomo.csv")
    assert list(lomo[0])[:5] == ["method", "n", "lomo", "null_mean", "null_p95"]
    assert [(row["method"], row["n"]) for row in lomo] == [("full", "24"), ("random", "8")]
    assert float(lomo[0]["lomo"]) > float(lomo[0]["null_p95"])
    assert table(tmp_path / "first" / "pairwise.csv")[0]["n_pairs"] == "15"
    assert [row["model"] for row in table(tmp_path / "first" / "predicted.csv")] == ["m6", "m7"] * 2


def test_what_cannot_be_done_is_one_message_and_exit_code_2(tmp_path: Path) -> None:
    scores, ratings = write(tmp_path, n_rated=4)
    result = CliRunner().invoke(app, ["preference", scores, ratings, "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert "expected 5 models or more" in result.stderr
    assert not (tmp_path / "out").exists()
    result = CliRunner().invoke(app, ["align", scores, ratings, "--sizes", "ten"])
    assert (result.exit_code, "--sizes ten: expected whole numbers" in result.stderr) == (2, True)
    result = CliRunner().invoke(app, ["align", scores, str(tmp_path / "none.csv")])
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path / 'none.csv'}: no such file\n")
