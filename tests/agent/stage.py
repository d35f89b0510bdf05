"""A whole conversation without LiveKit's server: the real session, VAD and bridge between a made-up microphone and ear.

Runs on a virtual clock: the microphone gives 32 ms every 32 ms of it, the ear plays as long as the audio lasts.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import soxr
import yaml
from livekit import rtc
from livekit.agents import Agent, AgentSession
from livekit.agents.voice import io
from numpy.typing import NDArray

from agent.attempt.assembly import Assembly, assemble
from agent.attempt.restoring import Past
from agent.attempt.session_options import agent_session
from agent.callers.voice import speak
from agent.hearing.microphone import FRAME_MS, INPUT_RATE
from agent.observers.event_log import EventLog
from agent.reporting.study_server import Brief
from agent.settings import AgentSettings
from agent.speaking.playback import PlayedAudio
from agent.turns import StudyVAD
from tests.agent.conftest import OPEN_CHAT, REGISTRY
from tests.agent.parts import NOON, new_log

RATE = INPUT_RATE
FRAME_S = FRAME_MS / 1000


class Microphone:
    """Silence, and what is put into it."""

    def __init__(self, hear: Callable[[rtc.AudioFrame], None]) -> None:
        self._hear = hear
        self._waiting: NDArray[np.int16] = np.empty(0, np.int16)
        self._next_at: float | None = None
        self._on = asyncio.Event()
        self._on.set()

    def leave(self) -> None:
        """The page is closed: no frames come any more, and what was to be said is not."""
        self._on.clear()
        self._waiting = np.empty(0, np.int16)

    def come_back(self) -> None:
        """Frames come again."""
        self._next_at = None
        self._on.set()

    def say(self, text: str) -> float:
        """Speak, beginning now. Returns the length in seconds."""
        line = soxr.resample(np.frombuffer(speak(text).pcm, np.int16), 16_000, RATE).astype(np.int16)
        self._waiting = np.concatenate((self._waiting, line))
        return len(line) / RATE

    async def run(self) -> None:
        """Give a frame as often as one is long."""
        loop = asyncio.get_running_loop()
        while True:
            await self._on.wait()
            self._next_at = (loop.time() if self._next_at is None else self._next_at) + FRAME_S
            await asyncio.sleep(self._next_at - loop.time())
            if self._on.is_set():
                self._hear(self._frame())

    def _frame(self) -> rtc.AudioFrame:
        n = round(FRAME_S * RATE)
        piece = np.zeros(n, np.int16)
        taken = self._waiting[:n]
        piece[: len(taken)] = taken
        self._waiting = self._waiting[n:]
        return rtc.AudioFrame(piece.tobytes(), RATE, 1, n)


class Ear(io.AudioOutput):
    """Plays every segment for as long as it lasts, and remembers what was played when.

    Like a real output it takes a frame first and tells that it plays a moment later.
    """

    def __init__(self) -> None:
        super().__init__(label="test ear", capabilities=io.AudioOutputCapabilities(pause=False), sample_rate=RATE)
        self.played: list[tuple[float, float]] = []  # start and end of each segment
        self._open = self._complete = False
        self._start: asyncio.Handle | None = None
        self._started_at: float | None = None
        self._length_s = 0.0
        self._end: asyncio.TimerHandle | None = None

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        await super().capture_frame(frame)
        if not self._open:
            self._open = True
            self._start = asyncio.get_running_loop().call_soon(self._play)
        self._length_s += frame.duration

    def flush(self) -> None:
        super().flush()
        self._complete = self._open
        self._await_end()

    def clear_buffer(self) -> None:
        if self._open:
            self._finish(True)

    def _play(self) -> None:
        self._started_at = asyncio.get_running_loop().time()
        self.on_playback_started(created_at=NOON.timestamp() + self._started_at)
        self._await_end()

    def _await_end(self) -> None:
        if self._complete and self._started_at is not None and self._end is None:
            loop = asyncio.get_running_loop()
            self._end = loop.call_at(self._started_at + self._length_s, self._finish, False)

    def _finish(self, interrupted: bool) -> None:
        for handle in (self._start, self._end):
            if handle is not None:
                handle.cancel()
        now, began = asyncio.get_running_loop().time(), self._started_at
        if began is not None:
            self.played.append((began, now))
        position_s = 0.0 if began is None else min(now - began, self._length_s)
        self._open = self._complete = False
        self._start = self._started_at = self._end = None
        self._length_s = 0.0
        self.on_playback_finished(playback_position=position_s, interrupted=interrupted)


@dataclass
class Stage:
    """One conversation on stage."""

    log: EventLog
    parts: Assembly
    session: "AgentSession[None]"
    vad: StudyVAD
    microphone: Microphone
    ear: Ear
    gave_up: list[str] = field(default_factory=list)

    async def say(self, text: str, *, then_s: float = 0.0) -> float:
        """Speak to the end, wait; returns when the last sample was spoken."""
        length_s = self.microphone.say(text)
        await asyncio.sleep(length_s)
        ended_at = asyncio.get_running_loop().time()
        await asyncio.sleep(then_s)
        return ended_at


def settings(folder: Path, registry: dict[str, Any] | None = None) -> AgentSettings:
    """An agent's settings with a registry of fakes."""
    models_file = folder / "models.yaml"
    models_file.write_text(yaml.safe_dump(registry or REGISTRY))
    secret = "only-for-tests-0123456789"
    return AgentSettings(
        data_dir=folder,
        models_file=models_file,
        agent_secret=secret,
        livekit_url="ws://127.0.0.1:1",
        livekit_api_key="key",
        livekit_api_secret=secret,
    )


def brief(model: str, scenario: dict[str, Any] | None = None, **more: Any) -> Brief:
    """What the server would hand to a job."""
    values = {
        "attempt": 1,
        "limit_s": 600.0,
        "talked_s": 0.0,
        "nudges": False,
        "started_at": None,
        "history": [],
        **more,
    }
    return Brief(conversation_id="cv-test", study_hash="0" * 64, model=model, scenario=scenario or OPEN_CHAT, **values)


def _unexpected(error: Exception) -> None:
    raise error


@asynccontextmanager
async def on_stage(
    folder: Path,
    model: str,
    *,
    scenario: dict[str, Any] | None = None,
    registry: dict[str, Any] | None = None,
    past: Past | None = None,
    opened: bool = True,
) -> AsyncIterator[Stage]:
    """A session that listens, and answers if it was ``opened``; nobody greets."""

    async def send(payload: bytes, identities: list[str]) -> None:
        """No page watches."""

    gave_up: list[str] = []
    log = new_log(folder)
    parts = assemble(
        brief(model, scenario),
        past or Past(),
        settings=settings(folder, registry),
        log=log,
        send=send,
        give_up=gave_up.append,
    )
    study_vad = StudyVAD(parts.listener)
    microphone, ear = Microphone(study_vad.hear), Ear()
    session = agent_session(parts.bridge, study_vad)
    session.output.audio = PlayedAudio(ear, (parts.marks, parts.replies), on_broken=_unexpected)
    await session.start(Agent(instructions=""))
    parts.floor.ready()
    if opened:
        parts.bridge.open()
    speaking = asyncio.create_task(microphone.run())
    try:
        yield Stage(log, parts, session, study_vad, microphone, ear, gave_up)
    finally:
        speaking.cancel()
        await session.aclose()
        parts.floor.close()
