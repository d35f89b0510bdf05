"""Turns a model's deltas, or a fixed sentence, into marked audio that LiveKit can play."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable

from livekit import rtc
from livekit.agents.utils import aio

from agent.answering.dialogue import Dialogue, Said
from agent.models.base import Audio, ModelError, Voice
from agent.speaking.reply import SpokenReply
from agent.speaking.resampling import ToOutputRate
from agent.speaking.sentences import Spoken, speak
from scenarios.events import ReplyPurpose


class Speaking:
    """A reply while it is being made. ``frames`` is its audio; ``error`` says why it broke off, if it did."""

    def __init__(self, reply: SpokenReply, on_first_audio: Callable[[SpokenReply], None]) -> None:
        self.reply = reply
        self.frames = aio.Chan[rtc.AudioFrame]()
        self.error: ModelError | None = None
        self._on_first_audio = on_first_audio
        self.silent = True  # no audio has come of it yet
        self._to_rate = ToOutputRate()

    def write(self, text: str) -> None:
        """The model wrote more text."""
        self.reply.add_transcript(text)

    def sound(self, audio: Audio) -> None:
        """The model spoke."""
        self._send(self._to_rate.feed(audio))

    async def end(self) -> None:
        """Nothing more comes; waits until all of it has become audio."""
        self.close()

    def close(self) -> None:
        """All of it has become audio."""
        self._send(self._to_rate.flush())
        self.frames.close()

    def abandon(self) -> None:
        """Stop making audio at once."""
        self.reply.broken_off = True
        self.frames.close()

    def _send(self, audio: Audio, words: str | None = None) -> None:
        if audio.pcm and not self.frames.closed:
            if self.silent:
                self.silent = False
                self._on_first_audio(self.reply)
            self.frames.send_nowait(self.reply.frame(audio, words))


class VoicedSpeaking(Speaking):
    """A reply whose text the study's voice speaks while it is still being written."""

    def __init__(self, reply: SpokenReply, on_first_audio: Callable[[SpokenReply], None], voice: Voice) -> None:
        super().__init__(reply, on_first_audio)
        self._text = aio.Chan[str]()
        self._task = asyncio.create_task(self._speak(speak(self._text, voice)))

    def write(self, text: str) -> None:
        """The model wrote more text."""
        self.reply.add_text(text)
        if not self._text.closed:
            self._text.send_nowait(text)

    async def end(self) -> None:
        """Nothing more comes; waits until all of it has become audio."""
        self._text.close()
        await self._task
        self.close()

    def abandon(self) -> None:
        """Stop making audio at once."""
        self._task.cancel()
        self._text.close()
        super().abandon()

    async def _speak(self, stream: AsyncIterator[Spoken]) -> None:
        try:
            async for spoken in stream:
                self._send(self._to_rate.feed(spoken.audio), spoken.text)
        except ModelError as error:
            self.error = error


class Mouth:
    """Opens replies: numbers them, enters them into the dialogue, remembers those that nobody has heard yet."""

    def __init__(
        self,
        *,
        voice: Voice,
        dialogue: Dialogue,
        first_number: int,
        on_first_audio: Callable[[SpokenReply], None],
        now_s: Callable[[], float],
    ) -> None:
        """``now_s`` gives the conversation's offset."""
        self._voice, self._dialogue, self._on_first_audio = voice, dialogue, on_first_audio
        self._number, self._now_s = first_number, now_s
        self._waiting: list[SpokenReply] = []

    def open(self, purpose: ReplyPurpose, *, turn: int | None = None, speaks_itself: bool = False) -> Speaking:
        """Begin a reply. ``speaks_itself``: the audio comes from the model, not from the voice."""
        said = Said() if purpose == "notice" else self._dialogue.say()  # a notice is no part of what the model knows
        reply = SpokenReply(self._number, purpose, said, turn, begun_s=self._now_s())
        self._number += 1
        self._waiting.append(reply)
        if speaks_itself:
            return Speaking(reply, self._on_first_audio)
        return VoicedSpeaking(reply, self._on_first_audio, self._voice)

    def phrase(self, purpose: ReplyPurpose, sentence: str, audio: Iterable[Audio]) -> Speaking:
        """A reply that is complete: a fixed sentence with its audio."""
        speaking = self.open(purpose, speaks_itself=True)
        speaking.write(sentence)
        for piece in audio:
            speaking.sound(piece)
        speaking.close()
        return speaking

    def forget(self, played: SpokenReply) -> None:
        """The reply has had its time, though perhaps nothing of it was heard."""
        self._waiting = [reply for reply in self._waiting if reply is not played]

    def about_to_speak(self) -> bool:
        """Whether a reply waits to be played."""
        return any(reply.started_at is None for reply in self._waiting)

    def unheard(self, among: Callable[[SpokenReply], bool]) -> list[SpokenReply]:
        """Those replies that never began to play; each is handed out once."""
        waiting = [reply for reply in self._waiting if reply.started_at is None]
        found = [reply for reply in waiting if among(reply)]
        self._waiting = [reply for reply in waiting if reply not in found]
        return found
