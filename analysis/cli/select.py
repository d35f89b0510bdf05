"""``parley analysis select``: which few items stand for the whole benchmark."""

import json
import os
import sys
from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from analysis.scores.matrix import ScoreMatrix
    from analysis.selection.run import Job, Progress

app = typer.Typer(help="Choose the few items that stand for a whole benchmark.", no_args_is_help=True)

Scores = Annotated[
    Path,
    typer.Argument(
        metavar="SCORES",
        help="Scores of models on items: CSV or Parquet (long: model, task, item, score; wide: task, item, one column "
        "for each model), or a folder of inspect_ai, lm-eval-harness or HELM results.",
    ),
]
Semantic = Annotated[Path | None, typer.Option(help="Embeddings of the prompts: .npy, a row for each item.")]
Acoustic = Annotated[Path | None, typer.Option(help="Embeddings of the audio: .npy, a row for each item.")]
Metadata = Annotated[Path | None, typer.Option(help="CSV of item, audio_in, audio_out (0 or 1).")]
Seed = Annotated[int, typer.Option(min=0, help="Where all draws start from.")]


@app.command()
def compare(
    scores: Scores,
    out: Annotated[Path, typer.Option(help="Folder for results; a run that was stopped goes on where it was.")],
    methods: Annotated[str, typer.Option(help="Comma-separated names, or paper, or all.")] = "all",
    sizes: Annotated[str, typer.Option(help="Comma-separated numbers, or default, or paper (207 sizes).")] = "default",
    repeats: Annotated[int, typer.Option(min=1, help="How often the models are dealt anew.")] = 100,
    folds: Annotated[int, typer.Option(min=2, help="Parts the models are dealt into; each is held out once.")] = 3,
    seed: Seed = 0,
    workers: Annotated[int, typer.Option(min=0, help="Processes; 0 = as many as there are cores.")] = 0,
    dask: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Run on this Dask cluster instead.")] = None,
    semantic: Semantic = None,
    acoustic: Acoustic = None,
    metadata: Metadata = None,
) -> None:
    """Compare selection methods on held-out models, as the paper does (section 3.3).

    Example: parley analysis select compare scores.parquet --out comparison
    """
    from analysis.scores.faults import InsufficientDataError
    from analysis.selection.run import RunFaultError, run

    job = _job(scores, methods, sizes, [repeats, folds, seed], [semantic, acoustic, metadata])
    try:
        with _executor(dask) as executor:
            run(job, out, workers=workers or os.cpu_count() or 1, executor=executor, tell=_tell)
    except (RunFaultError, InsufficientDataError) as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo(_report(job, out), nl=False)


@app.command()
def pick(
    scores: Scores,
    method: Annotated[str, typer.Option(help="The method, by its mean on held-out models in a comparison.")],
    n: Annotated[int, typer.Option(min=1, help="How many items.")],
    seeds: Annotated[int, typer.Option(min=1, help="How many draws to try; the best on these models is kept.")] = 100,
    seed: Seed = 0,
    out: Annotated[Path | None, typer.Option(help="File for the subset, JSON; without it, stdout.")] = None,
    semantic: Semantic = None,
    acoustic: Acoustic = None,
    metadata: Metadata = None,
) -> None:
    """Choose the final subset on all models, with weights and reasons.

    Example: parley analysis select pick scores.parquet --method anchor-points --n 30 --out subset.json
    """
    from analysis.selection import pick as picking
    from analysis.selection.registry import METHODS
    from analysis.selection.seam import Sources

    job = _job(scores, method, str(n), [1, 2, seed], [semantic, acoustic, metadata])
    if len(job.plan.methods) != 1 or n > job.matrix.n_items:
        raise typer.BadParameter(f"expected one method and at most {job.matrix.n_items} items")
    chosen = METHODS[job.plan.methods[0]]
    picked = picking.pick(Sources(job.matrix, job.features), chosen, n=n, n_seeds=seeds, seed=seed)
    content = picking.document(picked, chosen, job.matrix, n=n, seed=seed)
    if out is None:
        typer.echo(json.dumps(content, indent=2, ensure_ascii=False))
    else:
        picking.write_document(content, out)
        typer.echo("\n".join(content["reasons"]), err=True)


@app.command()
def simulate(
    out: Annotated[Path, typer.Option(help="Folder for scores.parquet, semantic.npy, acoustic.npy, metadata.csv.")],
    shrink: Annotated[int, typer.Option(min=1, help="Divide every task's number of items by this.")] = 1,
    seed: Seed = 0,
) -> None:
    """Write made-up scores of the paper's 40 tasks and 18 models, with embeddings, to try things on.

    Example: parley analysis select simulate --out made-up --shrink 8
    """
    import numpy as np

    from analysis.scores.simulation import write_simulation

    matrix = write_simulation(out, np.random.default_rng(seed), shrink=shrink)
    typer.echo(
        f"{out}: {matrix.n_models} models, {matrix.n_items} items of {len(matrix.tasks)} tasks, all made up", err=True
    )


