"""The one command. It composes the packages' own commands and imports each only when it is called."""

import importlib
import importlib.metadata
import importlib.util
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup


@dataclass(frozen=True, slots=True)
class Mount:
    """Where a command lives: a module with a typer application called ``app``, and its line in the help.

    ``hands`` is a function, as ``module:name``, that the command gets as its context's object: a package is handed what
    it may not import. It is imported when it is called.
    """

    module: str
    help: str
    hands: str | None = None

    def is_there(self) -> bool:
        """Whether the module can be imported; looked up without importing it or the packages that it lies in."""
        package, *inside = self.module.split(".")
        spec = importlib.util.find_spec(package)
        folders = (Path(folder).joinpath(*inside) for folder in (spec and spec.submodule_search_locations) or ())
        return any(path.with_suffix(".py").is_file() or (path / "__init__.py").is_file() for path in folders)


MOUNTS: Mapping[str, Mount] = {
    "up": Mount("tools.up.cli", "Run Parley on this machine until Ctrl-C."),
    "doctor": Mount("tools.doctor", "Check that this machine can run Parley."),
    "study": Mount("server.cli.study", "Put a study on Prolific, read what people are owed, approve it."),
    "prolific-emulator": Mount("server.prolific_emulator.cli", "A Prolific of your own, to try studies on."),
    "callers": Mount("agent.callers.cli", "Let simulated participants take part in a study."),
    "models": Mount("agent.models.cli", "The voice models: list, show, check, and hear one answer."),
    "scenarios": Mount(
        "scenarios.cli", "Validate, show, play, write and print scenarios.", hands="tools.generate.openai_chat:connect"
    ),
    "analysis": Mount("analysis.cli", "Choose benchmark subsets, and relate them to what people said."),
    "benchmark": Mount("analysis.cli.benchmark", "Score a model on benchmark items, and compare models."),
}


class Mounted(TyperCommand):
    """Stands for a command in the help; becomes the real one when it is called."""

    def __init__(self, name: str, mount: Mount) -> None:
        super().__init__(name, help=mount.help, rich_markup_mode=None)
        self._mount = mount

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Import the real command and give its context, so that it is what is invoked."""
        application: typer.Typer = importlib.import_module(self._mount.module).app
        application.rich_markup_mode = None  # one look for all commands, whichever package they come from
        command = typer.main.get_command(application)
        command.name = self.name
        return command.make_context(info_name, args, parent=parent, obj=self._handed(), **extra)

    def _handed(self) -> Callable[..., Any] | None:
        if self._mount.hands is None:
            return None
        module, _, name = self._mount.hands.partition(":")

        def handed(**given: Any) -> Any:
            return getattr(importlib.import_module(module), name)(**given)

        return handed


def command() -> TyperGroup:
    """The whole command: one entry for each package that is there."""
    application = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)
    application.callback()(_describe)
    group = typer.main.get_group(application)
    group.commands.update({name: Mounted(name, mount) for name, mount in MOUNTS.items() if mount.is_there()})
    return group


def _tell_version(wanted: bool) -> None:
    """Print the version and, where it is known, the commit."""
    if not wanted:
        return
    number = importlib.metadata.version("parley")
    commit = importlib.import_module("server.version").code_version()
    typer.echo(f"parley {number}" if commit == number else f"parley {number} ({commit})")
    raise typer.Exit


def _describe(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    """Human studies of real-time voice models, and the analysis of what people said about them."""


def main() -> None:
    """Run the command. Bad input gives one line on stderr and exit code 2."""
    try:
        code = command().main(sys.argv[1:], prog_name="parley", standalone_mode=False)
    except typer.TyperException as error:
        words = error.format_message()
        is_help = words.startswith("Usage:")  # a group of commands that was called without one
        typer.echo(words if is_help else f"parley: {words}", err=True)
        sys.exit(error.exit_code)
    except typer.Abort:
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
