"""Models that hear the user over chat completions, and either speak themselves or write what the study's voice says.

- end-to-end: OpenAI's audio models, and Qwen2.5-Omni on vLLM-Omni;
- speech-to-text: whatever vLLM serves that takes audio (Qwen3-Omni's thinker, Ultravox, Voxtral, Granite, Gemma 3n).
"""

from collections.abc import AsyncIterator
from typing import Any

from agent.models.base import Capabilities, Delta, Turn, VoiceModel
from agent.models.chat.audio_out import OmniAudio, OpenAIAudio
from agent.models.chat.clips import Clips
from agent.models.chat.endpoint import ChatEndpoint
from agent.models.chat.messages import Reader
from agent.models.places import openai_client, vllm_client
from agent.models.registry import BuildContext, ModelSpec

SPEAKS = Capabilities(kind="end_to_end", audio_out=True)
WRITES = Capabilities(kind="speech_to_text", audio_out=False)


class AudioChatModel(VoiceModel):
    """A chat endpoint that is sent each utterance as WAV."""

    def __init__(self, endpoint: ChatEndpoint, capabilities: Capabilities) -> None:
        self.capabilities = capabilities
        self._endpoint = endpoint

    def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """The answer as it is streamed. Raises ModelError."""
        return self._endpoint.answer(turn)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._endpoint.aclose()


def openai_audio(spec: ModelSpec, context: BuildContext) -> AudioChatModel:
    """Audio in and out over OpenAI's API; ``parameters.voice`` speaks. Raises RegistryError without a key."""
    parameters = dict(spec.parameters)
    audio = {"voice": parameters.pop("voice"), "format": "pcm16"}
    request = {"modalities": ["text", "audio"], "audio": audio, **parameters}
    client = openai_client(spec.id, context.settings)
    endpoint = ChatEndpoint(client, spec.asked_for, Reader(hears=True), request, OpenAIAudio)
    return AudioChatModel(endpoint, SPEAKS)


def vllm_omni(spec: ModelSpec, context: BuildContext) -> AudioChatModel:
    """Audio in and out over vLLM-Omni. Raises RegistryError without an endpoint."""
    reader, parameters = _reader(spec)
    request = {"modalities": ["text", "audio"], **parameters}
    endpoint = ChatEndpoint(vllm_client(spec.id, context.settings), spec.asked_for, reader, request, OmniAudio)
    return AudioChatModel(endpoint, SPEAKS)


def vllm(spec: ModelSpec, context: BuildContext) -> AudioChatModel:
    """Audio in, text out over vLLM. Raises RegistryError without an endpoint."""
    reader, parameters = _reader(spec)
    endpoint = ChatEndpoint(vllm_client(spec.id, context.settings), spec.asked_for, reader, parameters)
    return AudioChatModel(endpoint, WRITES)


def _reader(spec: ModelSpec) -> tuple[Reader, dict[str, Any]]:
    """How the endpoint is written to, and what else it is sent."""
    parameters = dict(spec.parameters)
    clips = Clips(most=parameters.pop("most_clips", None), longest_s=parameters.pop("longest_clip_s", None))
    return Reader(hears=True, strict_roles=parameters.pop("strict_roles", False), clips=clips), parameters
