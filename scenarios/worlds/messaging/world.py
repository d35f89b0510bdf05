"""Messaging by voice: the functions of the imported class, with senders, times and forgiving look-ups by name."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from scenarios.forms.words import canonical
from scenarios.worlds.base import LooseEnd, ToolError, World, tool
from scenarios.worlds.dates import Instant
from scenarios.worlds.links import unknown
from scenarios.worlds.lookup import find_name
from scenarios.worlds.reading import find_one
from scenarios.worlds.schema import parameters, text


class Message(BaseModel):
    """One message; people by their user ids."""

    model_config = ConfigDict(extra="forbid")

    sender: str
    receiver: str
    text: str
    sent_at: Instant


class MessagingState(BaseModel):
    """What an initial state must hold."""

    model_config = ConfigDict(extra="forbid")

    current_user: str | None = None
    user_map: dict[str, str]
    messages: dict[str, Message] = {}
    issued: int = 0


class MessagingWorld(World):
    """State: ``user_map`` (name to id), ``messages`` by id, oldest first, and ``current_user``, whose session it is."""

    domain = "messaging"
    state_model = MessagingState
    bookkeeping = ("issued",)

    @classmethod
    def spoken_names(cls, state: Mapping[str, Any]) -> list[str]:
        return list(state["user_map"])

    @classmethod
    def loose_ends(cls, state: Mapping[str, Any]) -> Iterator[LooseEnd]:
        names: dict[str, str] = {}
        for name, user_id in state["user_map"].items():
            if user_id in names:
                yield ("user_map", name), f"{user_id!r} is the id of {names[user_id]!r} too; give each user an own one"
                return  # or who was meant to have another id would be missed in every message
            names[user_id] = name
        users = list(names)
        yield from unknown(("current_user",), state.get("current_user"), users, "user's id")
        for key, message in state.get("messages", {}).items():
            for end in ("sender", "receiver"):
                yield from unknown(("messages", key, end), message[end], users, "user's id")

    @tool("List all users with their ids.", parameters())
    def list_users(self) -> dict[str, list[dict[str, str]]]:
        return {"users": [{"name": name, "user_id": user_id} for name, user_id in self.state["user_map"].items()]}

    @tool("Look up a user's id by full name.", parameters({"user": text("The user's full name.")}))
    def get_user_id(self, user: str) -> dict[str, str]:
        return {"user_id": self._user(user)}

    @tool("Log in.", parameters({"user_id": text("The user's id or full name.")}))
    def message_login(self, user_id: str) -> dict[str, Any]:
        self.state["current_user"] = self._user(user_id)
        return {"login_status": True, "user_id": self.state["current_user"]}

    @tool("Tell who is logged in.", parameters())
    def message_get_login_status(self) -> dict[str, Any]:
        user = self.state.get("current_user")
        return {"login_status": bool(user), "user": self._name(user) if user else None}

    @tool(
        "Send a message to a user.",
        parameters({"receiver_id": text("The receiver's user id or full name."), "message": text("What to send.")}),
    )
    def send_message(self, receiver_id: str, message: str) -> dict[str, Any]:
        sender, receiver = self._me(), self._user(receiver_id)
        if not message.strip():
            raise ToolError("message is empty; it needs a text")
        messages = self.state.setdefault("messages", {})
        message_id = self._new_id(messages)
        messages[message_id] = {
            "sender": sender,
            "receiver": receiver,
            "text": message,
            "sent_at": self.now.isoformat(timespec="seconds"),
        }
        return {"sent_status": True, **self._shown(message_id)}

    @tool(
        "Delete the latest message that you sent to a user.",
        parameters({"receiver_id": text("The receiver's user id or full name.")}),
    )
    def delete_message(self, receiver_id: str) -> dict[str, Any]:
        me, receiver = self._me(), self._user(receiver_id)
        mine = [key for key, message in self._all() if (message["sender"], message["receiver"]) == (me, receiver)]
        if not mine:
            raise ToolError(f"you have sent no message to {self._name(receiver)}; see view_messages_sent")
        shown = self._shown(mine[-1])
        del self.state["messages"][mine[-1]]
        return {"deleted_status": True, **shown}

    @tool("Show the messages that you sent, oldest first.", parameters())
    def view_messages_sent(self) -> dict[str, list[dict[str, str]]]:
        me = self._me()
        return {"messages": [self._shown(key) for key, message in self._all() if message["sender"] == me]}

    @tool("Show the messages that you received, oldest first.", parameters())
    def view_messages_received(self) -> dict[str, list[dict[str, str]]]:
        me = self._me()
        return {"messages": [self._shown(key) for key, message in self._all() if message["receiver"] == me]}

    @tool(
        "Find the messages, sent or received, that contain a word or phrase.",
        parameters({"keyword": text("The word or phrase; case does not matter.")}),
    )
    def search_messages(self, keyword: str) -> dict[str, list[dict[str, str]]]:
        me, wanted = self._me(), canonical(keyword)
        return {
            "results": [
                self._shown(key)
                for key, message in self._all()
                if me in (message["sender"], message["receiver"]) and wanted in canonical(message["text"])
            ]
        }

    @tool("Count your messages and the people you have exchanged them with.", parameters())
    def get_message_stats(self) -> dict[str, dict[str, int]]:
        me = self._me()
        ends = [(message["sender"], message["receiver"]) for _, message in self._all()]
        people = {person for pair in ends if me in pair for person in pair if person != me}
        return {
            "stats": {
                "sent_count": sum(sender == me for sender, _ in ends),
                "received_count": sum(receiver == me for _, receiver in ends),
                "total_contacts": len(people),
            }
        }

    @tool("Add a person to the workspace.", parameters({"user_name": text("The person's full name.")}))
    def add_contact(self, user_name: str) -> dict[str, Any]:
        self._me()
        users = self.state["user_map"]
        known = find_name(user_name, users)
        if known is not None:
            raise ToolError(f"there is a user {known!r} already, with the id {users[known]!r}")
        if not user_name.strip():
            raise ToolError("user_name is empty; it needs a full name")
        number = len(users) + 1
        while f"USR{number:03d}" in users.values():
            number += 1
        users[user_name] = f"USR{number:03d}"
        return {"added_status": True, "name": user_name, "user_id": users[user_name]}

    def _me(self) -> str:
        user: str | None = self.state.get("current_user")
        if not user:
            raise ToolError("nobody is logged in; log in with message_login first")
        return user

    def _user(self, wanted: str) -> str:
        """The id of the user that an id or a name means. Raises ToolError."""
        return find_one(wanted, {user_id: name for name, user_id in self.state["user_map"].items()}, kind="user")

    def _name(self, user_id: str) -> str:
        return next((name for name, known in self.state["user_map"].items() if known == user_id), user_id)

    def _all(self) -> list[tuple[str, dict[str, str]]]:
        return list(self.state.get("messages", {}).items())

    def _new_id(self, messages: dict[str, Any]) -> str:
        number = max(self.state.get("issued", 0), len(messages)) + 1
        while f"msg-{number}" in messages:
            number += 1
        self.state["issued"] = number
        return f"msg-{number}"

    def _shown(self, message_id: str) -> dict[str, str]:
        message = self.state["messages"][message_id]
        return {
            "message_id": message_id,
            "sender": self._name(message["sender"]),
            "receiver": self._name(message["receiver"]),
            "message": message["text"],
            "sent_at": message["sent_at"],
        }
