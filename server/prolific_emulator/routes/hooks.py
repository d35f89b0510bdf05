"""Webhooks: a secret first, then subscriptions that their receiver confirms."""

import secrets
from typing import Any

from fastapi import APIRouter, Request, Response

from server.prolific_emulator.hooks import EVENT_TYPES
from server.prolific_emulator.refusals import RefusalError
from server.prolific_emulator.routes.access import Sent, WorldOf, find, paged
from server.prolific_emulator.state import Subscription

router = APIRouter(prefix="/hooks")


@router.get("/event-types/")
async def event_types(request: Request) -> dict[str, Any]:
    """The kinds of events."""
    return paged([{"event_type": name} for name in EVENT_TYPES], request)


@router.post("/secrets/", status_code=201)
async def make_secret(sent: Sent, world: WorldOf) -> dict[str, Any]:
    """A new secret; the old one is gone."""
    with world.open() as state:
        state.hook_secret = secrets.token_urlsafe(24)
        return {"id": secrets.token_hex(12), "value": state.hook_secret, "workspace_id": sent["workspace_id"]}


@router.get("/subscriptions/")
async def list_subscriptions(world: WorldOf, request: Request) -> dict[str, Any]:
    """All subscriptions."""
    with world.open() as state:
        return paged([_shown(found) for found in state.subscriptions.values()], request)


@router.post("/subscriptions/", status_code=201)
async def subscribe(sent: Sent, world: WorldOf, response: Response) -> dict[str, Any]:
    """A subscription, not yet enabled; the header holds what confirms it."""
    with world.open() as state:
        if state.hook_secret is None:
            raise RefusalError(400, "Subscriptions can only be created for workspaces with a secret.")
        if sent.get("event_type") not in EVENT_TYPES:
            raise RefusalError(400, "Bad subscription", {"event_type": ["There is no such event."]})
        made = Subscription(
            id=secrets.token_hex(12),
            workspace_id=sent["workspace_id"],
            event_type=sent["event_type"],
            target_url=sent["target_url"],
            secret=secrets.token_urlsafe(16),
        )
        state.subscriptions[made.id] = made
        response.headers["X-Hook-Secret"] = made.secret
        return _shown(made)


@router.post("/subscriptions/{subscription_id}/")
async def confirm(subscription_id: str, sent: Sent, world: WorldOf) -> dict[str, Any]:
    """Enable a subscription."""
    with world.open() as state:
        found = find(state.subscriptions, subscription_id)
        if sent.get("secret") != found.secret:
            raise RefusalError(400, "Bad secret", {"secret": ["It is another one."]})
        found.is_enabled = True
        return _shown(found)


@router.delete("/subscriptions/{subscription_id}/", status_code=204)
async def unsubscribe(subscription_id: str, world: WorldOf) -> None:
    """End a subscription."""
    with world.open() as state:
        find(state.subscriptions, subscription_id)
        del state.subscriptions[subscription_id]


def _shown(found: Subscription) -> dict[str, Any]:
    return found.model_dump(exclude={"secret"})
