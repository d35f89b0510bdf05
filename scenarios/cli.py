"""The command ``parley scenarios``: check scenarios, look at one, play one by hand, print the format, report all."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from scenarios.checks import Fault
from scenarios.documents import DocumentError, read_document
from scenarios.generate.cli import generate_command
from scenarios.importers.cli import import_bfcl_command
from scenarios.loading import (
    CATALOG,
    AnyScenario,
    FileFault,
    ScenarioError,
    load_catalog,
    load_scenario,
    parse_scenario,
    place_faults,
    shared_ids,
)
from scenarios.near import nearest
from scenarios.new import kinds, next_id, starting_file
from scenarios.play import Player
from scenarios.proofs import unproven
from scenarios.report.cli import report_command
from scenarios.scenario import SCENARIO, ToolCalling
from scenarios.sheet import sheet

app = typer.Typer(
    name="scenarios",
    help="What is talked about: check scenarios, show one, play one by hand.",
    no_args_is_help=True,
    add_completion=False,
)
app.command("generate")(generate_command)
app.command("import-bfcl")(import_bfcl_command)
app.command("report")(report_command)

Which = Annotated[str, typer.Argument(metavar="ID", help="A scenario's id, or the path of its file.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]


@app.command()
def validate(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders or ids; without any, the whole catalogue.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check form, cross references and proofs.

    A scenario is sound when its references solve it, nothing less does, and its card and names can be spoken.

    Example: parley scenarios validate my-scenarios/
    """
    files = _files(paths or [str(CATALOG)])
    faults: list[FileFault] = []
    sound: list[Path] = []
    by_id: dict[str, list[Path]] = {}
    for path in files:
        try:
            scenario = load_scenario(path)
        except ScenarioError as error:
            faults += error.faults
            continue
        by_id.setdefault(scenario.id, []).append(path)
        found = unproven(scenario)
        if path.stem != scenario.id:
            found.append(
                Fault(("id",), f"the file is named otherwise; name it {scenario.id}.yaml, or let the id be its name")
            )
        faults += place_faults(path, found)
        sound += [] if found else [path]
    faults += shared_ids(by_id)
    if as_json:
        typer.echo(
            json.dumps({"files": len(files), "sound": len(sound), "faults": [asdict(fault) for fault in faults]})
        )
    else:
        for fault in faults:
            typer.echo(str(fault), err=True)
        typer.echo(f"{len(sound)} of {len(files)} scenarios are sound.")
    if faults:
        raise typer.Exit(1)


@app.command()
def show(which: Which, as_json: AsJson = False) -> None:
    """Show a scenario: its card, its tools and its steps.

    Example: parley scenarios show calendar-01
    """
    scenario = _scenario(which)
    typer.echo(json.dumps(scenario.document, indent=2, ensure_ascii=False) if as_json else sheet(scenario))


@app.command()
def play(which: Which, as_json: AsJson = False) -> None:
    """Call a scenario's tools by hand.

    Reads commands from standard input and tells results, changes and steps; `help` lists the commands. From a pipe or
    with --json, the exit code is 1 where a call was refused or a line not understood.

    Example: echo 'list_entries day=Thursday' | parley scenarios play calendar-01
    """
    scenario = _scenario(which)
    if not isinstance(scenario, ToolCalling):
        _fail(f"{scenario.id} has no tools to play with; it is {scenario.category}")
    player = Player(scenario, as_json=as_json)
    interactive = sys.stdin.isatty() and not as_json
    if interactive:
        typer.echo(f"{sheet(scenario)}\n\n{player.HELP}", err=True)
    while True:
        if interactive:
            typer.echo("> ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            break
        answer = player.do(line)
        if player.ended:
            break
        if answer:
            typer.echo(answer)
    if player.failed and not interactive:
        raise typer.Exit(1)


@app.command()
def new(
    kind: Annotated[str, typer.Argument(metavar="DOMAIN", help=f"What it is to be: {', '.join(kinds())}.")],
    scenario_id: Annotated[str | None, typer.Option("--id", help="Its id; without it, the next free number.")] = None,
    folder: Annotated[
        Path, typer.Option(help="Where the file goes; made if it is not there.", show_default="the catalogue")
    ] = CATALOG,
) -> None:
    """Write a new scenario file to start from: it works, and its comments say what to fill in.

    Example: parley scenarios new calendar
    """
    try:
        kind = kind.lower().replace("-", "_")
        name = scenario_id or next_id(kind, folder)
        path, text = folder / f"{name}.yaml", starting_file(kind, name)
        parse_scenario(read_document(text).content, source="--id")
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except KeyError as error:
        _fail(str(error.args[0]))
    except (DocumentError, ScenarioError):
        _fail(f"{name!r} is no id: small letters and digits, with single hyphens between them")
    except FileExistsError:
        if folder.is_dir():
            _fail(f"{path} is there already; give another --id")
        _fail(f"{folder} is a file; --folder names a folder")
    except OSError as error:
        _fail(f"{path} cannot be written: {error.strerror}")
    typer.echo(str(path))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a scenario file.

    Example: parley scenarios schema > scenario.schema.json
    """
    typer.echo(json.dumps(_schema(), indent=2))


def _schema() -> dict[str, Any]:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **SCENARIO.json_schema(), "title": "Scenario"}


def _files(paths: list[str]) -> list[Path]:
    """The files that are meant, each once."""
    found: list[Path] = []
    for given in paths:
        if not given.strip():
            _fail(f"{given!r} names nothing; give files, folders or ids of the catalogue")
        path = Path(given)
        named = CATALOG / f"{path}.yaml"
        is_there = os.path.exists(path)  # False, too, for a name that no file can have  # noqa: PTH110
        if not is_there and not os.path.isfile(named):  # noqa: PTH113
            meant = nearest(str(path), (known.stem for known in CATALOG.glob("*.yaml")))
            hint = f"did you mean {meant}?" if meant else "give files, folders or ids of the catalogue"
            _fail(f"{path} does not exist; {hint}")
        found += sorted(path.rglob("*.yaml")) if is_there and path.is_dir() else [path if is_there else named]
    if not found:
        _fail(f"no *.yaml files under {', '.join(map(str, paths))}")
    return list({path.resolve(): path for path in reversed(found)}.values())[::-1]


def _scenario(which: str) -> AnyScenario:
    path, named = Path(which), CATALOG / f"{which}.yaml"
    try:
        if os.path.isdir(path):  # noqa: PTH112
            _fail(f"{path} is a folder; give one scenario's id or file")
        if path.suffix in (".yaml", ".yml") or os.path.isfile(path):  # noqa: PTH113
            return load_scenario(path)
        return load_scenario(named) if os.path.isfile(named) else load_catalog()[which]  # noqa: PTH113
    except ScenarioError as error:
        _fail(str(error))
    except KeyError as error:
        _fail(str(error.args[0]))


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)
