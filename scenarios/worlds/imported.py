"""What the worlds of imported entries have in common: entries' data are taken as they are, faults included."""

from typing import Any

from scenarios.worlds.base import Outcome, World


class ImportedWorld(World):
    """A world that imported entries can start in."""

    @classmethod
    def from_bfcl(cls, config: dict[str, Any]) -> dict[str, Any]:
        """The state that an entry with this configuration starts in. Raises ValueError and its like for nonsense."""
        raise NotImplementedError(f"{cls.__name__} starts no entries")

    def call(self, tool_name: str, arguments: Any) -> Outcome:
        """Run a tool. Data of an entry that lack what the tool needs make the call fail, not the conversation."""
        try:
            return super().call(tool_name, arguments)
        except (AttributeError, LookupError, TypeError, ValueError) as fault:
            if self.mode != "bfcl":
                raise
            return Outcome(ok=False, error=f"this entry's data lack what {tool_name} needs: {fault!r}")
