"""The command ``parley analysis preference``: what item scores say of what people would say."""

from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.align import (
    Dimension,
    Methods,
    Ratings,
    Repeats,
    Seed,
    Sizes,
    UnratedOnly,
    as_table,
    parse_methods,
    parse_sizes,
    read_matched,
)
from analysis.cli.messages import progress, told
from analysis.cli.ratings import origin
from analysis.cli.select import Acoustic, Metadata, Scores, Semantic


def preference_command(
    scores: Scores,
    ratings: Ratings,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the tables are written.")],
    method: Methods = None,
    sizes: Sizes = "10,20,30,50,100,200",
    repeats: Repeats = 100,
    permutations: Annotated[int, typer.Option(min=20, help="Of the ratings, for what chance alone gives.")] = 1000,
    signed: Annotated[bool, typer.Option("--signed", help="No item's weight may be negative. Slower.")] = False,
    level: Annotated[float, typer.Option(min=0.5, max=0.99, help="Of the intervals for unrated models.")] = 0.8,
    dimension: Dimension = None,
    unrated_only: UnratedOnly = False,
    semantic: Semantic = None,
    acoustic: Acoustic = None,
    metadata: Metadata = None,
    seed: Seed = 1,
) -> None:
    """Regress preference on item scores and tell what the result is worth.

    lomo.csv has the paper's figure beside what permuted ratings give; pairwise.csv, meter.csv and out_of_fold.csv are
    of models that the regression never saw; predicted.csv has an interval for each model without ratings.

    Example: parley analysis preference scores.parquet ratings.csv --method random --sizes 10,100 --out tables
    """
    import numpy as np

    from analysis.alignment.subsets import chosen_subsets
    from analysis.preference.files import LOMO, lomo_row, write_readings
    from analysis.preference.meter import read_meter
    from analysis.preference.protocols import require_models
    from analysis.preference.ridge import Ridge
    from analysis.preference.signed import SignedRidge
    from analysis.selection.features import read_features
    from analysis.writing import write_json

    matched, methods = read_matched(scores, ratings, dimension), parse_methods(method)
    with told(ValueError):
        require_models(matched.n_rated)
        choices = chosen_subsets(
            matched,
            methods,
            parse_sizes(sizes, matched.scores.n_items),
            repeats=repeats,
            seed=seed,
            unrated_only=unrated_only,
            features=read_features(matched.scores, semantic=semantic, acoustic=acoustic, metadata=metadata),
            steps=progress("Choosing subsets"),
        )
        readings = list(
            read_meter(
                matched,
                choices,
                np.random.default_rng(seed),
                permutations=permutations,
                learn=SignedRidge if signed else Ridge,
                level=level,
                steps=progress("Regressing"),
            )
        )
    write_readings(out, matched, readings)
    settings = {
        "command": "preference",
        "scores": matched.scores.digest,
        "methods": methods,
        "repeats": repeats,
        "permutations": permutations,
        "signed": signed,
        "level": level,
        "dimension": matched.rated.dimension,
        "unrated_only": unrated_only,
        "seed": seed,
    }
    write_json(out / "manifest.json", {**origin(ratings), **settings})
    for note in matched.notes:
        typer.echo(f"note: {note}", err=True)
    typer.echo(as_table(LOMO, [tuple(lomo_row(reading)) for reading in readings]))
    typer.echo(f"{matched.n_rated} models, {len(readings)} readings: tables in {out}", err=True)
