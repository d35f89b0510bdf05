"""Models for tests with real processes, and the blocks by which a registry file names them."""

from collections.abc import AsyncIterator

from agent.models.base import Capabilities, Delta, TextDelta, Turn, UserMessage, VoiceModel
from agent.models.registry import BuildContext, ModelSpec

HISTORIAN = {"kind": "speech_to_text", "factory": "tests.support.models:build", "voice": "tone", "study": False}
TONE = {"factory": "agent.models.fakes:build_voice", "parameters": {"seconds_per_character": 0.05}}

TELLTALE = "zanzibar-9000"  # a model's and a voice's id that can stand nowhere by chance
FAILURE = "this model fails when it is told to"  # what researchers read about the failure
FAILING_ONCE = {
    "kind": "speech_to_text",
    "factory": "agent.models.fakes:build",
    "parameters": {"fake": "failing", "failures": 1},
    "study": False,
}


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
