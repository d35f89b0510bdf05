"""Messages between researcher and participants."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from fastapi import APIRouter

from server.prolific_emulator.refusals import RefusalError
from server.prolific_emulator.routes.access import Sent, WorldOf, find
from server.prolific_emulator.state import Message
from server.prolific_emulator.world import World

router = APIRouter()
KEPT = timedelta(days=30)


@router.post("/messages/", status_code=204)
async def send(sent: Sent, world: WorldOf) -> None:
    """Write to one participant."""
    _write(world, [str(sent.get("recipient_id"))], sent)


@router.post("/messages/bulk/", status_code=204)
async def send_to_many(sent: Sent, world: WorldOf) -> None:
    """Write to several."""
    _write(world, [str(person_id) for person_id in sent.get("ids") or ()], sent)


@router.get("/messages/")
async def list_messages(
    world: WorldOf, user_id: str | None = None, created_after: datetime | None = None
) -> dict[str, Any]:
    """With one participant, or since a time; the last 30 days."""
    if user_id is None and created_after is None:
        raise RefusalError(400, "Bad request", "user_id or created_after is required")
    with world.open() as state:
        since = max(created_after or world.now - KEPT, world.now - KEPT)
        found = [message for message in state.messages if message.sent_at >= since]
        return {
            "results": [
                {"id": message.id, "sender_id": message.sender_id, "body": message.body, "channel_id": message.id}
                | {"datetime_created": message.sent_at.isoformat(), "data": {"study_id": message.study_id}}
                for message in found
                if user_id in (None, message.sender_id, message.recipient_id)
            ]
        }


def _write(world: World, recipients: list[str], sent: dict[str, Any]) -> None:
    with world.open() as state:
        for person_id in recipients:
            message = Message(
                id=secrets.token_hex(12),
                sender_id=state.user_id,
                recipient_id=find(state.people, person_id).id,
                study_id=sent.get("study_id"),
                body=str(sent.get("body")),
                sent_at=world.now,
            )
            state.messages.append(message)
