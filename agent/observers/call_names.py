"""What the page is told a tool call is called. A provider's own ids are shaped so that they tell whose they are."""

from scenarios.events import Verification


class CallNames:
    """Ours for theirs, by the order in which a conversation's calls were first seen; the same ever after."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def of(self, call_id: str) -> str:
        """The name of a call, by its id in the log."""
        return self._names.setdefault(call_id, f"call-{len(self._names) + 1}")

    def within(self, verification: Verification) -> Verification:
        """The same verification, its calls by their names."""
        renamed = (
            found if found.call_id is None else found.model_copy(update={"call_id": self.of(found.call_id)})
            for found in verification.violations
        )
        return verification.model_copy(update={"violations": tuple(renamed)})
