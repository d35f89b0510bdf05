from pathlib import Path

import numpy as np
import soundfile
from livekit import rtc

from agent.answering.dialogue import Said
from agent.models.fakes import tone
from agent.observers.event_log import EventLog
from agent.observers.recording import Recorder
from agent.observers.timeline import Timeline
from agent.speaking.reply import OUTPUT_RATE, SpokenReply
from scenarios.events import RecordingStarted
from tests.agent.parts import logged
from tests.support.waiting import wait_for


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def frame_of(reply: SpokenReply, seconds: float) -> rtc.AudioFrame:
    return reply.frame(tone(seconds), "")


async def test_both_sides_lie_in_the_file_where_they_were_heard(tmp_path: Path) -> None:
    clock = Hands()
    log = EventLog(tmp_path / "attempt-1", attempt=1, timeline=Timeline(wall=lambda: 1e9, monotonic=clock))
    recorder = Recorder(log)
    recorder.start()
    reply = SpokenReply(1, "answer", Said())
    user = tone(0.05, hertz=300)
    for index in range(60):  # three seconds of the participant, from 0.5 s on
        clock.now = 0.55 + index * 0.05
        recorder.heard(rtc.AudioFrame(user.pcm, OUTPUT_RATE, 1, len(user.pcm) // 2))
        if index == 20:  # at 1.5 s the assistant has five seconds to say
            recorder.queued(reply, frame_of(reply, 5.0))
            recorder.started(reply, 1e9 + 1.5)
        if index == 39:  # and is interrupted at 2.5 s
            recorder.finished(reply, 1.0, interrupted=True)
    clock.now = 4.0
    await recorder.aclose()

    [started] = logged(log, RecordingStarted)
    assert (started.audio, started.offset_s, started.sample_rate) == ("attempt-1/recording.ogg", 0.0, OUTPUT_RATE)
    heard, rate = soundfile.read(tmp_path / started.audio)
    assert len(heard) / rate == 4.0
    loud = np.abs(heard) > 0.1
    for side, began_s, ended_s in ((0, 0.5, 3.5), (1, 1.5, 2.5)):
        where = np.flatnonzero(loud[:, side]) / rate
        assert abs(where[0] - began_s) < 0.02
        assert abs(where[-1] - ended_s) < 0.02


async def test_it_is_on_the_disk_while_it_happens(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "attempt-1", attempt=1, timeline=Timeline())
    recorder = Recorder(log)
    recorder.start()
    noise = np.random.default_rng(1).integers(-9000, 9000, OUTPUT_RATE // 20, dtype=np.int16)
    copy = tmp_path / "copy.ogg"

    async def is_there() -> bool:
        recorder.heard(rtc.AudioFrame(noise.tobytes(), OUTPUT_RATE, 1, len(noise)))
        try:
            copy.write_bytes((tmp_path / "attempt-1" / "recording.ogg").read_bytes())  # as kill -9 would leave it now
            heard, rate = soundfile.read(copy)
        except (FileNotFoundError, soundfile.LibsndfileError):  # nothing yet
            return False
        return bool(len(heard) / rate > 0.9)

    await wait_for(is_there, for_what="a second of sound on the disk", timeout_s=30)
    await recorder.aclose()
