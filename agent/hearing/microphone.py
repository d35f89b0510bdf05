"""The microphone's way into the session, with an ear for the recorder on it."""

from collections.abc import AsyncIterator, Callable

from livekit import rtc
from livekit.agents.voice import io


class HeardAudio(io.AudioInput):
    """Passes every frame on and shows it to ``on_frame`` first."""

    def __init__(self, source: io.AudioInput, on_frame: Callable[[rtc.AudioFrame], None]) -> None:
        super().__init__(label="HeardAudio", source=source)
        self._frames, self._on_frame = source, on_frame

    def __aiter__(self) -> AsyncIterator[rtc.AudioFrame]:
        return self

    async def __anext__(self) -> rtc.AudioFrame:
        frame = await anext(self._frames)
        self._on_frame(frame)
        return frame
