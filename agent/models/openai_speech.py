"""The study's one voice: text to speech over OpenAI's API, streamed."""

from collections.abc import AsyncIterator

from openai import AsyncOpenAI

from agent.models.base import Audio
from agent.models.chat.failures import failures_of
from agent.models.places import openai_client
from agent.models.registry import VoiceSpec
from agent.models.wire_audio import PcmStream
from agent.settings import ModelSettings

_PIECE_BYTES = 4_800  # 0.1 s


class OpenAIVoice:
    """Speaks each text in one request, and hands the audio on while it comes."""

    sample_rate = 24_000  # of the API's PCM

    def __init__(self, client: AsyncOpenAI, *, model: str, voice: str) -> None:
        self._client, self._model, self._voice = client, model, voice

    async def speak(self, text: str) -> AsyncIterator[Audio]:
        """The text as audio. Raises ModelError."""
        pcm = PcmStream(self.sample_rate)
        with failures_of(self._model) as progress:
            asked = self._client.audio.speech.with_streaming_response.create(
                model=self._model, voice=self._voice, input=text, response_format="pcm"
            )
            async with asked as response:
                async for piece in response.iter_bytes(_PIECE_BYTES):
                    progress.begun = True
                    yield pcm.feed(piece)
        pcm.end()

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()


def build(spec: VoiceSpec, settings: ModelSettings) -> OpenAIVoice:
    """The voice that ``parameters`` name. Raises MissingSettingError without a key."""
    return OpenAIVoice(openai_client(f"voice {spec.id}", settings), **spec.parameters)
