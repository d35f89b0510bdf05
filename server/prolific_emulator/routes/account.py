"""Users, workspaces, projects and filters."""

from typing import Any

from fastapi import APIRouter, Request

from server.prolific_emulator.people import catalogue
from server.prolific_emulator.routes.access import Sent, WorldOf, paged
from server.prolific_emulator.studies import available, cost

router = APIRouter()


@router.get("/users/me/")
async def me(world: WorldOf) -> dict[str, Any]:
    """Whose token it is."""
    with world.open() as state:
        return {"id": state.user_id, "email": "researcher@example.org"}


@router.get("/workspaces/")
async def workspaces(world: WorldOf, request: Request) -> dict[str, Any]:
    """The one workspace."""
    with world.open() as state:
        return paged([{"id": state.workspace_id, "title": "Emulated workspace"}], request)


@router.get("/workspaces/{workspace_id}/balance/")
async def balance(workspace_id: str, world: WorldOf) -> dict[str, Any]:
    """The wallet, in minor units."""
    with world.open() as state:
        left = available(state)
        return {"currency_code": state.currency, "total_balance": state.deposited, "available_balance": left}


@router.get("/workspaces/{workspace_id}/projects/")
async def projects(workspace_id: str, world: WorldOf, request: Request) -> dict[str, Any]:
    """The one project."""
    with world.open() as state:
        return paged([{"id": state.project_id, "title": "Emulated project"}], request)


@router.post("/workspaces/{workspace_id}/projects/", status_code=201)
async def create_project(workspace_id: str, sent: Sent, world: WorldOf) -> dict[str, Any]:
    """A project by another title; the emulator keeps one."""
    with world.open() as state:
        return {"id": state.project_id, "title": sent["title"]}


@router.get("/filters/")
async def filters(world: WorldOf) -> dict[str, Any]:
    """The filters of today's edition."""
    with world.open() as state:
        return {"results": catalogue(state.drift)}


@router.post("/study-cost-calculator/")
async def estimate(sent: Sent) -> dict[str, Any]:
    """What so many places cost, with fees and tax."""
    return {"total_cost": cost(int(sent["reward"]), int(sent["total_available_places"]))}
