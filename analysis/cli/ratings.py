"""The command ``parley analysis ratings``: what people said of the models, in tables."""

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.messages import fail, progress, told

if TYPE_CHECKING:
    from analysis.ratings.assessment import Assessment
    from analysis.ratings.intervals import Estimate


def ratings_command(
    ratings: Annotated[
        Path, typer.Argument(metavar="RATINGS", help="Rated conversations: a CSV or Parquet file, one row for each.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the tables are written.")],
    dimension: Annotated[
        list[str] | None,
        typer.Option(help="A column that is a rating of 1 to 6, the overall one first. May be repeated."),
    ] = None,
    stratum: Annotated[
        list[str] | None, typer.Option(help="A further column to weight conversations by. May be repeated.")
    ] = None,
    population: Annotated[
        Path | None, typer.Option(metavar="FILE", help="CSV of stratum, level, share: the mix to weight to.")
    ] = None,
    draws: Annotated[int, typer.Option(min=200, help="Of the bootstrap.")] = 2000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the models as JSON for scripts.")] = False,
) -> None:
    """Tables 2, 9 and 10, and what may be concluded: intervals, all pairs, ranks, reliability, power, flags.

    RATINGS has the columns conversation, participant, model, scenario, category and one for each dimension; progress,
    conversation_s and rating_s where they are known.

    Example: parley analysis ratings ratings.csv --out tables
    """
    import numpy as np

    from analysis.ratings.assessment import assess
    from analysis.ratings.files import write_assessment
    from analysis.ratings.reading import RatingsFaultError, read_ratings
    from analysis.ratings.strata import read_shares
    from analysis.writing import write_json

    if population is not None and not population.is_file():
        fail(f"{population}: no such file")
    with told(RatingsFaultError, ValueError):
        table = read_ratings(ratings, dimensions=dimension or (), strata=stratum or ())
        found = assess(
            table,
            np.random.default_rng(seed),
            shares=read_shares(population) if population else None,
            n_draws=draws,
            steps=progress("Comparing models"),
        )
    write_assessment(out, found)
    write_json(out / "manifest.json", {**origin(ratings), "command": "ratings", "draws": draws, "seed": seed})
    for note in found.notes:
        typer.echo(f"note: {note}", err=True)
    typer.echo(_as_json(found) if as_json else _as_text(found))
    typer.echo(f"conversations: {len(table)}, models: {len(table.models)}; tables in {out}", err=True)


def origin(*files: Path) -> dict[str, object]:
    """What a result was made from: each file's name and SHA-256, and the version of the software."""
    import hashlib
    import importlib.metadata

    inputs = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return {"inputs": inputs, "parley": importlib.metadata.version("parley")}


def _as_json(found: "Assessment") -> str:
    from analysis.ratings.files import models_table
    from analysis.writing import cell

    header, rows = models_table(found)
    cells = [[value if cell(value) else None for value in row] for row in rows]
    return json.dumps([dict(zip(header, row, strict=True)) for row in cells], indent=2)


def _mean(estimate: "Estimate") -> str:
    if not estimate.n:
        return "-"
    error = "" if math.isnan(estimate.sem) else f" ± {estimate.sem:.3f}"
    return f"{estimate.value:.3f}{error} ({estimate.n})"


def _as_text(found: "Assessment") -> str:
    width = max(len(model) for model in found.table.models)
    means = {(mean.model, mean.dimension): mean.estimate for mean in found.means}
    ordered = list(dict.fromkeys(mean.model for mean in found.means))
    lines = [" ".join([" " * width, *(f"{name[:18]:>18}" for name in found.table.dimensions)])]
    for model in ordered:
        estimates = [means[model, name] for name in found.table.dimensions]
        cells = [_mean(one) for one in estimates]
        lines.append(" ".join([model.ljust(width), *(f"{text:>18}" for text in cells)]))
    return "\n".join(lines)
