"""`parley callers run` on the command line."""

import asyncio
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from agent.callers.lines import Wording
from agent.callers.participation import Outcome, Role
from agent.callers.run import Plan, run
from agent.callers.voice import VoiceName

app = typer.Typer(rich_markup_mode=None, add_completion=False)

SECRET = "PARLEY_AGENT_SECRET"  # noqa: S105 -- a variable's name


@app.callback()
def describe() -> None:
    """Simulated participants that speak, for dry runs, load and regression. They are counted apart from people."""


@app.command("run")
def run_command(
    study: Annotated[str, typer.Option(metavar="ID", help="The study, as in its link /s/ID.")],
    n: Annotated[int, typer.Option("--n", min=1, max=10_000, help="How many take part.")] = 1,
    at_once: Annotated[int, typer.Option(min=1, max=64, help="How many at a time.")] = 2,
    server: Annotated[
        str, typer.Option(envvar="PARLEY_SERVER_URL", metavar="URL", help="The study server.")
    ] = "http://127.0.0.1:8000",
    data: Annotated[
        Path, typer.Option(envvar="PARLEY_DATA_DIR", help=f"Data folder that holds the secret, unless {SECRET} is set.")
    ] = Path("var"),
    scenario: Annotated[
        str | None, typer.Option(metavar="ID", help="One scenario, or a category; drawn when not given.")
    ] = None,
    voice: Annotated[VoiceName | None, typer.Option(help="All in turn when not given.")] = None,
    lines: Annotated[int, typer.Option(min=1, max=60, help="Say at most so many lines.")] = 20,
    seed: Annotated[int, typer.Option(help="Of the first participant; the others count on.")] = 0,
    text_model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Let this model find the lines; the key is OPENAI_API_KEY.")
    ] = None,
    base_url: Annotated[str | None, typer.Option(metavar="URL", help="Another endpoint than OpenAI's.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON line for each participant.")] = False,
) -> None:
    """Let simulated participants take part in a study, from consent to ratings, with spoken lines.

    They say what their card tells them, listen, rate by a stated rule (docs/callers.md) and finish. Exit code 1 when
    one of them did not.

    Example: parley callers run --study rehearsal --n 8 --at-once 2
    """
    if not server.startswith(("http://", "https://")):
        raise typer.BadParameter(f"{server} is no address of a server, which begins with http:// or https://")
    role = Role(study, _secret(data), seed=seed, scenario=scenario, most_lines=lines)
    words = _wording(text_model, base_url, lines) if text_model else None
    plan = Plan(server.rstrip("/"), role, n=n, at_once=at_once, voice=voice, wording=words)
    done = 0

    def tell(outcome: Outcome) -> None:
        nonlocal done
        done += 1
        typer.echo(f"[{done}/{n}] {in_words(outcome)}", err=True)

    outcomes = asyncio.run(run(plan, tell))
    typer.echo("\n".join(map(_as_json, outcomes)) if as_json else summary(outcomes))
    raise typer.Exit(0 if all(outcome.complete for outcome in outcomes) else 1)


def in_words(outcome: Outcome) -> str:
    """One participant in a line."""
    answered = f"{outcome.n_answered} of {len(outcome.latencies_s)} lines answered"
    typical = f", half within {outcome.median_s:.1f} s" if outcome.median_s is not None else ""
    end = "complete" if outcome.complete else f"stopped at {outcome.stage}: {outcome.trouble or 'the study ended it'}"
    return f"participant {outcome.number + 1}, {outcome.scenario or 'no scenario'}: {answered}{typical}; {end}"


def summary(outcomes: Sequence[Outcome]) -> str:
    """All of them in two lines."""
    latencies = sorted(latency for outcome in outcomes for latency in outcome.latencies_s if latency is not None)
    said = sum(len(outcome.latencies_s) for outcome in outcomes)
    lines = [f"{sum(outcome.complete for outcome in outcomes)} of {len(outcomes)} simulated participants completed"]
    if latencies:
        p95 = latencies[min(len(latencies) - 1, int(0.95 * len(latencies)))]
        middle = latencies[len(latencies) // 2]
        lines.append(
            f"{len(latencies)} of {said} lines answered; the answer began after {middle:.2f} s (p95 {p95:.2f} s)"
        )
    return "\n".join(lines)


def _as_json(outcome: Outcome) -> str:
    return json.dumps(asdict(outcome) | {"complete": outcome.complete, "simulated": True})


def _secret(data: Path) -> str:
    """The agents' secret: of the environment, or of the folder that ``parley up`` keeps."""
    if given := os.environ.get(SECRET):
        return given
    path = data / "secrets.json"
    try:
        secret = json.loads(path.read_text(encoding="utf-8"))["agent"]
    except OSError:
        _stop(f"there is no {path}: start the system with `parley up --data {data}`, or set {SECRET}")
    except (ValueError, KeyError, TypeError):
        _stop(f"{path} holds no secret of the agents; set {SECRET}")
    return str(secret)


def _wording(model: str, base_url: str | None, n_lines: int) -> Callable[[int], Wording]:
    from openai import AsyncOpenAI, OpenAIError

    from agent.callers.improvised import Improvised

    try:
        client = AsyncOpenAI(base_url=base_url)
    except OpenAIError as error:
        _stop(f"no text model: {error}")
    return lambda seed: Improvised(client, model, n_lines=min(n_lines, 8), seed=seed)


def _stop(reason: str) -> NoReturn:
    typer.echo(f"parley callers: {reason}", err=True)
    raise typer.Exit(2)
