"""Why a conversation did not become a scenario: every one that is left out says at which stage and for what reason."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Stage = Literal["reading", "prefilter", "transformation", "form", "validation", "duplicates"]

STAGES: tuple[Stage, ...] = ("reading", "prefilter", "transformation", "form", "validation", "duplicates")


@dataclass(frozen=True, slots=True)
class Rejection:
    """``reason`` is one of a stage's few words for counting; ``detail`` is for people."""

    record: str
    stage: Stage
    reason: str
    detail: str = ""

    @property
    def document(self) -> dict[str, Any]:
        """The rejection as JSON."""
        return asdict(self)
