"""Reads studies and scenarios as they were stored, when the code that reads them has moved on.

A stored version was valid on its day, and submissions depend on it for as long as they live. So reading it never
fails: what today's schema does not know is left out, what it refuses only for its value is taken as it stands, and
what it misses has its default, or else what today's file says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, get_args, get_origin

import structlog
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from scenarios.card import Card, Category
from server.study_file import StudyFile

log = structlog.get_logger(__name__)

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class StoredScenario:
    """What the server needs of a scenario: the card for the page, the whole document for the agent."""

    card: Card
    document: dict[str, Any]

    @property
    def title(self) -> str:
        """What the participant knows it by."""
        return self.card.title

    @property
    def category(self) -> Category:
        """Which kind of scenario it is."""
        return self.card.category


def stored_scenario(document: dict[str, Any], *, category: str) -> StoredScenario:
    """A scenario from its document. Its rules and worlds are the agent's to read."""
    card = {"category": category, "title": document.get("title", ""), **(document.get("card") or {})}
    return StoredScenario(card=read_leniently(Card, card), document=document)


def stored_study(content: Mapping[str, Any], *, today: StudyFile | None) -> StudyFile:
    """A study file from its stored content; ``today`` lends what is missing. Raises KeyError for what nobody lends."""
    try:
        return StudyFile.model_validate(content)
    except ValidationError as error:
        fields = sorted({".".join(map(str, fault["loc"])) for fault in error.errors()})
        log.warning("stored_study_read_leniently", study=content.get("id"), fields=fields)
        return read_leniently(StudyFile, content, today=today)


def read_leniently(model: type[M], content: Mapping[str, Any], *, today: M | None = None) -> M:
    """The model of this content without judging it. Raises KeyError for a field that nothing gives."""
    values: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        lent = getattr(today, name, None)
        try:
            values[name] = _value(field, content[name], lent)
        except (KeyError, ValidationError):
            if not field.is_required():
                values[name] = field.get_default(call_default_factory=True, validated_data=values)
            elif today is not None:
                values[name] = lent
            else:
                raise KeyError(f"{model.__name__}.{name}") from None
    return model.model_construct(**values)


def _value(field: FieldInfo, stored: Any, lent: Any) -> Any:
    """The stored value in the field's type; the field's own limits do not count."""
    try:
        return TypeAdapter[Any](field.annotation or Any).validate_python(stored)
    except ValidationError:
        part = _part_of(field.annotation)
        if part is not None and isinstance(stored, Mapping):
            return read_leniently(part, stored, today=lent if isinstance(lent, part) else None)
        if part is not None and isinstance(stored, list):
            items = [read_leniently(part, item) for item in stored]
            return items if get_origin(field.annotation) is list else tuple(items)
        raise


def _part_of(annotation: Any) -> type[BaseModel] | None:
    """The model that a field holds, alone or many times."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((part for inner in get_args(annotation) if (part := _part_of(inner)) is not None), None)
