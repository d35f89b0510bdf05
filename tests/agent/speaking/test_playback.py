"""A watcher's failure must not keep the session waiting."""

import asyncio

from livekit import rtc
from livekit.agents.voice.io import PlaybackFinishedEvent

from agent.answering.dialogue import Said
from agent.models.base import Audio
from agent.speaking.playback import PlayedAudio
from agent.speaking.reply import OUTPUT_RATE, SpokenReply
from tests.agent.stage import Ear
from tests.support.virtual_time import run_virtual


class FullDisk:
    """Fails whatever it is told."""

    def queued(self, reply: SpokenReply, frame: rtc.AudioFrame) -> None:
        raise OSError("no space left")

    def started(self, reply: SpokenReply, at: float) -> None:
        raise OSError("no space left")

    def finished(self, reply: SpokenReply, position_s: float, *, interrupted: bool) -> None:
        raise OSError("no space left")


class Counting(FullDisk):
    """Counts what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def queued(self, reply: SpokenReply, frame: rtc.AudioFrame) -> None:
        self.told.append("queued")

    def started(self, reply: SpokenReply, at: float) -> None:
        self.told.append("started")

    def finished(self, reply: SpokenReply, position_s: float, *, interrupted: bool) -> None:
        self.told.append("finished")


def test_a_watcher_that_fails_is_reported_and_playback_ends_all_the_same() -> None:
    async def main() -> None:
        broken: list[Exception] = []
        counting = Counting()
        output = PlayedAudio(Ear(), (FullDisk(), counting), on_broken=broken.append)
        ended: list[PlaybackFinishedEvent] = []
        output.on("playback_finished", ended.append)
        reply = SpokenReply(1, "answer", Said("Hello."))
        await output.capture_frame(reply.frame(Audio(bytes(OUTPUT_RATE), OUTPUT_RATE), "Hello."))
        output.flush()
        await asyncio.sleep(1)
        assert [str(error) for error in broken] == ["no space left"] * 3
        assert counting.told == ["queued", "started", "finished"]
        assert [end.interrupted for end in ended] == [False]

    run_virtual(main())


class PausingEar(Ear):
    """An output that could be paused."""

    @property
    def can_pause(self) -> bool:
        return True


def test_nobody_may_pause_it_since_what_was_heard_is_counted_without_pauses() -> None:
    async def main() -> None:
        assert not PlayedAudio(PausingEar(), (), on_broken=lambda error: None).can_pause

    run_virtual(main())
