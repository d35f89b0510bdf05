"""Which models there are, and how each is built. Adding a model is one block in ``models.yaml`` and one factory."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Self, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from agent.models.base import Kind, Voice, VoiceModel
from agent.settings import AgentSettings
from scenarios.scenario import GoalOriented, OpenChat, ToolCalling


class RegistryError(Exception):
    """The registry's file is wrong, or does not hold what was asked for."""


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,60}$")
    factory: str = Field(pattern=r"^[a-zA-Z_][\w.]*:[a-zA-Z_]\w*$")  # module:function
    parameters: dict[str, Any] = {}


class VoiceSpec(_Block):
    """A voice: its factory is called with (spec, settings) and returns a Voice."""


class ModelSpec(_Block):
    """A model: its factory is called with (spec, context) and returns a VoiceModel."""

    kind: Kind
    voice: str = "study"  # speaks greetings for all models, and everything for those that write text
    study: bool = True  # may be a study's model; a rehearsal is none


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    voices: dict[str, VoiceSpec] = {}
    models: dict[str, ModelSpec]

    @model_validator(mode="before")
    @classmethod
    def _ids_are_the_keys(cls, content: Any) -> Any:
        if not isinstance(content, dict):
            return content
        named = {
            section: {name: {"id": name, **(block or {})} for name, block in (content.get(section) or {}).items()}
            for section in ("voices", "models")
        }
        return content | named

    @model_validator(mode="after")
    def _voices_exist(self) -> Self:
        for model in self.models.values():
            if model.voice not in self.voices:
                raise ValueError(f"model {model.id!r} names the voice {model.voice!r}, which there is not")
        return self


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What a model may know of its conversation when it is built."""

    settings: AgentSettings
    conversation_id: str
    scenario: OpenChat | GoalOriented | ToolCalling
    voice: Voice


class Registry:
    """The models and voices of one file."""

    def __init__(self, path: Path) -> None:
        """Raises RegistryError when the file is missing or malformed."""
        try:
            content = _File.model_validate(yaml.safe_load(path.read_text()))
        except (OSError, yaml.YAMLError, ValidationError) as error:
            raise RegistryError(f"{path}: {error}") from error
        self._models, self._voices = content.models, content.voices

    @property
    def ids(self) -> tuple[str, ...]:
        """Every model's id, in the file's order."""
        return tuple(self._models)

    def spec(self, model_id: str) -> ModelSpec:
        """A model's block. Raises RegistryError naming the ids there are."""
        if model_id not in self._models:
            raise RegistryError(f"there is no model {model_id!r}; models: {', '.join(self._models)}")
        return self._models[model_id]

    def build_voice(self, spec: ModelSpec, settings: AgentSettings) -> Voice:
        """The voice of a model. Raises RegistryError, or what its factory raises."""
        voice = self._voices[spec.voice]
        return cast("Voice", _factory(voice)(voice, settings))

    def build(self, spec: ModelSpec, context: BuildContext) -> VoiceModel:
        """A model for one conversation. Raises RegistryError, or what its factory raises."""
        model = _factory(spec)(spec, context)
        if not isinstance(model, VoiceModel):
            raise RegistryError(f"{spec.factory} returned no VoiceModel")
        if model.capabilities.kind != spec.kind:
            raise RegistryError(f"{spec.id!r} is registered as {spec.kind} and says it is {model.capabilities.kind}")
        return model


def _factory(block: _Block) -> Callable[..., Any]:
    """Import a factory only now, so that a job loads the libraries of its own model alone."""
    module, name = block.factory.split(":")
    try:
        found = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise RegistryError(f"the factory of {block.id!r} cannot be imported: {error}") from error
    if not callable(found):
        raise RegistryError(f"the factory of {block.id!r} cannot be called")
    return cast("Callable[..., Any]", found)
