"""What only the emulator has: its clock, its pool, its faults. Under ``/emulator``, and without a token."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from server.prolific_emulator import submissions
from server.prolific_emulator.routes.access import WorldOf, find
from server.prolific_emulator.state import Fault

router = APIRouter(prefix="/emulator")


class Forward(BaseModel):
    """By how much the clock is turned."""

    seconds: float = Field(gt=0, le=90 * 86_400)


class Arrivals(BaseModel):
    """People of the pool who follow a study's link, at once or when a place is free."""

    study_id: str
    n: int = Field(ge=1, le=10_000)


class Wallet(BaseModel):
    """How much was ever paid in, in minor units."""

    deposited: int = Field(ge=0)


class Edition(BaseModel):
    """Which edition of the filters' ids is offered."""

    drift: int = Field(ge=0)


@router.get("/health")
async def health() -> dict[str, str]:
    """It is there."""
    return {"status": "ok"}


@router.post("/clock")
async def forward(turn: Forward, world: WorldOf) -> dict[str, str]:
    """Turn the clock forward; what falls due happens."""
    world.forward(turn.seconds)
    return {"now": world.now.isoformat()}


@router.post("/faults")
async def add_fault(fault: Fault, world: WorldOf) -> list[Fault]:
    """Have something go wrong; all faults to come."""
    with world.open() as state:
        state.faults.append(fault)
        return state.faults


@router.delete("/faults", status_code=204)
async def clear_faults(world: WorldOf) -> None:
    """Have nothing go wrong any more."""
    with world.open() as state:
        state.faults.clear()


@router.put("/wallet")
async def set_wallet(wallet: Wallet, world: WorldOf) -> None:
    """Set what was paid in."""
    with world.open() as state:
        state.deposited = wallet.deposited


@router.put("/filters")
async def set_edition(edition: Edition, world: WorldOf) -> None:
    """Renumber the filters, as Prolific does now and then."""
    with world.open() as state:
        state.drift = edition.drift


@router.post("/arrivals")
async def arrive(arrivals: Arrivals, world: WorldOf) -> list[dict[str, Any]]:
    """Let people come; the entries of all who are inside."""
    with world.open() as state:
        find(state.studies, arrivals.study_id).waiting += arrivals.n
        submissions.settle(state, world.now)
    return await entries(arrivals.study_id, world)


@router.get("/entries")
async def entries(study: str, world: WorldOf) -> list[dict[str, Any]]:
    """The link of everybody who is inside a study."""
    with world.open() as state:
        inside = [found for found in submissions.of_study(state, study) if found.status == "ACTIVE"]
        return [
            {"submission": found.id, "participant": found.person_id, "url": submissions.entry_url(state, found)}
            for found in inside
        ]
