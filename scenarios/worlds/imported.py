"""What the worlds of imported entries have in common: entries' data are taken as they are, faults included."""

from typing import Any, ClassVar

from scenarios.worlds.base import Outcome, Tool, World
from scenarios.worlds.schema import check_arguments, without_types


class ImportedWorld(World):
    """A world that imported entries can start in.

    ``untyped`` names the arguments whose types entries do not keep to, such as ids that are text where the docs say
    integer: in an entry they are taken as they come.
    """

    untyped: ClassVar[tuple[str, ...]] = ()

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
            return Outcome(ok=False, error=f"these arguments do not work on this entry's data: {fault!r}")

    def check(self, offered: Tool, arguments: Any) -> dict[str, Any]:
        """Arguments as the method gets them; of ``untyped`` ones only the names are checked in an entry."""
        if self.mode != "bfcl":
            return super().check(offered, arguments)
        return check_arguments(without_types(offered.parameters, self.untyped), arguments)
