"""The command ``parley scenarios import-bfcl``."""

import json
from pathlib import Path
from typing import Annotated

import typer

from scenarios.importers.bfcl import import_bfcl
from scenarios.importers.writing import to_yaml

MOST_TOLD = 20  # faults in a terminal


def import_bfcl_command(
    entries: Annotated[Path, typer.Argument(help="JSON lines: id, question, initial_config, involved_classes.")],
    answers: Annotated[Path, typer.Argument(help="JSON lines: id, ground_truth.")],
    out: Annotated[Path, typer.Option(help="The folder for the scenario files; made if it is not there.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")] = False,
) -> None:
    """Turn BFCL's multi-turn entries into scenarios that can be spoken, one file each.

    Entries that cannot be imported are named with file, line and reason, and the exit code is 1; the others are
    written all the same. Example: parley scenarios import-bfcl entries.jsonl answers.jsonl --out imported/
    """
    try:
        found = import_bfcl(entries, answers)
        out.mkdir(parents=True, exist_ok=True)
        for scenario in found.scenarios:
            (out / f"{scenario.id}.yaml").write_text(to_yaml(scenario.document), encoding="utf-8")
    except OSError as fault:
        typer.echo(f"{fault.filename} cannot be read or written: {fault.strerror}", err=True)
        raise typer.Exit(2) from fault
    for fault_line in found.faults[:MOST_TOLD]:
        typer.echo(str(fault_line), err=True)
    if len(found.faults) > MOST_TOLD:
        typer.echo(f"and {len(found.faults) - MOST_TOLD} more; --json lists all", err=True)
    for note in found.notes:
        typer.echo(f"note: {note}", err=True)
    if as_json:
        faults = [str(fault_line) for fault_line in found.faults]
        written = [scenario.id for scenario in found.scenarios]
        typer.echo(
            json.dumps({"entries": found.n_entries, "imported": written, "faults": faults, "notes": found.notes})
        )
    else:
        typer.echo(f"{len(found.scenarios)} of {found.n_entries} entries imported to {out}")
    if found.faults:
        raise typer.Exit(1)
