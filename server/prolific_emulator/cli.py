"""`parley prolific-emulator` on the command line."""

from pathlib import Path
from typing import Annotated

import typer

EVERYBODY_KNOWS = "emulator"

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def prolific_emulator(
    data: Annotated[Path, typer.Option(envvar="PARLEY_DATA_DIR", help="Folder in which its state is kept.")] = Path(
        "var"
    ),
    port: Annotated[int, typer.Option(min=1, max=65_535, help="Port on loopback.")] = 8200,
    token: Annotated[
        str, typer.Option(envvar="PARLEY_PROLIFIC_TOKEN", help="The API token that it accepts.")
    ] = EVERYBODY_KNOWS,
) -> None:
    """Run a Prolific of your own until Ctrl-C: API, participants' pages, and a clock that can be turned.

    Open its address in a browser to take part as one of its people. Nobody is paid; nothing leaves this machine.

    Example: parley prolific-emulator --data var --port 8200
    """
    import uvicorn

    from server.prolific_emulator.app import create_app

    emulator = create_app(token=token, file=data / "prolific.json")
    typer.echo(f"Prolific emulator: http://127.0.0.1:{port} (Ctrl-C stops it)", err=True)
    uvicorn.run(emulator, host="127.0.0.1", port=port, access_log=False, log_level="warning")
