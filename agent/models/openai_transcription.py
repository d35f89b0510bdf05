"""The study's one recogniser: speech to text over OpenAI's API."""

import asyncio
from dataclasses import dataclass

from openai import AsyncOpenAI

from agent.models.base import Audio
from agent.models.chat.failures import failures_of
from agent.models.places import openai_client
from agent.models.registry import RecogniserSpec
from agent.models.wire_audio import wav
from agent.settings import ModelSettings
from agent.speech.pcm import same_speech


@dataclass(frozen=True, slots=True)
class _Anticipated:
    audio: Audio
    words: asyncio.Task[str]


class OpenAIRecogniser:
    """Sends an utterance as WAV: once before the VAD is sure of its end, and again if speech went on."""

    def __init__(self, client: AsyncOpenAI, *, model: str, language: str) -> None:
        self._client, self._model, self._language = client, model, language
        self._anticipated: _Anticipated | None = None

    def anticipate(self, audio: Audio) -> None:
        """Start on audio that may soon be asked for; an earlier start is given up unless it holds the same speech."""
        if self._anticipated is not None:
            if same_speech(self._anticipated.audio, audio):
                return
            self._anticipated.words.cancel()
        words = asyncio.create_task(self._ask(audio))
        words.add_done_callback(_seen)
        self._anticipated = _Anticipated(audio, words)

    async def recognise(self, audio: Audio) -> str:
        """The words in the audio, '' for none. Raises ModelError."""
        ready, self._anticipated = self._anticipated, None
        if ready is None:
            return await self._ask(audio)
        if not same_speech(ready.audio, audio):
            ready.words.cancel()
            return await self._ask(audio)
        return await ready.words

    async def aclose(self) -> None:
        """Close the connections."""
        if self._anticipated is not None:
            self._anticipated.words.cancel()
        await self._client.close()

    async def _ask(self, audio: Audio) -> str:
        with failures_of(self._model):
            answer = await self._client.audio.transcriptions.create(
                model=self._model,
                file=("utterance.wav", wav(audio), "audio/wav"),
                language=self._language,
                response_format="json",
            )
        return answer.text.strip()


def build(spec: RecogniserSpec, settings: ModelSettings) -> OpenAIRecogniser:
    """The recogniser that ``parameters`` name. Raises MissingSettingError without a key."""
    return OpenAIRecogniser(openai_client(f"recogniser {spec.id}", settings), **spec.parameters)


def _seen(words: asyncio.Task[str]) -> None:
    """Take note of a failure that nobody will ask for."""
    if not words.cancelled():
        words.exception()
