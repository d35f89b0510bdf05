"""Messages by the function docs."""

import pytest

from scenarios.worlds.base import World
from tests.scenarios.worlds.asking import ask, bfcl, refuse


@pytest.fixture
def world() -> World:
    world = bfcl("MessageAPI")
    ask(world, "message_login", user_id="USR001")
    return world


def test_users_are_looked_up_by_exact_name() -> None:
    world = bfcl("MessageAPI")
    assert ask(world, "list_users") == {"user_list": ["Alice", "Bob", "Catherine", "Daniel"]}
    assert ask(world, "get_user_id", user="Bob") == {"user_id": "USR002"}
    refuse(world, "get_user_id", "did you mean 'Bob'? valid: Alice, Bob, Catherine, Daniel", user="bob")


def test_login() -> None:
    world = bfcl("MessageAPI")
    assert ask(world, "message_get_login_status") == {"login_status": False}
    before = world.state
    assert ask(world, "message_login", user_id="Alice")["login_status"] is False
    assert world.state == before
    assert ask(world, "message_login", user_id="USR002") == {
        "login_status": True,
        "message": "User 'USR002' logged in successfully.",
    }
    assert ask(world, "message_get_login_status") == {"login_status": True}
    assert world.state["current_user"] == "USR002"


def test_messages_are_rows_of_receiver_and_text(world: World) -> None:
    first = ask(world, "send_message", receiver_id="USR003", message="one")
    second = ask(world, "send_message", receiver_id="USR003", message="two")
    assert (first["sent_status"], first["message"]) == (True, "Message sent to 'USR003' successfully.")
    assert first["message_id"] != second["message_id"]
    assert world.state["inbox"][-2:] == [{"USR003": "one"}, {"USR003": "two"}]
    assert world.state["message_count"] == 5


def test_the_receiver_must_be_known(world: World) -> None:
    refuse(world, "send_message", "ids: USR001", receiver_id="USR009", message="hello")
    refuse(world, "send_message", "no user", receiver_id="Bob", message="hello")


def test_the_newest_message_to_a_receiver_is_deleted(world: World) -> None:
    ask(world, "send_message", receiver_id="USR002", message="newer")
    assert ask(world, "delete_message", receiver_id="USR002") == {
        "deleted_status": True,
        "receiver_id": "USR002",
        "message": "Receiver USR002's latest message deleted successfully.",
    }
    assert world.state["inbox"][0] == {"USR002": "My name is Alice. I want to connect."}
    assert world.state["message_count"] == 4
    ask(world, "delete_message", receiver_id="USR002")
    refuse(world, "delete_message", "receivers: USR003, USR004", receiver_id="USR002")


def test_messages_are_shown_searched_and_counted(world: World) -> None:
    ask(world, "send_message", receiver_id="USR003", message="Thanks for the FILE")
    assert ask(world, "view_messages_sent") == {
        "messages": {
            "USR002": ["My name is Alice. I want to connect."],
            "USR003": ["Could you upload the file?", "Thanks for the FILE"],
            "USR004": ["Could you upload the file?"],
        }
    }
    found = ask(world, "search_messages", keyword="the File")
    assert found["results"][-1] == {"receiver_id": "USR003", "message": "Thanks for the FILE"}
    assert len(found["results"]) == 3
    assert ask(world, "search_messages", keyword="nothing such") == {"results": []}
    assert ask(world, "get_message_stats") == {"stats": {"received_count": 4, "total_contacts": 3}}


def test_contacts_get_the_next_id(world: World) -> None:
    assert ask(world, "add_contact", user_name="Eve") == {
        "added_status": True,
        "user_id": "USR005",
        "message": "Contact 'Eve' added successfully.",
    }
    assert (world.state["user_count"], world.state["user_map"]["Eve"]) == (5, "USR005")
    refuse(world, "add_contact", "already", user_name="Eve")


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("send_message", {"receiver_id": "USR002", "message": "hi"}),
        ("delete_message", {"receiver_id": "USR002"}),
        ("view_messages_sent", {}),
        ("search_messages", {"keyword": "file"}),
        ("get_message_stats", {}),
        ("add_contact", {"user_name": "Eve"}),
    ],
)
def test_the_users_own_things_need_a_login(tool: str, arguments: dict[str, str]) -> None:
    refuse(bfcl("MessageAPI"), tool, "log in with message_login first", **arguments)


def test_irregular_rows_are_kept_as_they_are() -> None:
    rows = [{"USR001": ["a", "b"]}, {"USR002": {"USR001": ["c"]}}]
    world = bfcl("MessageAPI", {"inbox": rows, "current_user": "USR001", "message_count": 0})
    assert ask(world, "view_messages_sent") == {"messages": {"USR001": [["a", "b"]], "USR002": [{"USR001": ["c"]}]}}
    refuse(world, "search_messages", "no text", keyword="a")
    ask(world, "send_message", receiver_id="USR001", message="d")
    assert world.state["inbox"] == [*rows, {"USR001": "d"}]
    assert world.state["message_count"] == 1
