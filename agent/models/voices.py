"""Factories of voices, as ``models.yaml`` names them."""

from agent.models.base import Voice
from agent.models.registry import RegistryError, VoiceSpec
from agent.settings import ModelSettings
from agent.speech.client import SpeechClient


def speech_process(spec: VoiceSpec, settings: ModelSettings) -> Voice:
    """The voice of this host's speech process. Raises RegistryError when no socket is set."""
    if settings.speech_socket is None:
        raise RegistryError(f"voice {spec.id!r} needs PARLEY_SPEECH_SOCKET: the socket of the speech process")
    return SpeechClient(settings.speech_socket).voice()
