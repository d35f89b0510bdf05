"""`parley study`: put a study on Prolific, read what people are owed, approve it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from server.parts import Parts

app = typer.Typer(
    name="study", help="A study's life: launch it, pay for it.", no_args_is_help=True, add_completion=False
)

StudyId = Annotated[str, typer.Argument(metavar="STUDY", help="The study's id, as in its link /s/STUDY.")]
By = Annotated[str, typer.Option("--by", help="Who decides this: a name that is kept with the payment.")]
Which = Annotated[list[int], typer.Argument(metavar="PAYMENT...", help="Numbers of payments, as the sheet has them.")]


@app.command()
def launch(
    study: StudyId,
    page_url: Annotated[str, typer.Option(envvar="PARLEY_PUBLIC_URL", help="Where participants find the page.")],
    description: Annotated[str, typer.Option(help="What people on Prolific read before they take part.")],
    project: Annotated[str | None, typer.Option(help="Prolific's id of the project to put it in.")] = None,
    at_once: Annotated[int, typer.Option(min=-1, help="Conversations at the same time; -1 for as many as come.")] = -1,
    publish: Annotated[bool, typer.Option("--publish", help="Let people in at once; locks the money for it.")] = False,
) -> None:
    """Create a study on Prolific, and print its id there.

    Refused before anything is created: a reward below Prolific's floor, and a filter that it does not offer today.
    Not published unless you say so, so that you can look at it first.

    Example: parley study launch voices --page-url https://voices.example.org --description "Talk for ten minutes."
    """
    from server.services.recruiting.launch import LaunchError, Recruitment, create

    with _house() as parts:
        found, prolific = parts.shelf.find(study), parts.prolific
        if found is None:
            raise LaunchError(f"there is no study {study}")
        if prolific is None:
            raise LaunchError("there is no recruiter: set PARLEY_PROLIFIC_TOKEN")
        recruitment = Recruitment(page_url, description, project=project, at_once=at_once)
        made = create(prolific, found.file, recruitment)
        if publish:
            made = prolific.studies.publish(made.id)
        typer.echo(f"{study} is {made.status} on Prolific, with {made.total_available_places} places", err=True)
        print(made.id)


@app.command()
def payments(study: StudyId) -> None:
    """Plan what people are owed by now, and print every payment as CSV.

    Example: parley study payments voices > payments.csv
    """
    from server.services.ledger import approval, planning

    with _house() as parts:
        n_planned = planning.plan(parts, study)
        sys.stdout.write(approval.preview(parts, study))
        typer.echo(f"{n_planned} new; nothing is paid before it is approved", err=True)


@app.command()
def approve(study: StudyId, chosen: Which, by: By) -> None:
    """Approve payments. They are paid by the running server, within a minute or as soon as that is possible.

    Example: parley study approve voices 1 2 3 --by "Ada Lovelace"
    """
    from server.services.ledger import approval

    with _house() as parts:
        approval.approve(parts, study, chosen, by=by)


@app.command()
def resolve(
    study: StudyId,
    chosen: Which,
    by: By,
    paid: Annotated[bool, typer.Option("--paid/--unpaid", help="What Prolific shows of the bonus.")],
) -> None:
    """Say of unknown payments whether Prolific paid them. Unpaid ones are approved again, and paid again.

    Example: parley study resolve voices 17 --paid --by "Ada Lovelace"
    """
    from server.services.ledger import approval

    with _house() as parts:
        approval.resolve(parts, study, chosen, paid=paid, by=by)


@app.command("give-up")
def give_up(study: StudyId, chosen: Which, by: By) -> None:
    """Drop payments that Prolific refused. The next planning makes bonuses of refused rewards.

    Example: parley study give-up voices 4 --by "Ada Lovelace"
    """
    from server.services.ledger import approval

    with _house() as parts:
        approval.give_up(parts, study, chosen, by=by)


@contextmanager
def _house() -> Iterator["Parts"]:
    """The server's parts by its own settings. What is refused becomes one line and exit code 1."""
    from server.app import Outside, build_parts
    from server.integrations.prolific import ProlificError
    from server.logs import configure_logs
    from server.problems import RefusedError
    from server.services.recruiting.launch import LaunchError
    from server.settings import ServerSettings
    from server.study_file import StudyFileError

    settings = ServerSettings()
    configure_logs(settings)
    try:
        parts = build_parts(settings, Outside())
    except StudyFileError as error:
        typer.echo(f"parley study: {error}", err=True)
        raise typer.Exit(1) from error
    try:
        yield parts
    except (RefusedError, ProlificError, LaunchError) as error:
        typer.echo(f"parley study: {error}", err=True)
        raise typer.Exit(1) from error
    finally:
        parts.database.close()
