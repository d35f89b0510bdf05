"""Tickets by the function docs."""

from typing import Any

import pytest

from scenarios.worlds.base import World
from scenarios.worlds.tickets import WORLD
from tests.scenarios.worlds.asking import ask, bfcl, refuse

LAMP = {"id": 1, "title": "Lamp", "description": "", "status": "Open", "priority": 1, "created_by": "ann"}


@pytest.fixture
def world() -> World:
    world = bfcl("TicketAPI")
    ask(world, "ticket_login", username="ann", password="x")
    ask(world, "create_ticket", title="Lamp")
    return world


def test_any_name_and_password_log_in() -> None:
    world = bfcl("TicketAPI")
    assert ask(world, "ticket_get_login_status") == {"login_status": False}
    assert ask(world, "logout") == {"success": False}
    assert ask(world, "ticket_login", username="", password="x") == {"success": False}
    assert ask(world, "ticket_login", username="ann", password="") == {"success": False}
    assert world.state["current_user"] is None
    assert ask(world, "ticket_login", username="ann", password="x") == {"success": True}
    assert ask(world, "ticket_get_login_status") == {"login_status": True}
    assert ask(world, "logout") == {"success": True}
    assert world.state["current_user"] is None


def test_tickets_are_numbered(world: World) -> None:
    assert world.state["ticket_queue"] == [LAMP]
    second = ask(world, "create_ticket", title="Door", description="It creaks", priority=5)
    assert second == {**LAMP, "id": 2, "title": "Door", "description": "It creaks", "priority": 5}
    assert world.state["ticket_counter"] == 3


@pytest.mark.parametrize("priority", [0, 6, -1])
def test_priorities_are_1_to_5(world: World, priority: int) -> None:
    refuse(world, "create_ticket", "from 1 to 5", title="x", priority=priority)


def test_creating_and_listing_need_a_login(world: World) -> None:
    ask(world, "logout")
    refuse(world, "create_ticket", "ticket_login", title="x")
    refuse(world, "get_user_tickets", "ticket_login")
    assert ask(world, "get_ticket", ticket_id=1) == LAMP


def test_closing_and_resolving_once(world: World) -> None:
    assert ask(world, "close_ticket", ticket_id=1) == {"status": "Ticket 1 has been closed successfully."}
    refuse(world, "close_ticket", "closed already", ticket_id=1)
    assert ask(world, "resolve_ticket", ticket_id=1, resolution="New bulb") == {
        "status": "Ticket 1 has been resolved successfully."
    }
    assert ask(world, "get_ticket", ticket_id=1) == {**LAMP, "status": "Resolved", "resolution": "New bulb"}
    refuse(world, "resolve_ticket", "resolved already", ticket_id=1, resolution="x")


def test_editing_changes_four_fields(world: World) -> None:
    updates = {"title": "Old lamp", "description": "Dark", "status": "Waiting", "priority": 4}
    assert ask(world, "edit_ticket", ticket_id=1, updates=updates) == {
        "status": "Ticket 1 has been updated successfully."
    }
    assert ask(world, "get_ticket", ticket_id=1) == {**LAMP, **updates}
    ask(world, "edit_ticket", ticket_id=1, updates={"title": None, "priority": 2})
    assert ask(world, "get_ticket", ticket_id=1) == {**LAMP, **updates, "priority": 2}
    refuse(world, "edit_ticket", "title, description, status, priority", ticket_id=1, updates={"id": 7})


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("get_ticket", {}),
        ("close_ticket", {}),
        ("resolve_ticket", {"resolution": "x"}),
        ("edit_ticket", {"updates": {"title": "x"}}),
    ],
)
def test_unknown_tickets_are_refused(world: World, tool: str, arguments: dict[str, Any]) -> None:
    refuse(world, tool, "no ticket 9", "ids: 1", ticket_id=9, **arguments)


def test_own_tickets_are_listed_by_status(world: World) -> None:
    ask(world, "create_ticket", title="Door")
    ask(world, "close_ticket", ticket_id=2)
    ask(world, "ticket_login", username="bo", password="x")
    ask(world, "create_ticket", title="Bo's")
    assert [ticket["id"] for ticket in ask(world, "get_user_tickets")] == [3]
    ask(world, "ticket_login", username="ann", password="x")
    assert [ticket["id"] for ticket in ask(world, "get_user_tickets")] == [1, 2]
    assert [ticket["id"] for ticket in ask(world, "get_user_tickets", status=None)] == [1, 2]
    assert [ticket["id"] for ticket in ask(world, "get_user_tickets", status="closed")] == [2]
    assert ask(world, "get_user_tickets", status="Lost") == []


def test_irregular_tickets_are_kept() -> None:
    queue = [{"id": "T-1", "status": "unresolved"}, {"id": 7, "description": "x"}]
    world = bfcl("TicketAPI", {"ticket_queue": queue, "ticket_counter": 0})
    ask(world, "ticket_login", username="ann", password="x")
    assert ask(world, "get_user_tickets") == []
    ask(world, "close_ticket", ticket_id="T-1")
    ask(world, "edit_ticket", ticket_id="T-1", updates={"priority": "high"})
    assert ask(world, "get_ticket", ticket_id="T-1") == {"id": "T-1", "status": "Closed", "priority": "high"}
    refuse(world, "edit_ticket", "updates must be an object, not an array", ticket_id="T-1", updates=["status"])
    ask(world, "resolve_ticket", ticket_id=7, resolution="")
    assert world.state["ticket_queue"][1] == {"id": 7, "description": "x", "status": "Resolved", "resolution": ""}
    assert ask(world, "create_ticket", title="x")["id"] == 0


def test_by_voice_priorities_are_checked_when_editing_too(world: World) -> None:
    spoken = WORLD(world.state)
    refuse(spoken, "edit_ticket", "from 1 to 5", ticket_id=1, updates={"priority": 9})
