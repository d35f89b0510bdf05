"""The command ``parley scenarios generate``."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn
from urllib.parse import urlsplit

import typer

from scenarios.generate.client import ChatClient, Connect
from scenarios.generate.cost import PRICES, Price, parse_price
from scenarios.generate.folder import JOURNAL, Folder
from scenarios.generate.journal import Journal, JournalError
from scenarios.generate.pipeline import Models
from scenarios.generate.plan import Choice, Estimate, choose, estimate
from scenarios.generate.records import SourceError, check_source
from scenarios.generate.running import Result, Run
from scenarios.loading import ScenarioError

Source = Annotated[
    Path, typer.Option("--from", metavar="FILE", help="Conversations: LMSYS-Chat-1M or WildChat, .jsonl or .parquet.")
]
Out = Annotated[Path, typer.Option(metavar="DIR", help="The folder for scenario files; run again to go on there.")]
Limit = Annotated[int, typer.Option(min=1, help="Try at most this many conversations.")]
Seed = Annotated[int, typer.Option(help="Which conversations are drawn; the same seed draws the same.")]
Concurrency = Annotated[int, typer.Option(min=1, max=256, help="Conversations at a time.")]
Writer = Annotated[str, typer.Option("--model", help="The model that writes scenarios.")]
Checker = Annotated[str, typer.Option("--validator", help="The model that checks them.")]
BaseUrl = Annotated[str | None, typer.Option(metavar="URL", help="Another endpoint than OpenAI's, up to its version.")]
PriceOption = Annotated[
    list[str] | None, typer.Option("--price", metavar="MODEL=IN,OUT", help="Dollars per million tokens.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done and what it would cost.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before spending.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]


def generate_command(
    context: typer.Context,
    source: Source,
    out: Out,
    limit: Limit = 500,
    seed: Seed = 0,
    concurrency: Concurrency = 8,
    model: Writer = "gpt-4.1",
    validator: Checker = "o4-mini",
    base_url: BaseUrl = None,
    price: PriceOption = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Make goal-oriented scenarios from people's conversations with chatbots.

    One model turns each conversation into a scenario or rejects it, another checks it, and what is too near to a
    scenario that exists is left out. The key is read from OPENAI_API_KEY. A run that was stopped goes on where it was.
    The exit code is 1 where something is left for another run, or where you say no, and 2 for bad input.

    Example: parley scenarios generate --from lmsys.jsonl --out new/ --limit 100
    """
    models, prices = Models(model, validator), {**PRICES, **_prices(price or [])}
    if out.is_file():
        _fail(f"{out} is a file; --out names a folder")
    try:
        _check_address("--base-url", base_url)
        _check_address("OPENAI_BASE_URL", None if base_url else os.environ.get("OPENAI_BASE_URL"))
        check_source(source)
        if dry_run:
            _plan_only(source, out, limit=limit, seed=seed, models=models, prices=prices, as_json=as_json)
            return
        run = Run(_connect(context, base_url), models, prices, concurrency=concurrency)
        with Folder(out) as folder:
            choice = choose(source, limit=limit, seed=seed, rejected=folder.reject)
            plan = estimate(choice.records, models=models, journal=folder.journal, prices=prices)
            _tell_plan(choice, plan)
            _check_choice(choice, source)
            if plan.n_questions and not yes:
                _confirm()
            result = run.carry_out(choice.records, folder)
    except (SourceError, JournalError, ScenarioError) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{out} cannot be written: {error.strerror}")
    _tell_result(result, choice, out, as_json=as_json)


def _plan_only(
    source: Path, out: Path, *, limit: int, seed: int, models: Models, prices: dict[str, Price], as_json: bool
) -> None:
    choice = choose(source, limit=limit, seed=seed, rejected=lambda _: None)
    if (out / JOURNAL).exists():
        with Journal(out / JOURNAL) as journal:
            plan = estimate(choice.records, models=models, journal=journal, prices=prices)
    else:
        plan = estimate(choice.records, models=models, journal=None, prices=prices)
    if as_json:
        counts = {"read": choice.n_read, "fit": choice.n_fit, "left_out": dict(choice.left_out)}
        cost = {"questions": plan.n_questions, "cost_usd": plan.bill.cost}
        typer.echo(json.dumps({**counts, "tried": len(choice.records), **cost}))
    else:
        _tell_plan(choice, plan)
    _check_choice(choice, source)


