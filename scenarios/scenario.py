"""The three kinds of scenario, as files hold them and as the server hands them to the agent."""

from datetime import datetime
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, field_validator, model_validator

from scenarios.canonical import canonical_json, sha256_of
from scenarios.card import Card
from scenarios.forms.days import MONTHS, WEEKDAYS
from scenarios.rules import Forbid, Frame, ReferenceCall, StateIs, Step, Strict
from scenarios.topics import Topic
from scenarios.worlds.base import Mode, Tool
from scenarios.worlds.dates import instant
from scenarios.worlds.together import Worlds, wire_name


class ScenarioBase(Strict):
    """What all scenarios have. ``assistant_prompt`` goes before the standard guidelines and never holds the answer."""

    schema_version: Literal[1]
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
    title: str = Field(min_length=3, max_length=80)
    card: Card
    assistant_prompt: str = Field(min_length=20)

    @model_validator(mode="before")
    @classmethod
    def _complete_card(cls, content: Any) -> Any:
        """Files need not repeat title and category on the card."""
        if isinstance(content, dict) and isinstance(content.get("card"), dict):
            shared = {key: content[key] for key in ("category", "title") if key in content}
            return content | {"card": shared | content["card"]}
        return content

    @model_validator(mode="after")
    def _card_agrees(self) -> "ScenarioBase":
        if (self.card.category, self.card.title) != (getattr(self, "category", None), self.title):
            raise ValueError("card.category and card.title must be the scenario's own; leave them out of the card")
        return self

    @property
    def document(self) -> dict[str, Any]:
        """The scenario as JSON, without defaults: ``parse_scenario`` reads it back."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical content: it does not depend on the file's layout or order of keys."""
        return sha256_of(canonical_json(self.document))

    @property
    def instructions(self) -> str:
        """The scenario's part of the system prompt."""
        return self.assistant_prompt.strip()

    def tool_specs(self) -> tuple[Tool, ...]:
        """The tools that the model is offered, by the names that it calls."""
        return ()


class OpenChat(ScenarioBase):
    """Free conversation on any topic (figure 17)."""

    category: Literal["open_chat"]


class GoalOriented(ScenarioBase):
    """A conversation with milestones (figure 18). Nothing of it is verified."""

    category: Literal["goal_oriented"]
    topic: Topic | None = None

    @model_validator(mode="after")
    def _has_goals(self) -> "GoalOriented":
        if not self.card.situation:
            raise ValueError("card.situation is missing: two or three sentences of context")
        if not 3 <= len(self.card.goals) <= 5:
            raise ValueError(f"card.goals needs three to five goals, not {len(self.card.goals)}")
        return self


def _asks_for_identity(schema: dict[str, Any]) -> None:
    """Every card but those of an imported benchmark tells who the participant is."""
    imported = {"required": ["mode"], "properties": {"mode": {"const": "bfcl"}}}
    named = {"required": ["identity"], "properties": {"identity": {"minProperties": 1}}}
    schema |= {"if": {"not": imported}, "then": {"properties": {"card": named}}}


class ToolCalling(ScenarioBase):
    """Something to be done with tools, in worlds, and verified (figure 19)."""

    model_config = ConfigDict(json_schema_extra=_asks_for_identity)

    category: Literal["tool_calling"]
    domain: str
    now: str
    mode: Mode = "product"
    worlds: dict[str, dict[str, Any]] = Field(min_length=1)
    tools: tuple[str, ...] = Field(min_length=1)
    steps: tuple[Step, ...] = Field(min_length=1)
    forbidden: tuple[Forbid, ...] = ()
    final_state: tuple[StateIs, ...] = ()
    frame: Frame = Frame()
    reference: tuple[tuple[ReferenceCall, ...], ...] = Field(min_length=1)

    @field_validator("now")
    @classmethod
    def _is_aware(cls, value: str) -> str:
        instant(value)
        return value

    @property
    def starts_at(self) -> datetime:
        """The instant at which the scenario plays, with its zone."""
        return datetime.fromisoformat(self.now)

    @property
    def instructions(self) -> str:
        """The scenario's part of the system prompt, with the day and time that it plays at."""
        start = self.starts_at
        day = f"{WEEKDAYS[start.weekday()]}, {MONTHS[start.month - 1]} {start.day}, {start.year}".title()
        clock = f"{start.hour % 12 or 12}:{start.minute:02} {'am' if start.hour < 12 else 'pm'}"
        return f"{self.assistant_prompt.strip()}\nIt is {day}, {clock}."

    def tool_specs(self) -> tuple[Tool, ...]:
        """The tools that the model is offered, by the names that it calls."""
        tools = self.new_worlds().tools
        return tuple(Tool(wire_name(tool_id), tool.description, tool.parameters) for tool_id, tool in tools.items())

    def new_worlds(self) -> Worlds:
        """The scenario's worlds in their initial state. Raises KeyError for an unknown domain or tool."""
        return Worlds.of(self.worlds, now=self.starts_at, offered=self.tools, mode=self.mode)


Scenario = Annotated[OpenChat | GoalOriented | ToolCalling, Field(discriminator="category")]

SCENARIO: TypeAdapter[OpenChat | GoalOriented | ToolCalling] = TypeAdapter(Scenario)
