"""Studies and the submissions of one."""

from collections import Counter
from typing import Any

from fastapi import APIRouter, Request

from server.prolific_emulator import studies
from server.prolific_emulator.refusals import RefusalError
from server.prolific_emulator.routes.access import Sent, WorldOf, find, paged
from server.prolific_emulator.routes.submissions import listed
from server.prolific_emulator.submissions import of_study

router = APIRouter()


@router.post("/studies/", status_code=201)
async def create(sent: Sent, world: WorldOf) -> dict[str, Any]:
    """A new study."""
    with world.open() as state:
        return studies.shown(state, studies.create(state, sent, world.now))


@router.get("/projects/{project_id}/studies/")
async def list_studies(project_id: str, world: WorldOf, request: Request) -> dict[str, Any]:
    """All studies."""
    with world.open() as state:
        return paged([studies.shown(state, study) for study in state.studies.values()], request)


@router.get("/studies/{study_id}/")
async def get(study_id: str, world: WorldOf) -> dict[str, Any]:
    """One study."""
    with world.open() as state:
        return studies.shown(state, find(state.studies, study_id))


@router.patch("/studies/{study_id}/")
async def change(study_id: str, sent: Sent, world: WorldOf) -> dict[str, Any]:
    """Change what may be changed."""
    with world.open() as state:
        study = find(state.studies, study_id)
        studies.change(state, study, sent, world.now)
        return studies.shown(state, study)


@router.delete("/studies/{study_id}/", status_code=204)
async def discard(study_id: str, world: WorldOf) -> None:
    """Delete a draft."""
    with world.open() as state:
        if find(state.studies, study_id).status != "UNPUBLISHED":
            raise RefusalError(400, "Cannot delete", "only drafts can be deleted")
        del state.studies[study_id]


@router.post("/studies/{study_id}/transition/")
async def transition(study_id: str, sent: Sent, world: WorldOf) -> dict[str, Any]:
    """Publish, pause, start, stop."""
    with world.open() as state:
        study = find(state.studies, study_id)
        studies.transition(state, study, str(sent.get("action")), world.now)
        return studies.shown(state, study)


@router.get("/studies/{study_id}/cost/")
async def cost(study_id: str, world: WorldOf) -> dict[str, Any]:
    """What it cost so far: approved rewards, paid bonuses."""
    with world.open() as state:
        reward = int(find(state.studies, study_id).sent["reward"])
        found = of_study(state, study_id)
        rewards = reward * sum(submission.status == "APPROVED" for submission in found)
        bonuses = sum(sum(submission.bonuses) for submission in found)
        return {"rewards": _lines(rewards, state.currency), "bonuses": _lines(bonuses, state.currency)}


@router.get("/studies/{study_id}/submissions/")
async def list_submissions(study_id: str, world: WorldOf, request: Request) -> dict[str, Any]:
    """A study's submissions."""
    with world.open() as state:
        find(state.studies, study_id)
        return paged([listed(submission) for submission in of_study(state, study_id)], request)


@router.get("/studies/{study_id}/submissions/counts/")
async def counts(study_id: str, world: WorldOf) -> dict[str, int]:
    """How many there are of each status."""
    with world.open() as state:
        counted = Counter(str(submission.status) for submission in of_study(state, study_id))
        return {**counted, "TOTAL": counted.total()}


def _lines(amount: int, currency: str) -> dict[str, Any]:
    fees, tax = studies.fees_of(amount)
    figures = {"rewards": amount, "fees": fees, "tax": tax}
    return {name: {"amount": float(figure), "currency": currency} for name, figure in figures.items()}
