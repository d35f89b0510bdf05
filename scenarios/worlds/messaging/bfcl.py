"""The messaging class of imported entries, by its function docs: the sender of a message is not kept."""

from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.constants import load, with_defaults
from scenarios.worlds.imported import ImportedWorld
from scenarios.worlds.lookup import listed, no_such
from scenarios.worlds.schema import parameters, text

DEFAULTS = load(__file__, "bfcl.json")
FIRST_MESSAGE_ID = 90001  # far from every other number of an entry


class BfclMessagingWorld(ImportedWorld):
    """State: ``user_map`` (name to id), ``inbox`` (rows of ``{receiver id: text}``, oldest first), ``current_user``."""

    domain = "messaging"

    @classmethod
    def from_bfcl(cls, config: dict[str, Any]) -> dict[str, Any]:
        """The state that an imported entry starts in."""
        return with_defaults(DEFAULTS, config)

    @tool("List the names of all users.", parameters())
    def list_users(self) -> dict[str, list[str]]:
        return {"user_list": list(self.state["user_map"])}

    @tool("Look up a user's id by name.", parameters({"user": text("The user's name.")}))
    def get_user_id(self, user: str) -> dict[str, str]:
        users = self.state["user_map"]
        if user not in users:
            raise ToolError(no_such("user", user, users))
        return {"user_id": users[user]}

    @tool("Log in as a user.", parameters({"user_id": text("The user's id.")}))
    def message_login(self, user_id: str) -> dict[str, Any]:
        if user_id not in self._ids:
            return {"login_status": False, "message": f"User ID '{user_id}' not found."}
        self.state["current_user"] = user_id
        return {"login_status": True, "message": f"User '{user_id}' logged in successfully."}

    @tool("Tell whether somebody is logged in.", parameters())
    def message_get_login_status(self) -> dict[str, bool]:
        return {"login_status": bool(self.state["current_user"])}

    @tool(
        "Send a message to a user.",
        parameters({"receiver_id": text("The receiver's user id."), "message": text("What to send.")}),
    )
    def send_message(self, receiver_id: str, message: str) -> dict[str, Any]:
        self._require_login()
        if receiver_id not in self._ids:
            raise ToolError(f"there is no user with the id {receiver_id!r}; ids: {listed(self._ids)}")
        message_id = FIRST_MESSAGE_ID + self.state["message_count"]
        self.state["inbox"].append({receiver_id: message})
        self.state["message_count"] += 1
        return {
            "sent_status": True,
            "message_id": message_id,
            "message": f"Message sent to '{receiver_id}' successfully.",
        }

    @tool("Delete the latest message sent to a user.", parameters({"receiver_id": text("The receiver's user id.")}))
    def delete_message(self, receiver_id: str) -> dict[str, Any]:
        self._require_login()
        inbox = self.state["inbox"]
        newest = next((index for index in reversed(range(len(inbox))) if receiver_id in inbox[index]), None)
        if newest is None:
            receivers = dict.fromkeys(receiver for receiver, _ in self._rows())
            raise ToolError(f"there is no message to {receiver_id!r}; receivers: {listed(receivers)}")
        del inbox[newest]
        message = f"Receiver {receiver_id}'s latest message deleted successfully."
        return {"deleted_status": True, "receiver_id": receiver_id, "message": message}

    @tool("Show all messages sent, by receiver.", parameters())
    def view_messages_sent(self) -> dict[str, dict[str, list[Any]]]:
        self._require_login()
        sent: dict[str, list[Any]] = {}
        for receiver, message in self._rows():
            sent.setdefault(receiver, []).append(message)
        return {"messages": sent}

    @tool(
        "Find the messages that contain a word or phrase, in any case.",
        parameters({"keyword": text("The word or phrase.")}),
    )
    def search_messages(self, keyword: str) -> dict[str, list[dict[str, str]]]:
        self._require_login()
        results = []
        for receiver, message in self._rows():
            if not isinstance(message, str):
                raise ToolError(f"the message to {receiver!r} is no text and cannot be searched")
            if keyword.lower() in message.lower():
                results.append({"receiver_id": receiver, "message": message})
        return {"results": results}

    @tool("Count the messages and the people written to.", parameters())
    def get_message_stats(self) -> dict[str, dict[str, int]]:
        self._require_login()
        receivers = {receiver for receiver, _ in self._rows()}
        return {"stats": {"received_count": len(self.state["inbox"]), "total_contacts": len(receivers)}}

    @tool("Add a person to the workspace.", parameters({"user_name": text("The new user's name.")}))
    def add_contact(self, user_name: str) -> dict[str, Any]:
        self._require_login()
        if not isinstance(user_name, str):
            raise ToolError("user_name must be text")
        if user_name in self.state["user_map"]:
            raise ToolError(f"there is a user {user_name!r} already")
        self.state["user_count"] += 1
        user_id = f"USR{self.state['user_count']:03d}"
        self.state["user_map"][user_name] = user_id
        return {"added_status": True, "user_id": user_id, "message": f"Contact '{user_name}' added successfully."}

    @property
    def _ids(self) -> list[str]:
        return list(self.state["user_map"].values())

    def _rows(self) -> list[tuple[str, Any]]:
        return [pair for row in self.state["inbox"] for pair in row.items()]

    def _require_login(self) -> None:
        if not self.state["current_user"]:
            raise ToolError("nobody is logged in; log in with message_login first")
