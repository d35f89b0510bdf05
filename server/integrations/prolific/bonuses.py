"""Bonuses are paid in two steps, and the second is not idempotent: asking again pays again."""

from collections.abc import Mapping

from server.integrations.prolific.money import Money
from server.integrations.prolific.transport import Transport
from server.integrations.prolific.wire import BonusSetup

LARGEST_SETUP = 200  # ids of one request


class Bonuses:
    """Calls about bonuses. All of them go one at a time."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def set_up(self, study_id: str, amounts: Mapping[str, Money]) -> BonusSetup:
        """Announce bonuses by submission id. Pays nothing yet: a set-up that is never paid costs nothing.

        Raises ValueError for more than 200, and ProlificRefusedError naming ids that did not take part.
        """
        if not 1 <= len(amounts) <= LARGEST_SETUP:
            raise ValueError(f"a set of bonuses has 1 to {LARGEST_SETUP}, not {len(amounts)}")
        body = {"study_id": study_id, "csv_bonuses": csv_of(amounts)}
        return self._transport.ask_for(BonusSetup, "POST", "/submissions/bonus-payments/", json=body, money=True)

    def pay(self, setup_id: str) -> None:
        """Pay a set-up. NEVER call this twice for one set-up: it would be paid twice.

        After UnreachableError nobody knows whether it was paid: look at the submissions.
        """
        path = f"/bulk-bonus-payments/{setup_id}/pay/"
        self._transport.ask("POST", path, money=True, repeatable=False)


def csv_of(amounts: Mapping[str, Money]) -> str:
    """The file of bonuses: an id and an amount in major units on each line. Raises ValueError for what pays nothing."""
    if any(amount.minor <= 0 for amount in amounts.values()):
        raise ValueError("a bonus is more than nothing")
    return "\n".join(f"{submission_id},{amount.major}" for submission_id, amount in amounts.items())
