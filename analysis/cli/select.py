"""``parley analysis select``: which few items stand for the whole benchmark."""

import typer

app = typer.Typer(help="Choose the few items that stand for a whole benchmark.", no_args_is_help=True)


@app.callback()
def describe() -> None:
    """Choose the few items that stand for a whole benchmark."""
