"""The command ``parley scenarios import-bfcl``."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from scenarios.importers.bfcl import import_bfcl
from scenarios.importers.writing import to_yaml
from scenarios.scenario import Scenario

MOST_TOLD = 20  # faults in a terminal
KEPT = "delete it, or name another folder with --out, to have it anew"


def import_bfcl_command(
    entries: Annotated[Path, typer.Argument(help="JSON lines: id, question, initial_config, involved_classes.")],
    answers: Annotated[Path, typer.Argument(help="JSON lines: id, ground_truth.")],
    out: Annotated[Path, typer.Option(help="The folder for the scenario files; made if it is not there.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")] = False,
) -> None:
    """Turn BFCL's multi-turn entries into scenarios that can be spoken, one file each.

    Entries that cannot be imported are named with file, line and reason, and the exit code is 1; the others are
    written all the same. A file that is there and says something else is kept, and named.

    Example: parley scenarios import-bfcl entries.jsonl answers.jsonl --out imported/
    """
    try:
        found = import_bfcl(entries, answers)
        out.mkdir(parents=True, exist_ok=True)
        imported, kept = _write(found.scenarios, out)
    except OSError as error:
        typer.echo(f"{error.filename} cannot be read or written: {error.strerror}", err=True)
        raise typer.Exit(2) from error
    faults = [*map(str, found.faults), *(f"{path}: kept, since it says something else; {KEPT}" for path in kept)]
    for fault in faults[:MOST_TOLD]:
        typer.echo(fault, err=True)
    if len(faults) > MOST_TOLD:
        typer.echo(f"and {len(faults) - MOST_TOLD} more; --json lists all", err=True)
    for note in found.notes:
        typer.echo(f"note: {note}", err=True)
    if as_json:
        told = {"entries": found.n_entries, "imported": imported, "faults": faults, "notes": found.notes}
        typer.echo(json.dumps(told))
    else:
        typer.echo(f"{len(imported)} of {found.n_entries} entries imported to {out}")
    if faults:
        raise typer.Exit(1)


def _write(scenarios: Sequence[Scenario], out: Path) -> tuple[list[str], list[Path]]:
    """One file each: the ids that are there as imported, and the files that somebody has edited since."""
    imported: list[str] = []
    kept: list[Path] = []
    for scenario in scenarios:
        path, text = out / f"{scenario.id}.yaml", to_yaml(scenario.document)
        if path.exists() and path.read_text(encoding="utf-8") != text:
            kept.append(path)
            continue
        path.write_text(text, encoding="utf-8")
        imported.append(scenario.id)
    return imported, kept
