"""The rehearsal model: real speech both ways with no key and no network, for trying things out and for tests.

It is never offered as a study's model.
"""

from agent.models.base import TextModel
from agent.models.pipeline import Pipeline
from agent.models.registry import BuildContext, ModelSpec, RegistryError
from agent.settings import ModelSettings
from agent.speech.client import SpeechClient


def build(spec: ModelSpec, context: BuildContext) -> Pipeline:
    """The rehearsal model of one conversation. Raises RegistryError when no speech process is named."""
    socket = context.settings.speech_socket
    if socket is None:
        raise RegistryError(f"model {spec.id!r} needs PARLEY_SPEECH_SOCKET: the socket of the speech process")
    return rehearsal_model(speech=SpeechClient(socket), text_model=text_model(context.settings))


def rehearsal_model(*, speech: SpeechClient, text_model: TextModel) -> Pipeline:
    """The speech process's recogniser before a text model; closing it closes the connection."""
    return Pipeline(speech.recogniser(), text_model, on_close=speech.aclose)


def text_model(settings: ModelSettings) -> TextModel:
    """The endpoint that PARLEY_TEXT_MODEL_URL names, otherwise the script. Raises RegistryError without a name."""
    if settings.text_model_url is None:
        from agent.models.text.script.model import ScriptedTextModel

        return ScriptedTextModel()
    if not settings.text_model_name:
        raise RegistryError("PARLEY_TEXT_MODEL_URL is set: PARLEY_TEXT_MODEL_NAME must say which model to ask for")
    from agent.models.text.openai_compatible import OpenAICompatibleTextModel

    key = settings.text_model_key.get_secret_value() if settings.text_model_key else None
    return OpenAICompatibleTextModel(base_url=settings.text_model_url, model=settings.text_model_name, api_key=key)