@app.command()
def embed(
    scores: Scores,
    texts: Annotated[Path, typer.Option(help="CSV of item, text.")],
    out: Annotated[Path, typer.Option(help="The .npy to write: a row for each item, in the order of the scores.")],
    model: Annotated[
        str, typer.Option(help="Embedding model of OpenAI, or of OPENAI_BASE_URL.")
    ] = "text-embedding-3-large",
    cache: Annotated[Path, typer.Option(help="Folder of vectors that are there already.")] = Path("var/embeddings"),
) -> None:
    """Embed the items' texts, each once, for the semantic and combined methods. Needs OPENAI_API_KEY.

    Example: parley analysis select embed scores.parquet --texts texts.csv --out semantic.npy
    """
    import numpy as np
    from openai import OpenAI, OpenAIError

    from analysis.selection import embedding
    from analysis.selection.features import FeaturesFaultError

    matrix = _matrix(scores)
    try:
        embedder = embedding.OpenAIText(OpenAI(), model)
        wanted = embedding.read_texts(texts, matrix)
        vectors = embedding.embedded(wanted, embedder, cache, tell=lambda done, total: _count(done, total, "texts"))
    except (FeaturesFaultError, OpenAIError, OSError) as error:
        raise typer.BadParameter(str(error)) from error
    out.parent.mkdir(parents=True, exist_ok=True)
    np.save(out, vectors)


def _job(scores: Path, methods: str, sizes: str, numbers: Sequence[int], files: Sequence[Path | None]) -> "Job":
    from analysis.selection import plan
    from analysis.selection.features import FeaturesFaultError, read_features
    from analysis.selection.registry import methods_for
    from analysis.selection.run import Job

    matrix = _matrix(scores)
    semantic, acoustic, metadata = files
    try:
        features = read_features(matrix, semantic=semantic, acoustic=acoustic, metadata=metadata)
        chosen = [each.name for each in methods_for([name.strip() for name in methods.split(",")], features)]
        wanted = _sizes(sizes, matrix.n_items)
    except (ValueError, FeaturesFaultError) as error:
        raise typer.BadParameter(str(error)) from error
    repeats, folds, seed = numbers
    return Job(matrix, features, plan.Plan(tuple(chosen), wanted, repeats, folds, seed))


def _sizes(words: str, n_items: int) -> tuple[int, ...]:
    """Sizes by name, as far as there are items for them, or as given."""
    from analysis.selection import plan

    named = {"default": plan.DEFAULT_SIZES, "paper": plan.PAPER_SIZES}
    if words in named:
        return tuple(size for size in named[words] if size <= n_items)
    try:
        return tuple(sorted({int(word) for word in words.split(",")}))
    except ValueError as error:
        raise ValueError(f"--sizes: expected numbers with commas between, default or paper; got {words}") from error


def _matrix(path: Path) -> "ScoreMatrix":
    from analysis.scores.adapters import read_any
    from analysis.scores.faults import ScoresFaultError

    try:
        return read_any(path)
    except ScoresFaultError as error:
        raise typer.BadParameter(str(error)) from error


@contextmanager
def _executor(address: str | None) -> Any:
    """A Dask client's executor, or None."""
    if address is None:
        yield None
        return
    try:
        import distributed
    except ImportError as error:
        raise typer.BadParameter("--dask needs Dask: pip install 'parley[cluster]'") from error
    connect: Any = distributed.Client
    with connect(address) as client, client.get_executor() as executor:
        pool: Executor = executor
        yield pool


def _tell(progress: "Progress") -> None:
    """One line on stderr, rewritten in place on a terminal."""
    left = "" if progress.left_s is None else f", {_duration(progress.left_s)} left"
    _count(progress.done, progress.total, f"repeats{left}")


def _count(done: int, total: int, what: str) -> None:
    line = f"{done} of {total} {what}"
    if sys.stderr.isatty():
        typer.echo(f"\r\x1b[K{line}", err=True, nl=done == total)
    else:
        typer.echo(line, err=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def _report(job: "Job", out: Path) -> str:
    from analysis.selection.figures import draw
    from analysis.selection.summary import read_table, write_summary
    from analysis.selection.tables import tables

    frames = write_summary(out)
    text = tables(frames["summary"], n_evaluations=job.plan.repeats * job.plan.folds)
    (out / "tables.md").write_text(text, encoding="utf-8")
    draw(out, summary=frames["summary"], aucc=frames["aucc"], tasks=read_table(out, "tasks"))
    return text
