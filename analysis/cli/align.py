"""The command ``parley analysis align``: how far benchmark scores and people's ratings agree."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.messages import fail, progress, told
from analysis.cli.select import Acoustic, Metadata, Scores, Semantic

if TYPE_CHECKING:
    from analysis.alignment.agreement import Agreement
    from analysis.alignment.rated import Matched

Ratings = Annotated[
    Path, typer.Argument(metavar="RATINGS", help="Rated conversations, or the models.csv of `parley analysis ratings`.")
]
Methods = Annotated[list[str] | None, typer.Option("--method", help="Selection methods, with commas; or repeat it.")]
Sizes = Annotated[str, typer.Option(help="Sizes of subsets, with commas.")]
Repeats = Annotated[int, typer.Option(min=1, help="Choices of each subset, with other seeds.")]
Dimension = Annotated[str | None, typer.Option(help="The rating; without it, the first.")]
Seed = Annotated[int, typer.Option(help="The same seed gives the same figures.")]
UnratedOnly = Annotated[bool, typer.Option("--unrated-only", help="Choose subsets on models without ratings only.")]

HEADER = (
    *("method", "n", "n_models", "n_repeats", "n_undefined", "r", "r_sd", "fisher_low", "fisher_high"),
    *("bootstrap_low", "bootstrap_high", "without_one_low", "without_one_high", "spearman", "kendall", "p", "ceiling"),
)


def align_command(
    scores: Scores,
    ratings: Ratings,
    method: Methods = None,
    sizes: Sizes = "10,20,30,50,100,200",
    repeats: Repeats = 100,
    dimension: Dimension = None,
    unrated_only: UnratedOnly = False,
    semantic: Semantic = None,
    acoustic: Acoustic = None,
    metadata: Metadata = None,
    seed: Seed = 1,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the table as CSV too.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")] = False,
) -> None:
    """Correlate the full benchmark, and subsets of it, with what people said; seven models leave wide intervals.

    Example: parley analysis align scores.parquet ratings.csv --method random --sizes 10,50,200
    """
    import numpy as np

    from analysis.alignment.agreement import agreement
    from analysis.alignment.subsets import chosen_subsets
    from analysis.selection.features import read_features
    from analysis.writing import cell, write_csv

    matched = read_matched(scores, ratings, dimension)
    rng = np.random.default_rng(seed)
    with told(ValueError):
        choices = chosen_subsets(
            matched,
            parse_methods(method),
            parse_sizes(sizes, matched.scores.n_items),
            repeats=repeats,
            seed=seed,
            unrated_only=unrated_only,
            features=read_features(matched.scores, semantic=semantic, acoustic=acoustic, metadata=metadata),
            steps=progress("Choosing subsets"),
        )
        rows = [
            (choice.method, choice.n, *_figures(agreement(choice.estimates, matched.rated, rng))) for choice in choices
        ]
    if out is not None:
        write_csv(out, HEADER, rows)
    for note in matched.notes:
        typer.echo(f"note: {note}", err=True)
    if as_json:
        cells = [[value if cell(value) else None for value in row] for row in rows]
        typer.echo(json.dumps([dict(zip(HEADER, row, strict=True)) for row in cells], indent=2))
    else:
        typer.echo(as_table(HEADER, rows))


def read_matched(scores: Path, ratings: Path, dimension: str | None) -> "Matched":
    """Scores and ratings of the same models; what is wrong with a file ends the command."""
    from analysis.alignment.rated import match, read_rated
    from analysis.scores.adapters import read_any

    with told(ValueError):
        return match(read_any(scores), read_rated(ratings, dimension))


def parse_methods(methods: list[str] | None) -> list[str]:
    """Names from ``--method a,b --method c``, each once."""
    return list(dict.fromkeys(name.strip() for text in methods or [] for name in text.split(",") if name.strip()))


def parse_sizes(text: str, n_items: int) -> list[int]:
    """Sizes from ``10,20``, without those that there are too few items for."""
    try:
        sizes = sorted({int(size) for size in text.split(",") if size.strip()})
    except ValueError:
        fail(f"--sizes {text}: expected whole numbers with commas, such as 10,20,50")
    if sizes and sizes[0] < 1:
        fail(f"--sizes {text}: expected 1 or more")
    if beyond := [size for size in sizes if size > n_items]:
        typer.echo(f"note: only {n_items} items: left out sizes {', '.join(map(str, beyond))}", err=True)
    return [size for size in sizes if size <= n_items]


def as_table(header: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    """Columns for people: three decimals, a dash where nothing is known."""
    text = [header, *(tuple(_short(value) for value in row) for row in rows)]
    widths = [max(len(row[column]) for row in text) for column in range(len(header))]
    return "\n".join(
        "  ".join(
            value.ljust(width) if i == 0 else value.rjust(width)
            for i, (value, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in text
    )


def _short(value: object) -> str:
    if isinstance(value, float):
        return "-" if value != value else f"{value:.3f}"
    return str(value)


def _figures(found: "Agreement") -> tuple[object, ...]:
    return (
        *(found.n_models, found.n_repeats, found.n_undefined, found.r, found.r_sd),
        *(*found.fisher, *found.bootstrap, *found.without_one),
        *(found.spearman, found.kendall, found.p, found.ceiling),
    )
