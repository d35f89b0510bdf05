"""What the worlds of imported entries have in common: entries' data are taken as they are, faults included."""

from typing import Any

from scenarios.worlds.base import Outcome, Tool, World
from scenarios.worlds.schema import ArgumentError, check_arguments, loosened


class ImportedWorld(World):
    """A world that imported entries can start in.

    Entries do not keep to the types of the function docs: an id may be text where the docs say integer. In an entry
    texts and numbers therefore stand for each other where a tool can work with them; where it cannot, the type is
    the fault.
    """

    @classmethod
    def from_bfcl(cls, config: dict[str, Any]) -> dict[str, Any]:
        """The state that an entry with this configuration starts in. Raises ValueError and its like for nonsense."""
        raise NotImplementedError(f"{cls.__name__} starts no entries")

    def call(self, tool_name: str, arguments: Any) -> Outcome:
        """Run a tool. Data of an entry that lack what the tool needs make the call fail, not the conversation."""
        try:
            return super().call(tool_name, arguments)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as fault:
            if self.mode != "bfcl":
                raise
            return Outcome(ok=False, error=self._reason(tool_name, arguments, fault))

    def check(self, offered: Tool, arguments: Any) -> dict[str, Any]:
        """Arguments as the method gets them; in an entry texts may stand for numbers and numbers for texts."""
        try:
            return super().check(offered, arguments)
        except ArgumentError:
            if self.mode != "bfcl":
                raise
        return check_arguments(loosened(offered.parameters), arguments)

    def _reason(self, tool_name: str, arguments: Any, fault: Exception) -> str:
        """Why a tool broke off: the type of an argument if one is wrong, else what the entry's data lack."""
        try:
            super().check(self.tools[tool_name], arguments)
        except ArgumentError as mistyped:
            return str(mistyped)
        return f"this entry's data lack what {tool_name} needs: {fault!r}"


def number_key(number: object) -> str:
    """The key that a number has in a JSON object. A text with the same digits has another one."""
    return repr(number)
