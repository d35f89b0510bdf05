"""The ticket class of imported entries, by its function docs."""

from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.constants import load, with_defaults
from scenarios.worlds.imported import ImportedWorld
from scenarios.worlds.lookup import listed
from scenarios.worlds.schema import parameters, text, whole

DEFAULTS = load(__file__, "bfcl.json")
TICKET_ID = {"ticket_id": whole("The ticket's id.")}
LOWEST, HIGHEST = 1, 5
FIELDS = {
    "title": text("New title."),
    "description": text("New description."),
    "status": text("New status."),
    "priority": whole("New priority, 1 to 5; 5 is the highest."),
}
UPDATES = parameters(FIELDS, optional=tuple(FIELDS)) | {"description": "The fields to change, with their new values."}

Ticket = dict[str, Any]


class TicketsWorld(ImportedWorld):
    """State: ``ticket_queue`` (tickets in the order of their creation), ``ticket_counter`` and ``current_user``."""

    domain = "tickets"

    @classmethod
    def from_bfcl(cls, config: dict[str, Any]) -> dict[str, Any]:
        """The state that an imported entry starts in."""
        return with_defaults(DEFAULTS, config)

    @tool("Log in.", parameters({"username": text("The user's name."), "password": text("The user's password.")}))
    def ticket_login(self, username: str, password: str) -> dict[str, bool]:
        if not username or not password:
            return {"success": False}
        self.state["current_user"] = username
        return {"success": True}

    @tool("Tell whether somebody is logged in.", parameters())
    def ticket_get_login_status(self) -> dict[str, bool]:
        return {"login_status": bool(self.state["current_user"])}

    @tool("Log out.", parameters())
    def logout(self) -> dict[str, bool]:
        was_in = bool(self.state["current_user"])
        self.state["current_user"] = None
        return {"success": was_in}

    @tool(
        "Create a ticket.",
        parameters(
            {
                "title": text("Its title."),
                "description": text("Its description; empty unless given.") | {"default": ""},
                "priority": whole("1 to 5, 5 is the highest; 1 unless given.") | {"default": 1},
            },
            optional=("description", "priority"),
        ),
    )
    def create_ticket(self, title: str, description: str = "", priority: int = 1) -> Ticket:
        user = self._require_login()
        _check_priority(priority)
        ticket = {
            "id": self.state["ticket_counter"],
            "title": title,
            "description": description,
            "status": "Open",
            "priority": priority,
            "created_by": user,
        }
        self.state["ticket_queue"].append(ticket)
        self.state["ticket_counter"] += 1
        return ticket

    @tool("Show a ticket.", parameters(TICKET_ID))
    def get_ticket(self, ticket_id: int) -> Ticket:
        return self._ticket(ticket_id)

    @tool("Close a ticket.", parameters(TICKET_ID))
    def close_ticket(self, ticket_id: int) -> dict[str, str]:
        ticket = self._ticket(ticket_id)
        if ticket.get("status") == "Closed":
            raise ToolError(f"ticket {ticket_id} is closed already")
        ticket["status"] = "Closed"
        return {"status": f"Ticket {ticket_id} has been closed successfully."}

    @tool("Resolve a ticket.", parameters({**TICKET_ID, "resolution": text("How it was resolved.")}))
    def resolve_ticket(self, ticket_id: int, resolution: str) -> dict[str, str]:
        ticket = self._ticket(ticket_id)
        if ticket.get("status") == "Resolved":
            raise ToolError(f"ticket {ticket_id} is resolved already")
        ticket["status"] = "Resolved"
        ticket["resolution"] = resolution
        return {"status": f"Ticket {ticket_id} has been resolved successfully."}

    @tool("Change fields of a ticket.", parameters({**TICKET_ID, "updates": UPDATES}))
    def edit_ticket(self, ticket_id: int, updates: dict[str, Any]) -> dict[str, str]:
        ticket = self._ticket(ticket_id)
        if self.mode == "product" and "priority" in updates:
            _check_priority(updates["priority"])
        ticket.update(updates)
        return {"status": f"Ticket {ticket_id} has been updated successfully."}

    @tool(
        "List the tickets that you created.",
        parameters({"status": text("Only those with this status.")}, optional=("status",)),
    )
    def get_user_tickets(self, status: str | None = None) -> list[Ticket]:
        user = self._require_login()
        return [
            ticket
            for ticket in self.state["ticket_queue"]
            if ticket.get("created_by") == user
            and (not status or str(ticket.get("status", "")).lower() == status.lower())
        ]

    def _ticket(self, ticket_id: int) -> Ticket:
        queue: list[Ticket] = self.state["ticket_queue"]
        for ticket in queue:
            if ticket.get("id") == ticket_id:
                return ticket
        raise ToolError(f"there is no ticket {ticket_id}; ids: {listed(str(ticket.get('id')) for ticket in queue)}")

    def _require_login(self) -> str:
        user: str | None = self.state["current_user"]
        if not user:
            raise ToolError("nobody is logged in; log in with ticket_login first")
        return user


def _check_priority(priority: int) -> None:
    if not LOWEST <= priority <= HIGHEST:
        raise ToolError(f"priority must be from {LOWEST} to {HIGHEST}, not {priority}")
