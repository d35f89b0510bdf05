"""A voice model composed of a recogniser and a text model; the study's voice speaks its words."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

from agent.models.base import (
    Capabilities,
    Delta,
    Message,
    Recogniser,
    TextModel,
    Turn,
    UserMessage,
    UserTranscript,
    Utterance,
    VoiceModel,
)


class Pipeline(VoiceModel):
    """Recognises what it has not heard yet, tells the words, and lets the text model answer them."""

    capabilities = Capabilities(kind="pipeline", audio_out=False)

    def __init__(
        self, recogniser: Recogniser, text_model: TextModel, *, on_close: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """``on_close`` lets go of the recogniser's connection."""
        self._recogniser, self._text_model, self._on_close = recogniser, text_model, on_close
        self._words: dict[int, str] = {}  # by utterance: a turn that was interrupted is asked for again

    def anticipate(self, utterance: Utterance) -> None:
        """Start to recognise before the VAD is sure."""
        self._recogniser.anticipate(utterance.audio)

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """The user's words if they are new, then the text model's answer. Raises ModelError."""
        messages = [await self._with_words(message) for message in turn.messages]
        last = _last_user(messages)
        known = _last_user(turn.messages)
        if last is not None and last.transcript is not None and known is not None and known.transcript is None:
            yield UserTranscript(last.transcript)
        async for delta in self._text_model.reply(replace(turn, messages=tuple(messages))):
            yield delta

    async def aclose(self) -> None:
        """Let go of connections."""
        await self._text_model.aclose()
        if self._on_close is not None:
            await self._on_close()

    async def _with_words(self, message: Message) -> Message:
        if not isinstance(message, UserMessage) or message.transcript is not None:
            return message
        heard = [await self._recognised(utterance) for utterance in message.utterances]
        return replace(message, transcript=" ".join(filter(None, heard)))

    async def _recognised(self, utterance: Utterance) -> str:
        if utterance.number not in self._words:
            self._words[utterance.number] = await self._recogniser.recognise(utterance.audio)
        return self._words[utterance.number]


def _last_user(messages: tuple[Message, ...] | list[Message]) -> UserMessage | None:
    return next((message for message in reversed(messages) if isinstance(message, UserMessage)), None)
