"""What the models answer: drafts of scenarios and judgements of them, as JSON of a given schema."""

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from scenarios.topics import Topic

Reason = Literal[
    "special_knowledge", "pictures", "tools", "sensitive", "personal", "not_speakable", "too_thin", "not_english"
]


class AnswerError(ValueError):
    """An answer that cannot be used; the message can be given back to the model."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Draft(_Strict):
    """A goal-oriented scenario as a model writes it."""

    title: str
    topic: Topic
    goal: str
    situation: str
    goals: tuple[str, ...]
    assistant_prompt: str


class Transformation(_Strict):
    """The first model's answer: a draft, or why the conversation gives none."""

    decision: Literal["accept", "reject"]
    reason: Reason | None
    explanation: str
    scenario: Draft | None

    @model_validator(mode="after")
    def _is_whole(self) -> "Transformation":
        if self.decision == "accept" and self.scenario is None:
            raise ValueError("an accepted conversation needs its scenario")
        if self.decision == "reject" and self.reason is None:
            raise ValueError("a rejected conversation needs a reason")
        return self


class Judgement(_Strict):
    """The second model's answer: the draft stands, stands improved, or falls."""

    verdict: Literal["keep", "improve", "reject"]
    reason: Reason | None
    explanation: str
    scenario: Draft | None

    @model_validator(mode="after")
    def _is_whole(self) -> "Judgement":
        if self.verdict == "improve" and self.scenario is None:
            raise ValueError("an improved draft is given whole, in scenario")
        if self.verdict == "reject" and self.reason is None:
            raise ValueError("a rejected draft needs a reason")
        return self


Shape = TypeVar("Shape", bound=BaseModel)


def read_answer(shape: type[Shape], text: str) -> Shape:
    """An answer of that shape. Raises AnswerError."""
    try:
        return shape.model_validate_json(text)
    except ValidationError as error:
        part = error.errors()[0]
        place = ".".join(map(str, part["loc"])) or "the answer"
        raise AnswerError(f"{place}: {part['msg'].removeprefix('Value error, ')}") from error


def answer_schema(shape: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema that structured output takes: every property required, none beyond them, no ornaments."""
    plain: dict[str, Any] = _without_ornaments(shape.model_json_schema())
    return plain


def _without_ornaments(node: Any) -> Any:
    """Titles and descriptions are ours to read; property names that happen to be the same words stay."""
    if isinstance(node, list):
        return [_without_ornaments(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    kept = {key: value for key, value in node.items() if key not in ("title", "description")}
    return {
        key: {name: _without_ornaments(item) for name, item in value.items()}
        if key in ("properties", "$defs")
        else _without_ornaments(value)
        for key, value in kept.items()
    }