def _check_address(name: str, url: str | None) -> None:
    """Refuse what is no address of a server before anything is read, counted or asked."""
    if not url:
        return
    try:
        parts = urlsplit(url)
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_one = False
    if not is_one or any(letter.isspace() for letter in url):
        _fail(f"{name}: {url!r} is no address of a server; write it as http://localhost:8000/v1")


def _check_choice(choice: Choice, source: Path) -> None:
    if not choice.n_read:
        _fail(f"{source} holds no conversations; each line or row is one, as LMSYS-Chat-1M and WildChat have them")
    if not choice.records:
        _fail(
            f"{source}: none of its {choice.n_read:,} rows can be made into a scenario; the reasons are counted above"
        )


def _confirm() -> None:
    """Go on only with a yes: no, and nobody there to say it, end the command."""
    try:
        if typer.confirm("Ask them?", err=True):
            return
    except typer.Abort:
        if sys.stdin.isatty():
            raise  # Ctrl-C
        typer.echo("", err=True)
        _fail("nobody answered, so nothing was asked; --yes goes on without asking")
    typer.echo("Nothing was asked.", err=True)
    raise typer.Exit(1)


def _connect(context: typer.Context, base_url: str | None) -> ChatClient:
    connect: Connect | None = context.obj
    if connect is None:
        _fail("nobody has handed over a client; call it as `parley scenarios generate`")
    try:
        return connect(base_url=base_url)
    except LookupError as error:
        _fail(str(error.args[0]))


def _prices(given: list[str]) -> dict[str, Price]:
    try:
        return dict(map(parse_price, given))
    except ValueError as error:
        raise typer.BadParameter("give MODEL=IN,OUT or MODEL=IN,CACHED,OUT, in dollars per million tokens") from error


def _tell_plan(choice: Choice, plan: Estimate) -> None:
    plural = "" if choice.n_read == 1 else "s"
    lines = [f"{choice.n_read:,} conversation{plural} read, {choice.n_fit:,} worth asking about"]
    lines += [f"  {count:>9,}  {reason}" for reason, count in choice.left_out.items()]
    lines.append(f"{len(choice.records):,} are tried, with at most {plan.n_questions:,} new questions")
    lines += [
        f"  {model}: about {usage.input:,} tokens in, {usage.output:,} out" for model, usage in plan.bill.used.items()
    ]
    if plan.n_questions:
        lines.append(f"About {plan.bill.in_words} if none is rejected on the way; less otherwise.")
    typer.echo("\n".join(lines), err=True)


def _tell_result(result: Result, choice: Choice, out: Path, *, as_json: bool) -> None:
    n_scenarios = sum(1 for _ in out.rglob("*.yaml"))
    rejected = [{"stage": stage, "reason": why, "count": n} for (stage, why), n in result.rejected.items()]
    if as_json:
        tried = {"read": choice.n_read, "tried": len(choice.records)}
        counts = {**tried, **asdict(result), "rejected": rejected, "in_folder": n_scenarios}
        typer.echo(json.dumps(counts))
    else:
        made = "1 scenario" if len(result.kept) == 1 else f"{len(result.kept)} scenarios"
        typer.echo(f"{made} from these conversations, {n_scenarios} in {out} by now, {result.spent} spent")
        for (stage, reason), count in result.rejected.items():
            typer.echo(f"  {count:>6,}  {stage}: {reason}")
    for line in result.unfinished:
        typer.echo(f"no answer for now: {line}", err=True)
    if result.stopped:
        typer.echo(f"stopped: {result.stopped}", err=True)
    if result.unfinished or result.stopped:
        typer.echo("Run it again to go on; what was answered is kept.", err=True)
        raise typer.Exit(1)


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)
