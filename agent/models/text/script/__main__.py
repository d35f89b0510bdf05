"""Chat with the script in a terminal: ``python -m agent.models.text.script --scenario calendar-01``."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from agent.models.text.script.rehearsing import Rehearsal, ToolUsed
from scenarios.loading import CATALOG, AnyScenario, ScenarioError, load_scenario

_PROMPT = "> "


def main(
    scenario: Annotated[
        str, typer.Option(help="Id of a scenario of the catalogue, or a scenario file.")
    ] = "open-chat-01",
    tools: Annotated[bool, typer.Option(help="Show the calls of tools and what they returned.")] = True,
) -> None:
    """Type what you would say; an empty line ends it. Lines may come from a pipe as well."""
    try:
        rehearsal = Rehearsal(_load(scenario))
    except ScenarioError as error:
        typer.echo(f"script: {error}", err=True)
        raise typer.Exit(1) from error
    asyncio.run(_talk(rehearsal, show_tools=tools))


async def _talk(rehearsal: Rehearsal, *, show_tools: bool) -> None:
    interactive = sys.stdin.isatty()
    while True:
        try:
            line = await asyncio.to_thread(input, _PROMPT if interactive else "")
        except EOFError:
            break
        if not line.strip():
            break
        if not interactive:
            typer.echo(f"{_PROMPT}{line}")
        for said in await rehearsal.say(line):
            if isinstance(said, str):
                typer.echo(said)
            elif show_tools:
                typer.echo(_shown(said), err=True)
    if (verification := rehearsal.verification) is not None:
        typer.echo(f"progress {verification.progress:.0%}, success {verification.success}", err=True)


def _shown(used: ToolUsed) -> str:
    return f"    {used.tool} {used.arguments} -> {used.output}"


def _load(named: str) -> AnyScenario:
    path = Path(named)
    if not path.is_file():
        path = next(CATALOG.rglob(f"{named}.yaml"), CATALOG / f"{named}.yaml")
    return load_scenario(path)


if __name__ == "__main__":
    typer.run(main)
