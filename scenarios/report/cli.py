"""The command ``parley scenarios report``."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from scenarios.loading import CATALOG, AnyScenario, Catalog, ScenarioError, load_catalog
from scenarios.near import hint
from scenarios.report.contents import CATEGORIES
from scenarios.report.page import render
from scenarios.scenario import ToolCalling


def report_command(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="Scenario files; without it, the catalogue.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write; without it, to stdout.")
    ] = None,
    category: Annotated[
        list[str] | None, typer.Option(help=f"Only this category: {', '.join(CATEGORIES)}. May be repeated.")
    ] = None,
    domain: Annotated[
        list[str] | None, typer.Option(help="Only tool-calling scenarios of this domain. May be repeated.")
    ] = None,
) -> None:
    """Render scenarios as one HTML page to read and print.

    It needs no network and no script: cards as participants see them, steps, prohibitions, tools and solutions.

    Example: parley scenarios report --domain travel --output travel.html
    """
    scenarios = _chosen(_loaded(folder), category or [], domain or [])
    page = render(scenarios)
    if output is None:
        typer.echo(page, nl=False)
        return
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        _fail(f"{output} cannot be written: {error.strerror}")
    typer.echo(f"{len(scenarios)} scenario{'s' * (len(scenarios) != 1)} in {output}", err=True)


def _loaded(folder: Path | None) -> Catalog:
    if folder is not None and not folder.is_dir():
        _fail(f"{folder} is no folder")
    try:
        found = load_catalog(folder or CATALOG)
    except ScenarioError as error:
        _fail(str(error))
    if not found:
        _fail(f"no *.yaml files under {folder}")
    return found


def _chosen(catalog: Catalog, categories: list[str], wanted: list[str]) -> list[AnyScenario]:
    domains = sorted({scenario.domain for scenario in catalog.values() if isinstance(scenario, ToolCalling)})
    _check("category", categories, list(CATEGORIES))
    _check("domain", wanted, domains)
    chosen = [
        scenario
        for scenario in catalog.values()
        if (not categories or scenario.category in categories)
        and (not wanted or (isinstance(scenario, ToolCalling) and scenario.domain in wanted))
    ]
    if not chosen:
        _fail(f"no scenario is {' or '.join(categories)} and of {' or '.join(wanted)}; only tool_calling has domains")
    return chosen


def _check(kind: str, wanted: list[str], known: list[str]) -> None:
    for name in wanted:
        if name not in known:
            _fail(f"there is no {kind} {name!r}; {hint(name, known)}")


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)
