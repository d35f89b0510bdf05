"""Says fixed sentences outside the user's turns: the greeting, "I'm back", the goodbye."""

from livekit.agents import AgentSession

from agent.speaking.mouth import Mouth
from agent.speaking.phrases import Phrases
from agent.speaking.replies import Replies
from scenarios.events import ReplyPurpose


class Announcer:
    """Hands sentences to the session, and sees that one which never began to play is not waited for."""

    def __init__(self, *, phrases: Phrases, mouth: Mouth, replies: Replies) -> None:
        self._phrases, self._mouth, self._replies = phrases, mouth, replies

    async def say(
        self, session: "AgentSession[None]", purpose: ReplyPurpose, sentence: str, *, to_the_end: bool = False
    ) -> None:
        """Say a sentence; with ``to_the_end`` it cannot be talked over, and this returns when it was said.

        Raises ModelError when the voice cannot, RuntimeError when the session is closed.
        """
        audio = await self._phrases.audio(sentence)
        speaking = self._mouth.phrase(purpose, sentence, audio)
        handle = session.say(sentence, audio=speaking.frames, allow_interruptions=not to_the_end, add_to_chat_ctx=False)
        handle.add_done_callback(lambda _: self._replies.settle(speaking.reply))
        if to_the_end:
            await handle.wait_for_playout()
