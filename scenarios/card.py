"""What a participant reads about a scenario: the only part of it that leaves the server for the page."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Category = Literal["open_chat", "goal_oriented", "tool_calling"]


class Card(BaseModel):
    """A scenario as the participant sees it (paper G.5, figures 17-19). Holds no answer and no model."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    category: Category
    title: str
    goal: str | None = None
    situation: str | None = None
    identity: dict[str, str] = {}
    key_details: dict[str, str] = {}
    tasks: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    note: str | None = None
