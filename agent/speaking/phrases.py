"""The few sentences that the agent itself says, the same for every model, rendered ahead of their use.

They name no model, and they can be spoken while whatever makes speech is down.
"""

import asyncio

import structlog

from agent.models.base import Audio, ModelError, Voice
from agent.speaking.sentences import spoken_for_sure, trimmed

GREETING = "Hello! I'm your voice assistant. How can I help you today?"
OPEN_GREETING = "Hello! I'm your voice assistant. What would you like to talk about?"
BACK = "Sorry, I lost the connection for a moment. I'm back."
APOLOGY = "I'm sorry, something went wrong on my side. Could you say that again?"
LOST_THREAD = "Sorry, I lost my thread there. Could you ask me that again?"
TIME_IS_UP = "I'm sorry to stop you, but our time is up. Thank you for talking with me. Goodbye!"
GOODBYE = "All right, let's stop here. Thank you for talking with me. Goodbye!"
ONE_MOMENT = "Sorry, I have to interrupt us for a moment. Please stay on this page."
STILL_THERE = "Are you still there? Take your time."
CHECK_MICROPHONE = "I can't hear you at the moment. If you are speaking, please check that your microphone is on."
GIVING_UP = "I'm very sorry, but I can't go on. Thank you for your patience. Goodbye."

AHEAD = (APOLOGY, GIVING_UP, LOST_THREAD, TIME_IS_UP, GOODBYE, ONE_MOMENT, STILL_THERE, CHECK_MICROPHONE)

_log = structlog.get_logger(__name__)


class Phrases:
    """Audio of fixed sentences, kept once made."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._audio: dict[str, tuple[Audio, ...]] = {}

    async def prepare(self, sentences: tuple[str, ...] = AHEAD) -> None:
        """Render sentences before they are needed. What fails is tried again at its use."""
        for sentence in sentences:
            try:
                await self.audio(sentence)
            except ModelError as error:
                _log.warning("phrase_not_rendered", error=error)
            await asyncio.sleep(0)

    async def audio(self, sentence: str) -> tuple[Audio, ...]:
        """The sentence's audio. Raises ModelError."""
        if sentence not in self._audio:
            words = trimmed(spoken_for_sure(self._voice, sentence))
            self._audio[sentence] = tuple([audio async for audio in words])
        return self._audio[sentence]
