"""Bonuses: announced with a file, then paid; paid again whenever that is asked again."""

import secrets
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from server.prolific_emulator.refusals import RefusalError
from server.prolific_emulator.state import Chore, Setup, State
from server.prolific_emulator.studies import available, cost, fees_of
from server.prolific_emulator.submissions import of_study

MOST_LINES = 200
LAG = timedelta(seconds=20)  # until what was accepted is seen


def announce(state: State, study_id: str, csv: str) -> Setup:
    """Read a file of lines ``id,amount`` in major units. Raises RefusalError for ids that did not take part."""
    by_id = {name: found.id for found in of_study(state, study_id) for name in (found.id, found.person_id)}
    amounts: dict[str, int] = {}
    unknown = []
    for line in csv.strip().splitlines():
        name, _, amount = line.partition(",")
        if (submission_id := by_id.get(name.strip())) is None:
            unknown.append(name.strip())
        else:
            amounts[submission_id] = amounts.get(submission_id, 0) + _minor(amount)
    if unknown:
        raise RefusalError(400, "Unknown participants", [f"{name} did not take part" for name in unknown])
    if not 1 <= len(amounts) <= MOST_LINES:
        raise RefusalError(400, "Bad file", {"csv_bonuses": [f"It has 1 to {MOST_LINES} lines."]})
    setup = Setup(id=secrets.token_hex(12), study_id=study_id, amounts=amounts)
    state.setups[setup.id] = setup
    return setup


def pay(state: State, setup: Setup, now: datetime) -> None:
    """Pay what was announced: each time that this is called. Raises RefusalError when the money is short."""
    if cost(sum(setup.amounts.values()), 1) > available(state):
        raise RefusalError(400, "Insufficient funds", "Top up before paying bonuses.")
    setup.n_paid += 1
    state.chores.append(Chore(due_at=now + LAG, kind="pay", subject=setup.id))


def shown(setup: Setup) -> dict[str, Any]:
    """A set of bonuses as the API gives it: minor units, as floats."""
    amount = sum(setup.amounts.values())
    fees, vat = fees_of(amount)
    figures = {"amount": amount, "fees": fees, "vat": vat, "total_amount": amount + fees + vat}
    return {"id": setup.id, "study": setup.study_id} | {name: float(figure) for name, figure in figures.items()}


def _minor(major: str) -> int:
    try:
        minor = Decimal(major.strip()) * 100
    except InvalidOperation as error:
        raise RefusalError(400, "Bad file", {"csv_bonuses": [f"{major!r} is no amount"]}) from error
    if minor <= 0 or minor != minor.to_integral_value():
        raise RefusalError(400, "Bad file", {"csv_bonuses": [f"{major!r} is no amount of cents"]})
    return int(minor)
