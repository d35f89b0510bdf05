"""Messages by voice: senders, times, names as people say them."""

from typing import Any

import pytest

from scenarios.worlds.messaging import WORLD
from scenarios.worlds.messaging.world import MessagingState
from tests.scenarios.worlds.asking import ask, refuse

STATE: dict[str, Any] = {
    "current_user": "USR001",
    "user_map": {"Morgan Hale": "USR001", "Chris Baker": "USR002", "Chris Novak": "USR003", "Nadia Roy": "USR004"},
    "messages": {
        "msg-1": {
            "sender": "USR004",
            "receiver": "USR001",
            "text": "I will bring the ladder",
            "sent_at": "2026-01-04T10:00:00+00:00",
        },
        "msg-2": {
            "sender": "USR004",
            "receiver": "USR002",
            "text": "The ladder is mine",
            "sent_at": "2026-01-04T11:00:00+00:00",
        },
    },
}


@pytest.fixture
def world() -> Any:
    MessagingState.model_validate(STATE)
    return WORLD(STATE)


def test_users_are_found_by_name_and_never_guessed(world: Any) -> None:
    assert ask(world, "get_user_id", user="chris novak") == {"user_id": "USR003"}
    assert ask(world, "get_user_id", user="Nadia") == {"user_id": "USR004"}
    refuse(world, "get_user_id", "Chris Baker (USR002), Chris Novak (USR003)", "ask which", user="Chris")
    refuse(world, "get_user_id", "no user", user="Zoe")
    assert {"name": "Chris Baker", "user_id": "USR002"} in ask(world, "list_users")["users"]


def test_a_message_has_a_sender_and_a_time(world: Any) -> None:
    shown = ask(world, "send_message", receiver_id="usr002", message="See you at six")
    assert shown == {
        "sent_status": True,
        "message_id": "msg-3",
        "sender": "Morgan Hale",
        "receiver": "Chris Baker",
        "message": "See you at six",
        "sent_at": "2026-01-05T09:00:00+00:00",
    }
    assert [row["message_id"] for row in ask(world, "view_messages_sent")["messages"]] == ["msg-3"]
    refuse(world, "send_message", "needs a text", receiver_id="USR002", message=" ")
    refuse(world, "send_message", "ask which", receiver_id="Chris", message="hello")


def test_only_own_messages_are_seen(world: Any) -> None:
    assert [row["message_id"] for row in ask(world, "view_messages_received")["messages"]] == ["msg-1"]
    for keyword in ("LADDER", '"ladder."'):
        assert [row["message_id"] for row in ask(world, "search_messages", keyword=keyword)["results"]] == ["msg-1"]
    assert ask(world, "get_message_stats") == {"stats": {"sent_count": 0, "received_count": 1, "total_contacts": 1}}


def test_the_latest_own_message_is_taken_back(world: Any) -> None:
    ask(world, "send_message", receiver_id="Nadia Roy", message="one")
    ask(world, "send_message", receiver_id="Nadia Roy", message="two")
    assert ask(world, "delete_message", receiver_id="Nadia Roy")["message"] == "two"
    assert ask(world, "delete_message", receiver_id="Nadia Roy")["message"] == "one"
    refuse(world, "delete_message", "no message to Nadia Roy", receiver_id="Nadia Roy")
    assert list(world.state["messages"]) == ["msg-1", "msg-2"]


def test_an_id_is_never_given_twice(world: Any) -> None:
    ask(world, "send_message", receiver_id="USR002", message="one")
    ask(world, "delete_message", receiver_id="USR002")
    assert ask(world, "send_message", receiver_id="USR002", message="two")["message_id"] == "msg-4"


def test_contacts(world: Any) -> None:
    assert ask(world, "add_contact", user_name="Pat Plumber") == {
        "added_status": True,
        "name": "Pat Plumber",
        "user_id": "USR005",
    }
    refuse(world, "add_contact", "USR005", user_name="pat plumber")
    refuse(world, "add_contact", "needs a full name", user_name="")


def test_the_session_can_be_opened_by_name() -> None:
    world = WORLD({**STATE, "current_user": None})
    assert ask(world, "message_get_login_status") == {"login_status": False, "user": None}
    refuse(world, "view_messages_sent", "message_login")
    assert ask(world, "message_login", user_id="Morgan Hale") == {"login_status": True, "user_id": "USR001"}
    assert ask(world, "message_get_login_status") == {"login_status": True, "user": "Morgan Hale"}
