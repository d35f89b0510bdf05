"""Whose token this is, and what is in the wallet."""

from collections.abc import Iterator

from server.integrations.prolific.money import Money
from server.integrations.prolific.transport import Transport
from server.integrations.prolific.wire import Balance, Named, User


class Account:
    """Calls about the account, its workspaces and their projects."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def me(self) -> User:
        """Whose token it is; a wrong one is refused with 401."""
        return self._transport.ask_for(User, "GET", "/users/me/")

    def workspaces(self) -> Iterator[Named]:
        """The workspaces that the token opens."""
        return self._transport.by_offset(Named, "/workspaces/")

    def projects(self, workspace_id: str) -> Iterator[Named]:
        """A workspace's projects."""
        return self._transport.by_offset(Named, f"/workspaces/{workspace_id}/projects/")

    def create_project(self, workspace_id: str, title: str) -> Named:
        """A new project."""
        return self._transport.ask_for(Named, "POST", f"/workspaces/{workspace_id}/projects/", json={"title": title})

    def available(self, workspace_id: str) -> Money:
        """What can still be spent; a fraction of a cent is not counted."""
        balance = self._transport.ask_for(Balance, "GET", f"/workspaces/{workspace_id}/balance/")
        return Money(int(balance.available_balance), balance.currency_code)
