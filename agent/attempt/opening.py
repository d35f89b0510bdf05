"""The first words of an attempt, and the floor, which is closed until they are on their way.

Whoever speaks before that is heard and recorded like at any other time, and answered behind those words: as long as
the assistant is not ready, neither the clock nor the page knows of a conversation.
"""

from livekit.agents import AgentSession

from agent.attempt.assembly import Assembly
from agent.speaking.phrases import BACK, GREETING, OPEN_GREETING


async def open_floor(session: "AgentSession[None]", parts: Assembly, *, is_first: bool) -> None:
    """Greet, or say that one is back, and answer what was said before. Raises ModelError, RuntimeError."""
    if is_first:
        greeting = OPEN_GREETING if parts.scenario.card.category == "open_chat" else GREETING
        await parts.announcer.say(session, "greeting", greeting)
    else:
        await parts.announcer.say(session, "notice", BACK)
    if parts.bridge.open():
        session.generate_reply()
    await parts.phrases.prepare()
