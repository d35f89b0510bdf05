"""What a study is: a versioned file, read strictly, known by the hash of its content."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from scenarios.canonical import canonical_json, sha256_of
from scenarios.card import Category
from server.schemas.participant import ConsentSection, Scale

REHEARSAL_MODEL = "rehearsal"
SCALE_VALUES = [1, 2, 3, 4, 5, 6]

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Minor = Annotated[int, Field(ge=0, le=100_000)]  # cents


class StudyFileError(Exception):
    """A study file that cannot be used; the message names file, field and what is right."""


class Part(BaseModel):
    """A part of the file: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ModelShare(Part):
    """A model of the study and its weight in the draw."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,59}$")]
    share: Annotated[int, Field(ge=1, le=1000)] = 1


class Mix(Part):
    """Per cent of conversations by category (paper G.5: 20, 40, 40)."""

    open_chat: Annotated[int, Field(ge=0, le=100)]
    goal_oriented: Annotated[int, Field(ge=0, le=100)]
    tool_calling: Annotated[int, Field(ge=0, le=100)]

    @model_validator(mode="after")
    def _sums_to_100(self) -> Self:
        if (total := self.open_chat + self.goal_oriented + self.tool_calling) != 100:
            raise ValueError(f"open_chat, goal_oriented and tool_calling must add up to 100, not {total}")
        return self

    def shares(self) -> dict[Category, int]:
        """The categories that are drawn at all."""
        shares: dict[Category, int] = {
            "open_chat": self.open_chat,
            "goal_oriented": self.goal_oriented,
            "tool_calling": self.tool_calling,
        }
        return {category: share for category, share in shares.items() if share}


class PayRules(Part):
    """What is paid (paper G.3), in minor units (cents)."""

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    base_minor: Minor
    per_minute_minor: Minor
    max_minutes: Annotated[int, Field(ge=0, le=120)]
    task_bonus_minor: Minor  # when the checklist of a tool-calling scenario is complete
    feedback_bonus_minor: Minor
    fault_minor: Minor  # at least this when a fault of ours ends a submission early
    cap_minor: Annotated[int, Field(ge=0, le=100_000_000)] | None = None  # of the whole study; None: pays nobody yet


class Codes(Part):
    """The recruiter's completion codes. A code alone proves nothing: the rows do."""

    completed: Line
    no_consent: Line
    incompatible_device: Line
    our_fault: Line

    @model_validator(mode="after")
    def _differ(self) -> Self:
        if len({self.completed, self.no_consent, self.incompatible_device, self.our_fault}) < 4:
            raise ValueError("the four codes must differ")
        return self


class Consent(Part):
    """The consent form."""

    version: Line
    title: Line
    sections: Annotated[tuple[ConsentSection, ...], Field(min_length=1)]
    statement: Line

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the text: what a participant agreed to."""
        return sha256_of(canonical_json(self.model_dump(mode="json")))


class WordClip(Part):
    """One option of the audio check and where the page finds it spoken."""

    word: Line
    url: Annotated[str, Field(pattern=r"^/[a-z0-9/._-]+$")]


class InstrumentText(Part):
    """The rating page (figures 21-22)."""

    guidance_title: Line
    guidance: Annotated[tuple[Line, ...], Field(min_length=1)]
    scales: Annotated[tuple[Scale, ...], Field(min_length=1)]
    feedback_prompt: Line
    feedback_example: Line
    feedback_min_chars: Annotated[int, Field(ge=1, le=2000)]
    audio_feedback_questions: tuple[Line, ...]
    audio_feedback_max_s: Annotated[int, Field(ge=10, le=600)]

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if len({scale.id for scale in self.scales}) < len(self.scales):
            raise ValueError("two scales have the same id")
        for scale in self.scales:
            if [level.value for level in scale.levels] != SCALE_VALUES:
                raise ValueError(f"scale {scale.id} needs the levels 1 to 6, in order")
        return self

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the instrument: stored with every rating."""
        return sha256_of(canonical_json(self.model_dump(mode="json")))


class StudyFile(Part):
    """A whole study."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]
    version: Line
    title: Line
    rehearsal: bool = False
    models: Annotated[tuple[ModelShare, ...], Field(min_length=1)]
    mix: Mix
    scenarios: tuple[str, ...] | None = None  # ids; None takes the whole catalogue
    limit_s: Annotated[int, Field(ge=30, le=3600)]
    nudges: bool = (
        False  # the assistant asks, twice at most, whether a silent participant is there; the paper's did not
    )
    minutes_min: Annotated[int, Field(ge=1)]
    minutes_max: Annotated[int, Field(ge=1)]
    places: Annotated[int, Field(ge=1)] | None = None  # None: as many as the recruiter sends
    lease_minutes: Annotated[int, Field(ge=1, le=240)] = 45
    resume_minutes: Annotated[int, Field(ge=1, le=240)] = 20
    pay: PayRules
    codes: Codes
    help_text: Line
    how_it_works: Annotated[tuple[Line, ...], Field(min_length=1)]
    consent: Consent
    audio_check: Annotated[tuple[WordClip, ...], Field(min_length=3)]
    quick_start: Annotated[tuple[Line, ...], Field(min_length=1)]
    instrument: InstrumentText

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        ids = [model.id for model in self.models]
        if len(set(ids)) < len(ids):
            raise ValueError("models: two entries have the same id")
        if REHEARSAL_MODEL in ids and not self.rehearsal:
            raise ValueError(f"models: {REHEARSAL_MODEL} may be used only in a study with rehearsal: true")
        if self.minutes_max < self.minutes_min:
            raise ValueError("minutes_max must not be below minutes_min")
        return self


@dataclass(frozen=True, slots=True)
class Study:
    """A study file and the hash by which rows name it. ``content`` reproduces both."""

    file: StudyFile
    content: str

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical content: layout and order of keys do not matter."""
        return sha256_of(self.content)


def _complaint(where: str, error: ValidationError) -> StudyFileError:
    lines = []
    for fault in error.errors():
        field = ".".join(str(part) for part in fault["loc"]) or "file"
        lines.append(f"{where}: {field}: {fault['msg'].removeprefix('Value error, ')}")
    return StudyFileError("\n".join(lines))


def parse_study(data: Mapping[str, Any], *, where: str) -> Study:
    """A study from the file's data. Raises StudyFileError."""
    try:
        return Study(StudyFile.model_validate(data), canonical_json(data))
    except ValidationError as error:
        raise _complaint(where, error) from error


def read_study(path: Path) -> Study:
    """Read a study file. Raises StudyFileError naming file and field."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise StudyFileError(f"{path}: {error}") from error
    if not isinstance(data, dict):
        raise StudyFileError(f"{path}: a study file is a mapping of fields")
    return parse_study(data, where=str(path))
