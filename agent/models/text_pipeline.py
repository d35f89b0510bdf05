"""Pipelines of a study: its recogniser, a text model over chat completions, and its voice (paper A.1)."""

from agent.models.base import Recogniser
from agent.models.pipeline import Pipeline
from agent.models.places import MissingSettingError, openai_client, vllm_place
from agent.models.registry import BuildContext, ModelSpec
from agent.models.text.openai_compatible import OpenAICompatibleTextModel


def openai(spec: ModelSpec, context: BuildContext) -> Pipeline:
    """A text model of OpenAI's. Raises MissingSettingError without a key."""
    key = openai_client(spec.id, context.settings).api_key
    return _pipeline(spec, context, base_url=context.settings.openai_url, api_key=key)


def vllm(spec: ModelSpec, context: BuildContext) -> Pipeline:
    """An open text model. Raises MissingSettingError without an endpoint."""
    base_url, key = vllm_place(spec.id, context.settings)
    return _pipeline(spec, context, base_url=base_url, api_key=key)


def _pipeline(spec: ModelSpec, context: BuildContext, *, base_url: str, api_key: str | None) -> Pipeline:
    text_model = OpenAICompatibleTextModel(
        base_url=base_url, model=spec.asked_for, api_key=api_key, request=spec.parameters
    )
    recogniser = _recogniser(spec, context)
    return Pipeline(recogniser, text_model, on_close=getattr(recogniser, "aclose", None))


def _recogniser(spec: ModelSpec, context: BuildContext) -> Recogniser:
    if context.recogniser is None:
        raise MissingSettingError(f"{spec.id!r} is a pipeline and needs a `recogniser`")
    return context.recogniser
