"""How long sound takes from one caller to another through LiveKit: the part of a latency that nobody can save."""

import uuid

from agent.callers.caller import Caller
from agent.callers.voice import SAMPLE_RATE
from agent.models.base import Audio
from tests.support.livekit_server import LiveKitServer

_BEEP_S = 0.05
_PAUSE_S = 0.45


def _beep() -> Audio:
    half_period = 16  # samples: 500 Hz
    wave = (8000).to_bytes(2, "little", signed=True) * half_period + (-8000).to_bytes(
        2, "little", signed=True
    ) * half_period
    return Audio(wave * round(_BEEP_S * SAMPLE_RATE / (2 * half_period)), SAMPLE_RATE)


async def one_way_s(livekit: LiveKitServer, *, n_beeps: int, frame_ms: int) -> list[float]:
    """Seconds from a sample leaving one caller's microphone to its arrival at the other's ear, beep by beep."""
    room = f"loopback-{uuid.uuid4().hex}"
    speaker, listener = Caller(), Caller(frame_ms=frame_ms)
    try:
        for name, caller in (("speaker", speaker), ("listener", listener)):
            await caller.join(livekit.url, livekit.token(room=room, identity=name))
        await listener.accompanied.wait()
        found = []
        for _ in range(n_beeps):
            spoken = await speaker.say(_beep())
            heard_at = await listener.ear.wait_onset(after=spoken.started_at, timeout_s=2)
            if heard_at is not None:
                found.append(heard_at - spoken.started_at)
            await listener.ear.wait_quiet(for_s=_PAUSE_S)
        return found
    finally:
        await speaker.leave()
        await listener.leave()
