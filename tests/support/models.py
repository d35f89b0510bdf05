"""A model for tests with real processes: it says what it knows of the conversation so far."""

from collections.abc import AsyncIterator

from agent.models.base import Capabilities, Delta, TextDelta, Turn, UserMessage, VoiceModel
from agent.models.registry import BuildContext, ModelSpec

HISTORIAN = {"kind": "speech_to_text", "factory": "tests.support.models:build", "voice": "tone", "study": False}
TONE = {"factory": "agent.models.fakes:build_voice", "parameters": {"seconds_per_character": 0.05}}


class Historian(VoiceModel):
    """Tells how often the user has spoken, and for how long: what a fresh process can only know from the history."""

    capabilities = Capabilities(kind="speech_to_text", audio_out=False)

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        """One sentence."""
        spoken = [message for message in turn.messages if isinstance(message, UserMessage)]
        seconds = sum(utterance.audio.duration_s for message in spoken for utterance in message.utterances)
        yield TextDelta(f"You have spoken {len(spoken)} times, {seconds:.1f} seconds in all.")


def build(spec: ModelSpec, context: BuildContext) -> Historian:
    """The registry's factory."""
    return Historian()
