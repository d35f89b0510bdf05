"""How LiveKit's AgentSession and RoomIO are set up, the same for every model.

Turn handling is written out: the defaults add a cloud turn detector, endpointing delays, preemptive answers and a deaf
first three seconds. The session host would tell any participant the prompt and the tools.
"""

from livekit.agents import AgentSession, TurnHandlingOptions, room_io
from livekit.agents.voice.turn import EndpointingOptions, InterruptionOptions, PreemptiveGenerationOptions

from agent.bridge import BridgeModel
from agent.turns import StudyVAD

INPUT_RATE = 24_000
FRAME_MS = 50

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


def room_options() -> room_io.RoomOptions:
    """The microphone and nothing else: ``loudspeaker`` has the other way. A participant who leaves may come back."""
    return room_io.RoomOptions(
        audio_input=room_io.AudioInputOptions(
            sample_rate=INPUT_RATE, frame_size_ms=FRAME_MS, auto_gain_control=False, pre_connect_audio=False
        ),
        audio_output=False,
        text_input=False,
        text_output=False,
        close_on_disconnect=False,
    )
