"""Answers that are audio: OpenAI's own form, and the one of vLLM-Omni."""

from collections.abc import Iterator

from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_chunk import ChoiceDelta

from agent.models.base import AudioDelta, Delta, ModelMalformedError, TextDelta
from agent.models.wire_audio import PcmStream, from_base64, from_wav

_PCM_RATE = 24_000


class OpenAIAudio:
    """``delta.audio``: raw PCM at 24 kHz in base64, and its transcript."""

    def __init__(self) -> None:
        self._pcm = PcmStream(_PCM_RATE)
        self._spoke = False
        self._written = ""

    def feed(self, chunk: ChatCompletionChunk, delta: ChoiceDelta) -> Iterator[Delta]:
        """The words, then the sound that they begin with."""
        self._written += delta.content or ""
        if delta.audio is None:
            return
        if delta.audio.transcript:
            yield TextDelta(delta.audio.transcript)
        if delta.audio.data:
            self._spoke = True
            yield AudioDelta(self._pcm.feed(from_base64(delta.audio.data)))

    def end(self) -> Iterator[Delta]:
        """Nothing is held back. An answer in text alone cannot be heard, and is none."""
        self._pcm.end()
        if self._written.strip() and not self._spoke:
            raise ModelMalformedError("the answer came as text without audio")
        return iter(())


class OmniAudio:
    """vLLM-Omni: every chunk says its ``modality``; in an audio chunk the content is a whole WAV file in base64."""

    def feed(self, chunk: ChatCompletionChunk, delta: ChoiceDelta) -> Iterator[Delta]:
        """The words as they are thought, the sound as it is spoken."""
        if not delta.content:
            return
        if (chunk.model_extra or {}).get("modality") == "audio":
            yield AudioDelta(from_wav(from_base64(delta.content)))
        else:
            yield TextDelta(delta.content)

    def end(self) -> Iterator[Delta]:
        """Nothing is held back."""
        return iter(())
