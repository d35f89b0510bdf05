"""The last stop before the room: knows what was played when, and so what the user heard.

Wraps LiveKit's audio output. It hands the framework the words that were heard when a reply is interrupted, and tells
the watchers of playback about every segment.
"""

from collections.abc import Callable
from typing import Protocol

from livekit import rtc
from livekit.agents.voice import io

from agent.speaking.reply import SpokenReply, reply_of


class PlaybackWatcher(Protocol):
    """Who is told what is played. Times are ``time.time()`` stamps, positions are seconds within the reply."""

    def queued(self, reply: SpokenReply, frame: rtc.AudioFrame) -> None:
        """More audio of a reply was handed to the output, perhaps long before it is played."""

    def started(self, reply: SpokenReply, at: float) -> None:
        """The first frame went to the room."""

    def finished(self, reply: SpokenReply, position_s: float, *, interrupted: bool) -> None:
        """The reply was played to its end, or up to where it was interrupted."""


class PlayedAudio(io.AudioOutput):
    """Passes frames on and follows their fate.

    A watcher that fails, on a full disk for one, must not leave the session waiting for the end of what is played:
    ``on_broken`` is told, and decides what becomes of the conversation.
    """

    def __init__(
        self, output: io.AudioOutput, watchers: tuple[PlaybackWatcher, ...], *, on_broken: Callable[[Exception], None]
    ) -> None:
        super().__init__(
            label="PlayedAudio",
            next_in_chain=output,
            sample_rate=output.sample_rate,
            capabilities=io.AudioOutputCapabilities(pause=False),  # what was heard is counted without pauses
        )
        self._watchers, self._on_broken = watchers, on_broken
        self._reply: SpokenReply | None = None

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        """Account for a frame, then pass it on."""
        await super().capture_frame(frame)
        if marked := reply_of(frame):
            self._reply, words = marked
            reply = self._reply
            reply.played(frame, words)
            self._tell(lambda watcher: watcher.queued(reply, frame))
        assert self.next_in_chain is not None
        await self.next_in_chain.capture_frame(frame)

    def flush(self) -> None:
        """The reply's audio is complete."""
        super().flush()
        if self.next_in_chain:
            self.next_in_chain.flush()

    def clear_buffer(self) -> None:
        """Stop playing at once."""
        if self.next_in_chain:
            self.next_in_chain.clear_buffer()

    def on_playback_started(self, *, created_at: float) -> None:
        """The room received the first frame."""
        if (reply := self._reply) is not None:
            self._tell(lambda watcher: watcher.started(reply, created_at))
        super().on_playback_started(created_at=created_at)

    def on_playback_finished(
        self, *, playback_position: float, interrupted: bool, synchronized_transcript: str | None = None
    ) -> None:
        """Nothing more of the current reply is played."""
        reply, self._reply = self._reply, None
        heard = synchronized_transcript
        if reply is not None:
            heard = reply.heard(playback_position) if interrupted else None
            self._tell(lambda watcher: watcher.finished(reply, playback_position, interrupted=interrupted))
        super().on_playback_finished(
            playback_position=playback_position, interrupted=interrupted, synchronized_transcript=heard
        )

    def _tell(self, tell: Callable[[PlaybackWatcher], None]) -> None:
        for watcher in self._watchers:
            try:
                tell(watcher)
            except Exception as error:
                self._on_broken(error)
