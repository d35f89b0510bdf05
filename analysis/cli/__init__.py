"""The command ``parley analysis``: one file per topic, each with a typer application called ``app``.

A topic's file imports numbers' libraries inside its commands only, so that help stays fast.
"""

import typer

from analysis.cli import select
from analysis.cli.align import align_command
from analysis.cli.preference import preference_command
from analysis.cli.ratings import ratings_command

app = typer.Typer(
    name="analysis",
    help="Choose benchmark subsets, and relate them to what people said.",
    no_args_is_help=True,
    add_completion=False,
)
app.add_typer(select.app, name="select")
app.command("ratings")(ratings_command)
app.command("align")(align_command)
app.command("preference")(preference_command)
