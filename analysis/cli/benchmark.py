"""``parley benchmark``: the tasks, a run of a model over them, and what comes of runs.

A group of its own beside ``parley analysis``. Its context's object, where there is one, is a ``Connector``: it finds
models by name that are neither a Python function nor at a URL.
"""

import json
import shlex
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

app = typer.Typer(
    name="benchmark",
    help="Score a model on benchmark items, and compare models.",
    no_args_is_help=True,
    add_completion=False,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Data = Annotated[Path, typer.Option(help="The folder of the benchmarks' data.")]
Judges = Annotated[Path | None, typer.Option(help="A YAML file that pins other judges: role: {model, url, ...}.")]


@app.command()
def tasks(as_json: AsJson = False) -> None:
    """List the forty tasks: metric, items, where the data come from.

    Example: parley benchmark tasks
    """
    from analysis.benchmark.tasks.registry import registry

    known = registry()
    if as_json:
        typer.echo(known.model_dump_json(indent=1))
        return
    for name, benchmark in known.benchmarks.items():
        typer.echo(f"{benchmark.title}: {benchmark.items} items, licence {benchmark.licence or 'not known'}")
        for task in known.of(name):
            typer.echo(f"  {task.id:32} {task.metric:16} {task.items:5}  {task.source or 'source not known'}")
    typer.echo(f"{len(known.tasks)} tasks, {known.n_items} items")


@app.command()
def run(
    context: typer.Context,
    model: Annotated[str, typer.Option(help="module:function, a model's name at --url, or a registry's name.")],
    subset: Annotated[str, typer.Option(help="n10 to n200 (HUMANS), full, samples, or a subset's .json file.")] = "n50",
    data: Data = Path("benchmark-data"),
    runs: Annotated[Path, typer.Option(help="Where answers and results are kept.")] = Path("benchmark-runs"),
    name: Annotated[str | None, typer.Option(help="What the model is called in results.")] = None,
    url: Annotated[str | None, typer.Option(help="An OpenAI-compatible endpoint.")] = None,
    key_variable: Annotated[str, typer.Option(help="The variable with the endpoint's key.")] = "OPENAI_API_KEY",
    voice: Annotated[str | None, typer.Option(help="Ask the endpoint to speak, with this voice.")] = None,
    task: Annotated[list[str] | None, typer.Option(help="Only these tasks (of full or samples).")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only so many items of each task: a trial.")] = None,
    at_once: Annotated[int, typer.Option(min=1, help="Requests under way together.")] = 4,
    per_minute: Annotated[float | None, typer.Option(min=0.001, help="Requests begun in a minute.")] = None,
    timeout_s: Annotated[float, typer.Option("--timeout", min=0.001, help="Seconds for one answer.")] = 120.0,
    judges: Judges = None,
    transcriber: Annotated[str | None, typer.Option(help="Who writes speech down: whisper:SIZE.")] = None,
    prices: Annotated[Path | None, typer.Option(help="A YAML file of prices by model.")] = None,
    latency_if_right: Annotated[bool, typer.Option(help="Score latency as the published code does.")] = False,
    retry: Annotated[bool, typer.Option(help="Ask and grade again what failed or stayed ungraded.")] = False,
    download: Annotated[bool, typer.Option(help="Fetch absent data with the library datasets.")] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Say what it would ask and cost, and stop.")] = False,
    least_coverage: Annotated[
        float, typer.Option(min=0, max=1, help="Graded weight below which no score is told.")
    ] = 0.9,
    seed: Annotated[int, typer.Option(help="Of the intervals.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Score a model on a subset; stopped or killed, the same command goes on where it was.

    Example: parley benchmark run --model my_model:answer --subset n50 --data benchmark-data
    """
    import asyncio
    from dataclasses import asdict

    from analysis.benchmark.running.journal import JournalInUseError
    from analysis.benchmark.running.launch import Wish, dry_run, launch, prepare

    wish = Wish(
        model=model,
        subset=subset,
        data=data,
        runs=runs,
        name=name,
        url=url,
        key_variable=key_variable,
        voice=voice,
        tasks=tuple(task or ()),
        limit=limit,
        at_once=at_once,
        per_minute=per_minute,
        timeout_s=timeout_s,
        judges=judges,
        transcriber=transcriber,
        prices=prices,
        latency_if_right=latency_if_right,
        retry=retry,
        download=download,
        least_coverage=least_coverage,
        seed=seed,
        command=shlex.join(["parley", *sys.argv[1:]]),
    )
    try:
        prepared = prepare(wish, context.obj)
        if dry:
            _tell_estimate(asdict(dry_run(prepared)), as_json)
            return
        manifest = asyncio.run(launch(prepared, _progress))
    except (ValueError, OSError, JournalInUseError) as error:
        _refuse(error)
    typer.echo(err=True)
    typer.echo(json.dumps(manifest, indent=1, default=dict) if as_json else _summary(manifest, prepared.results))


@app.command()
def calibrate(judges: Judges = None, as_json: AsJson = False) -> None:
    """Say how well graders agree with people on the shipped cases.

    Example: parley benchmark calibrate
    """
    import asyncio
    import os
    from dataclasses import asdict

    from analysis.benchmark.calibration import calibrate as agreement_of
    from analysis.benchmark.calibration import calibrated
    from analysis.benchmark.judges.pins import judges_at_hand, read_judges
    from analysis.benchmark.metrics.catalogue import METRICS
    from analysis.benchmark.metrics.metric import GraderMissingError, Graders

    try:
        graders = Graders(judges=judges_at_hand(read_judges(judges), os.environ))
    except (ValueError, OSError) as error:
        _refuse(error)
    told = []
    for name in calibrated():
        try:
            agreement = asyncio.run(agreement_of(METRICS[name], graders))
        except GraderMissingError as error:
            typer.echo(f"{name}: {error}; is its key in the environment?", err=True)
            continue
        told.append(asdict(agreement))
        if not as_json:
            typer.echo(agreement.sentence())
    if as_json:
        typer.echo(json.dumps(told, indent=1))


@app.command()
def build(
    runs: Annotated[list[Path], typer.Argument(help="Folders of runs.")],
    out: Annotated[Path, typer.Option(help="The matrix: a .parquet or .csv file.")] = Path("scores.parquet"),
    allow_missing: Annotated[bool, typer.Option(help="Take runs over different items; the rest is missing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put runs together to one checked, versioned score matrix, for parley analysis.

    Example: parley benchmark build benchmark-runs/*/n50-* --out scores.parquet
    """
    from analysis.benchmark.matrices import combine, read_runs, write_matrix

    try:
        read = read_runs(runs)
        manifest = write_matrix(combine(read, allow_missing=allow_missing), read, out)
    except (ValueError, OSError) as error:
        _refuse(error)
    if as_json:
        typer.echo(json.dumps(manifest, indent=1))
        return
    size = f"{manifest['n_models']} models x {manifest['n_items']} items of {manifest['n_tasks']} tasks"
    typer.echo(f"{out}: {size}, {sum(manifest['n_ungraded'].values())} ungraded, version {manifest['version']}")


@app.command()
def leaderboard(
    runs: Annotated[list[Path], typer.Argument(help="Folders of runs over one subset.")],
    out: Annotated[Path, typer.Option(help="The page.")] = Path("leaderboard.html"),
    title: Annotated[str, typer.Option(help="Its title.")] = "Benchmark",
    seed: Annotated[int, typer.Option(help="Of the resampling behind the ranks.")] = 1,
) -> None:
    """Write one page that compares models, with intervals and ranges of ranks.

    Example: parley benchmark leaderboard benchmark-runs/*/n50-*
    """
    from analysis.benchmark.leaderboard import render, standings
    from analysis.benchmark.matrices import read_runs

    try:
        lines = standings(read_runs(runs), seed=seed)
        out.write_text(render(lines, title=title))
    except (ValueError, OSError) as error:
        _refuse(error)
    for line in lines:
        value = "not enough graded" if line.score is None else f"{line.score:.3f}"
        typer.echo(f"{line.ranks:>8}  {line.model}  {value}  [{line.low:.3f}, {line.high:.3f}]")
    typer.echo(str(out))


def _progress(line: str) -> None:
    if sys.stderr.isatty():
        typer.echo(f"\r\033[K{line}", err=True, nl=False)


def _tell_estimate(told: dict[str, Any], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(told, indent=1))
        return
    typer.echo(
        f"{told['n_items']} items to ask, in {told['n_requests']} requests, {told['sound_minutes']:.1f} min of sound"
    )
    typer.echo(f"{told['n_rulings']} rulings of judges")
    for who, usd in (("model", told["model_usd"]), ("judges", told["judges_usd"])):
        typer.echo(f"{who}: " + ("cost not known, no price given" if usd is None else f"about ${usd:.2f}"))


def _summary(manifest: dict[str, Any], folder: Path) -> str:
    lines = [f"{manifest['model']['name']} on {manifest['subset']['name']}, {manifest['subset']['n_items']} items"]
    for score in manifest["scores"]:
        value = f"{score['score']:.3f}" if score["score"] is not None else f"no score: {score['reason']}"
        lines.append(
            f"  {score['mode']:10} {value}  [{score['low']:.3f}, {score['high']:.3f}] ({score['interval_holds']}); "
            f"{score['n_scored']} scored, {score['n_error']} errors, {score['n_unscored']} ungraded"
        )
    lines += [f"  {times} x {reason}" for reason, times in list(manifest["reasons"].items())[:5]]
    for who, name in (("model", "model_usd"), ("judges, all runs", "judges_usd_of_all_runs_of_this_model")):
        usd = manifest[name]
        lines.append(f"  cost of the {who}: {'not known' if usd is None else f'${usd:.2f}'}")
    return "\n".join([*lines, str(folder)])


def _refuse(error: Exception) -> NoReturn:
    typer.echo(str(error), err=True)
    raise typer.Exit(1)
