"""``parley analysis ratings`` from a file to tables, and what it says of a file that it cannot use."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.ratings.simulated import simulate_ratings


@pytest.fixture(scope="module")
def ratings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    table = simulate_ratings((0.8, 0.0, -0.8), np.random.default_rng(1), per_model=20, dimensions=("overall", "warmth"))
    path = tmp_path_factory.mktemp("ratings") / "ratings.csv"
    with path.open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["conversation", "participant", "model", "scenario", "category", *table.dimensions])
        for row, name in enumerate(table.conversations):
            factors = (table.participant, table.model, table.scenario, table.category)
            writer.writerow([name, *(one.levels[one.codes[row]] for one in factors), *map(int, table.ratings[row])])
    return path


def test_tables_are_written_and_the_same_seed_gives_the_same_bytes(ratings: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        result = CliRunner().invoke(
            app, ["ratings", str(ratings), "--out", str(tmp_path / name), "--draws", "200", "--json"]
        )
        assert result.exit_code == 0, result.output
    models = json.loads(result.stdout)
    assert [model["model"] for model in models] == ["simulated-1", "simulated-2", "simulated-3"]
    assert "conversations: 60, models: 3" in result.stderr
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("first", "second")
    )
    assert first == second
    assert {"table2.csv", "table9.csv", "table10.csv", "models.csv", "manifest.json"} <= set(first)
    assert json.loads(first["manifest.json"])["seed"] == 1


def test_what_is_wrong_is_one_message_and_exit_code_2(ratings: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["ratings", str(tmp_path / "none.csv"), "--out", str(tmp_path)])
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path / 'none.csv'}: no such file\n")
    result = CliRunner().invoke(app, ["ratings", str(ratings), "--out", str(tmp_path), "--dimension", "charm"])
    assert result.exit_code == 2
    assert "no column 'charm'" in result.stderr
    result = CliRunner().invoke(app, ["ratings", str(ratings), "--out", str(tmp_path), "--population", "none.csv"])
    assert (result.exit_code, result.stderr) == (2, "none.csv: no such file\n")
