"""Studies: what may be sent, what they cost, and how they are published, paused and enlarged."""

import secrets
from datetime import datetime
from fractions import Fraction
from math import ceil, sqrt
from typing import Any

from server.prolific_emulator.people import read_filters
from server.prolific_emulator.refusals import RefusalError
from server.prolific_emulator.state import State, Study, StudyStatus
from server.prolific_emulator.submissions import move_study, of_study, places_taken

REQUIRED = (
    "name",
    "description",
    "external_study_url",
    "prolific_id_option",
    "total_available_places",
    "estimated_completion_time",
    "reward",
)
REMOVED = ("completion_code", "failed_attention_code", "completion_option", "eligibility_requirements")
CHANGEABLE = ("internal_name", "total_available_places", "submissions_config")
FEE = Fraction(1, 3)
VAT = Fraction(1, 5)  # of the fee
MOVES: dict[str, tuple[tuple[StudyStatus, ...], StudyStatus]] = {
    "PUBLISH": (("UNPUBLISHED",), "ACTIVE"),
    "PAUSE": (("ACTIVE",), "PAUSED"),
    "START": (("PAUSED",), "ACTIVE"),
    "STOP": (("ACTIVE", "PAUSED", "AWAITING REVIEW"), "COMPLETED"),
}


def create(state: State, sent: dict[str, Any], now: datetime) -> Study:
    """A new study. Raises RefusalError for what Prolific would not take."""
    faults = {field: ["This field is required."] for field in REQUIRED if not sent.get(field)}
    faults |= {field: ["This field is not supported any more."] for field in REMOVED if field in sent}
    codes = [code.get("code") for code in sent.get("completion_codes") or []]
    if len(set(codes)) < len(codes):
        faults["completion_codes"] = ["Codes must differ."]
    if faults:
        raise RefusalError(400, "Bad study", faults)
    estimated = float(sent["estimated_completion_time"])
    sent = {"maximum_allowed_time": ceil(2 + 2 * estimated + 2 * sqrt(estimated))} | sent
    wanted = read_filters(sent.get("filters") or [], state.drift)
    study = Study(id=secrets.token_hex(12), sent=sent, wanted=wanted, created_at=now)
    state.studies[study.id] = study
    return study


def change(state: State, study: Study, sent: dict[str, Any], now: datetime) -> None:
    """Change a study: all of a draft, little of a published one, whose places only grow."""
    published = study.status != "UNPUBLISHED"
    if published and (frozen := sorted(set(sent) - set(CHANGEABLE))):
        raise RefusalError(400, "Study is published", {field: ["It cannot be changed now."] for field in frozen})
    places = int(sent.get("total_available_places", study.places))
    if published and places < study.places:
        raise RefusalError(400, "Bad places", {"total_available_places": ["It can only be increased."]})
    more = cost(int(study.sent["reward"]), places - study.places)
    if published and more > available(state):
        raise RefusalError(400, "Insufficient funds", "Top up to add places.")
    study.sent |= sent
    if study.status in ("AWAITING REVIEW", "COMPLETED") and places_taken(state, study.id) < places:
        move_study(state, study, "ACTIVE", now)


def transition(state: State, study: Study, action: str, now: datetime) -> None:
    """Publish, pause, start, stop. Raises RefusalError where the study does not stand so, or the money is short."""
    allowed, to = MOVES.get(action, ((), "COMPLETED"))
    if study.status not in allowed:
        raise RefusalError(400, "Cannot do this now", f"the study is {study.status}")
    if action == "PUBLISH":
        if cost(int(study.sent["reward"]), study.places) > available(state):
            raise RefusalError(400, "Insufficient funds", "Top up before publishing.")
        study.published_at = now
    move_study(state, study, to, now)


def cost(reward: int, places: int) -> int:
    """Minor units for so many rewards, or for as much in bonuses, with fee and tax."""
    return reward * places + sum(fees_of(reward * places))


def fees_of(amount: int) -> tuple[int, int]:
    """Fee and tax on an amount, in minor units."""
    fee = amount * FEE
    return ceil(fee), ceil(fee * VAT)


def available(state: State) -> int:
    """What is left in the wallet when places are paid for in advance, and bonuses as often as they were paid."""
    spent = sum(cost(sum(setup.amounts.values()), 1) * setup.n_paid for setup in state.setups.values())
    return state.deposited - spent - sum(_committed(state, study) for study in state.studies.values())


def _committed(state: State, study: Study) -> int:
    if study.status == "UNPUBLISHED":
        return 0
    n = study.places if study.status != "COMPLETED" else places_taken(state, study.id)
    return cost(int(study.sent["reward"]), n)


def shown(state: State, study: Study) -> dict[str, Any]:
    """A study as the API gives it."""
    return study.sent | {
        "id": study.id,
        "status": study.status,
        "date_created": study.created_at.isoformat(),
        "published_at": study.published_at.isoformat() if study.published_at else None,
        "places_taken": places_taken(state, study.id),
        "number_of_submissions": len(of_study(state, study.id)),
        "currency_code": state.currency,
    }
