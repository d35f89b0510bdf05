"""`parley up` on the command line."""

import json
from pathlib import Path
from typing import Annotated

import typer

from tools.up.options import kept_parts, wish_for
from tools.up.run import UpError, run

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def up(
    data: Annotated[Path, typer.Option(envvar="PARLEY_DATA_DIR", help="Folder for everything that is kept.")] = Path(
        "var"
    ),
    port: Annotated[
        int | None, typer.Option(min=1, max=65_535, help="Port of the page; 8000, or a free one, when not given.")
    ] = None,
    rehearsal: Annotated[bool, typer.Option(help="Offer the offline rehearsal model and its study.")] = True,
    scenario: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="Let the participant's address lead to this scenario; or open-chat, goal, tool."
        ),
    ] = None,
    keep: Annotated[str, typer.Option(help="Parts to start again when they die, for example: server,agent")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print addresses, ports and pids as one JSON line.")] = False,
) -> None:
    """Run Parley on this machine until Ctrl-C.

    Starts the LiveKit server, the speech process, the study server and the agent worker on loopback, waits until all
    are healthy, prints the addresses to open, and stops everything when one part dies.

    Example: parley up --data var --port 8000 --scenario calendar-01
    """
    try:
        kept, wish = kept_parts(keep), wish_for(scenario) if scenario else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    announce = _as_json if as_json else _as_text
    try:
        code = run(data=data, port=port, rehearsal=rehearsal, wish=wish, keep=kept, announce=announce)
    except UpError as error:
        typer.echo(f"parley up: {error}", err=True)
        raise typer.Exit(1) from error
    raise typer.Exit(code)


def _as_json(facts: dict[str, object]) -> None:
    print(json.dumps(facts), flush=True)


def _as_text(facts: dict[str, object]) -> None:
    lines = ["", "Parley is up. Ctrl-C stops it.", ""]
    if facts["participant_url"]:
        lines.append(f"  participant   {facts['participant_url']}")
    else:
        lines.append(f"  participant   by the link of each study: {facts['public_url']}/s/<study>")
    lines += [f"  researcher    {facts['researcher_url']}", f"  data          {facts['data']}", ""]
    print("\n".join(lines), flush=True)
