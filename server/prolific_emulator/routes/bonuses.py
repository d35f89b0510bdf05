"""Bonuses, in two steps."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from server.prolific_emulator import bonuses
from server.prolific_emulator.routes.access import Sent, WorldOf, find

router = APIRouter()


@router.post("/submissions/bonus-payments/", status_code=201)
async def announce(sent: Sent, world: WorldOf) -> dict[str, Any]:
    """Announce bonuses; nothing is paid yet."""
    with world.open() as state:
        study = find(state.studies, str(sent.get("study_id")))
        return bonuses.shown(bonuses.announce(state, study.id, str(sent.get("csv_bonuses"))))


@router.post("/bulk-bonus-payments/{setup_id}/pay/", status_code=202, response_class=PlainTextResponse)
async def pay(setup_id: str, world: WorldOf) -> str:
    """Pay; asked again, pay again."""
    with world.open() as state:
        bonuses.pay(state, find(state.setups, setup_id), world.now)
        return "Payment accepted"
