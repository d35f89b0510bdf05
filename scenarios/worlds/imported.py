"""What the worlds of imported entries have in common: entries' data are taken as they are, faults included."""

from typing import Any

from scenarios.canonical import copy_json
from scenarios.worlds.base import Outcome, Tool, World
from scenarios.worlds.schema import ArgumentError, check_names


class ImportedWorld(World):
    """A world that imported entries can start in.

    Entries do not keep to the types of the function docs: an id may be text where the docs say integer, a text stands
    where they say list. In an entry a value therefore goes wherever a tool can work with it, as it does in a language
    that checks no types; where the tool cannot, the type is the fault.
    """

    @classmethod
    def from_bfcl(cls, config: dict[str, Any]) -> dict[str, Any]:
        """The state that an entry with this configuration starts in. Raises ValueError and its like for nonsense."""
        raise NotImplementedError(f"{cls.__name__} starts no entries")

    def call(self, tool_name: str, arguments: Any) -> Outcome:
        """Run a tool. Data of an entry that lack what the tool needs make the call fail, not the conversation."""
        try:
            return super().call(tool_name, arguments)
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as fault:
            if self.mode != "bfcl":
                raise
            return Outcome(ok=False, error=self._reason(tool_name, arguments, fault))

    def check(self, offered: Tool, arguments: Any) -> dict[str, Any]:
        """Arguments as the method gets them; in an entry their values may be of any type."""
        return check_names(offered.parameters, arguments) if self.mode == "bfcl" else super().check(offered, arguments)

    def settle(self) -> None:
        """Keep a state from growing past what JSON can hold: an infinite number, a folder too deep."""
        if self.mode == "bfcl":
            copy_json(self.state)

    def _reason(self, tool_name: str, arguments: Any, fault: Exception) -> str:
        """Why a tool broke off: the type of an argument if one is wrong, else what it could not work with."""
        try:
            super().check(self.tools[tool_name], arguments)
        except ArgumentError as mistyped:
            return str(mistyped)
        return f"{tool_name} cannot work with these values and this entry's data: {fault!r}"


def number_key(number: object) -> str:
    """The key that a number has in a JSON object, 3.0 that of 3. A text with the same digits has another one."""
    return repr(int(number) if isinstance(number, float) and number.is_integer() else number)
