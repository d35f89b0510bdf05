"""How LiveKit's AgentSession is set up, the same for every model.

Turn handling is written out: the defaults add a cloud turn detector, endpointing delays, preemptive answers and a deaf
first three seconds. The session never sees the room: ``hearing.microphone`` and ``speaking.loudspeaker`` are the only
ways in and out, and no session host is there that would tell any participant the prompt and the tools.
"""

from livekit.agents import AgentSession, TurnHandlingOptions
from livekit.agents.voice.turn import EndpointingOptions, InterruptionOptions, PreemptiveGenerationOptions

from agent.bridge import BridgeModel
from agent.turns import StudyVAD

TURN_HANDLING = TurnHandlingOptions(
    turn_detection="vad",
    endpointing=EndpointingOptions(mode="fixed", min_delay=0.0, max_delay=0.0),
    interruption=InterruptionOptions(
        enabled=True,
        mode="vad",
        min_duration=0.1,
        min_words=0,
        resume_false_interruption=False,
        false_interruption_timeout=None,
    ),
    preemptive_generation=PreemptiveGenerationOptions(enabled=False),
)


def agent_session(model: BridgeModel, vad: StudyVAD) -> "AgentSession[None]":
    """A session that hears through our VAD and answers through our bridge."""
    return AgentSession(
        llm=model,
        vad=vad,
        turn_handling=TURN_HANDLING,
        aec_warmup_duration=None,
        user_away_timeout=None,
    )
