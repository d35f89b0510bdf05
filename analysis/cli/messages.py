"""How the commands of ``parley analysis`` speak: what is wrong, and how far a long one is, on stderr."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn, TypeVar

import typer

Item = TypeVar("Item")


def fail(message: str) -> NoReturn:
    """End with a message on stderr and exit code 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


@contextmanager
def told(*errors: type[Exception]) -> Iterator[None]:
    """Turn what is wrong with somebody's input into a message and exit code 2."""
    try:
        yield
    except errors as error:
        fail(str(error))


def progress(title: str) -> Callable[[Iterable[Item]], Iterable[Item]]:
    """Goes through something long and shows on stderr how far it is, where stderr is a terminal."""

    def through(steps: Iterable[Item]) -> Iterable[Item]:
        from rich.console import Console
        from rich.progress import track

        console = Console(stderr=True)
        return track(steps, title, console=console, transient=True, disable=not console.is_terminal)

    return through
