"""Names for tool calls that hold for a whole conversation: some providers count anew in every turn."""

from collections.abc import Iterable


class CallIds:
    """Hands out every id once. ``used``: the ids of earlier attempts."""

    def __init__(self, used: Iterable[str] = ()) -> None:
        self._used = set(used)

    def unique(self, call_id: str) -> str:
        """The provider's own id where it is new, otherwise with a number behind it."""
        name, number = call_id or "call", 1
        while name in self._used:
            number += 1
            name = f"{call_id or 'call'}-{number}"
        self._used.add(name)
        return name
