"""Which models there are, and how each is built. Adding a model is one block in ``models.yaml`` and one factory."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, Self, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from agent.models.base import Kind, Recogniser, Voice, VoiceModel
from agent.models.prompted_tools import PromptedTools
from agent.settings import ModelSettings
from scenarios.scenario import GoalOriented, OpenChat, ToolCalling


class RegistryError(Exception):
    """The registry's file is wrong, or does not hold what was asked for."""


Provider = Literal["openai", "google", "vllm", "speech_process"]


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,60}$")
    factory: str = Field(pattern=r"^[a-zA-Z_][\w.]*:[a-zA-Z_]\w*$")  # module:function
    parameters: dict[str, Any] = {}
    provider: Provider | None = None  # who must be reached for it


class Price(BaseModel):
    """What a provider asks, in US dollars for a million tokens; what its page does not say stays unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    read: date
    text_in: float | None = Field(None, ge=0)
    text_out: float | None = Field(None, ge=0)
    audio_in: float | None = Field(None, ge=0)
    audio_out: float | None = Field(None, ge=0)


class VoiceSpec(_Block):
    """A voice: its factory is called with (spec, settings) and returns a Voice."""

    price: Price | None = None


class RecogniserSpec(_Block):
    """A recogniser: its factory is called with (spec, settings) and returns a Recogniser."""

    price: Price | None = None


class ModelSpec(_Block):
    """A model: its factory is called with (spec, context) and returns a VoiceModel.

    What it is, from ``provider_model`` on, is for researchers alone.
    """

    kind: Kind
    voice: str = "study"  # speaks greetings for all models, and everything for those that write text
    recogniser: str | None = None  # hears for a pipeline
    tools: Literal["native", "prompt"] = "native"  # how it calls them: the provider's way, or by `prompted_tools`
    web_tools: bool = True  # searching and reading the web; not for a rehearsal, which uses no network
    study: bool = True  # may be a study's model; a rehearsal is none
    provider_model: str | None = None
    name: str | None = None
    size: str | None = None  # billions of parameters, where they are disclosed
    licence: str | None = None
    price: Price | None = None
    note: str | None = None

    @property
    def asked_for(self) -> str:
        """The name under which the provider knows it."""
        return self.provider_model or self.id


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    voices: dict[str, VoiceSpec] = {}
    recognisers: dict[str, RecogniserSpec] = {}
    models: dict[str, ModelSpec]

    @model_validator(mode="before")
    @classmethod
    def _ids_are_the_keys(cls, content: Any) -> Any:
        if not isinstance(content, dict):
            return content
        named = {
            section: {name: {"id": name, **(block or {})} for name, block in (content.get(section) or {}).items()}
            for section in ("voices", "recognisers", "models")
        }
        return content | named

    @model_validator(mode="after")
    def _what_is_named_exists(self) -> Self:
        for model in self.models.values():
            if model.voice not in self.voices:
                raise ValueError(f"model {model.id!r} names the voice {model.voice!r}, which there is not")
            if model.recogniser is not None and model.recogniser not in self.recognisers:
                raise ValueError(f"model {model.id!r} names the recogniser {model.recogniser!r}, which there is not")
        return self


@dataclass(frozen=True, slots=True)
class BuildContext:
    """What a model may know of its conversation when it is built."""

    settings: ModelSettings
    conversation_id: str
    scenario: OpenChat | GoalOriented | ToolCalling
    voice: Voice
    recogniser: Recogniser | None = None  # the registry's, for pipelines that name one


class Registry:
    """The models and voices of one file."""

    def __init__(self, path: Path) -> None:
        """Raises RegistryError when the file is missing or malformed."""
        try:
            content = _File.model_validate(yaml.safe_load(path.read_text()))
        except (OSError, yaml.YAMLError, ValidationError) as error:
            raise RegistryError(f"{path}: {error}") from error
        self._models, self._voices, self._recognisers = content.models, content.voices, content.recognisers

    @property
    def ids(self) -> tuple[str, ...]:
        """Every model's id, in the file's order."""
        return tuple(self._models)

    def spec(self, model_id: str) -> ModelSpec:
        """A model's block. Raises RegistryError naming the ids there are."""
        if model_id not in self._models:
            raise RegistryError(f"there is no model {model_id!r}; models: {', '.join(self._models)}")
        return self._models[model_id]

    def parts(self, spec: ModelSpec) -> tuple[VoiceSpec | RecogniserSpec | ModelSpec, ...]:
        """All that a conversation with a model needs: itself, its voice and, of a pipeline, its recogniser."""
        recogniser = () if spec.recogniser is None else (self._recognisers[spec.recogniser],)
        return (spec, *recogniser, self._voices[spec.voice])

    def build_voice(self, spec: ModelSpec, settings: ModelSettings) -> Voice:
        """The voice of a model. Raises RegistryError, or what its factory raises."""
        voice = self._voices[spec.voice]
        return cast("Voice", _factory(voice)(voice, settings))

    def build(self, spec: ModelSpec, context: BuildContext) -> VoiceModel:
        """A model for one conversation. Raises RegistryError, or what its factory raises."""
        if spec.recogniser is not None and context.recogniser is None:
            recogniser = self._recognisers[spec.recogniser]
            context = replace(context, recogniser=_factory(recogniser)(recogniser, context.settings))
        model = _factory(spec)(spec, context)
        if not isinstance(model, VoiceModel):
            raise RegistryError(f"{spec.factory} returned no VoiceModel")
        if model.capabilities.kind != spec.kind:
            raise RegistryError(f"{spec.id!r} is registered as {spec.kind} and says it is {model.capabilities.kind}")
        return PromptedTools(model) if spec.tools == "prompt" else model


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
