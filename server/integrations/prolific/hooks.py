"""Subscriptions to events: a secret for the workspace first, then one subscription for each kind of event."""

from collections.abc import Iterator

from pydantic import BaseModel, SecretStr

from server.integrations.prolific.errors import BadAnswerError
from server.integrations.prolific.transport import Transport, read
from server.integrations.prolific.wire import HookSecret, Subscription

CONFIRMATION = "X-Hook-Secret"


class Hooks:
    """Calls about webhooks."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def event_types(self) -> list[str]:
        """The kinds of events there are."""
        return [found.event_type for found in self._transport.by_offset(_EventType, "/hooks/event-types/")]

    def make_secret(self, workspace_id: str) -> SecretStr:
        """A new secret for a workspace. The old one signs nothing from now on: receivers need the new one."""
        body = {"workspace_id": workspace_id}
        return SecretStr(self._transport.ask_for(HookSecret, "POST", "/hooks/secrets/", json=body).value)

    def subscribe(self, workspace_id: str, event_type: str, target_url: str) -> Subscription:
        """Have events of a kind sent to an address, and confirm it. Raises ProlificRefusedError without a secret."""
        body = {"workspace_id": workspace_id, "event_type": event_type, "target_url": target_url}
        response = self._transport.ask("POST", "/hooks/subscriptions/", json=body)
        made = read(_Made, response)
        secret = response.headers.get(CONFIRMATION)
        if not secret:
            raise BadAnswerError(f"/hooks/subscriptions/: the answer has no {CONFIRMATION}")
        return self._transport.ask_for(
            Subscription, "POST", f"/hooks/subscriptions/{made.id}/", json={"secret": secret}, repeatable=True
        )

    def subscriptions(self, workspace_id: str) -> Iterator[Subscription]:
        """A workspace's subscriptions."""
        return self._transport.by_offset(Subscription, "/hooks/subscriptions/", workspace_id=workspace_id)

    def unsubscribe(self, subscription_id: str) -> None:
        """End a subscription."""
        self._transport.ask("DELETE", f"/hooks/subscriptions/{subscription_id}/", repeatable=True)


class _Made(BaseModel):
    id: str


class _EventType(BaseModel):
    event_type: str
