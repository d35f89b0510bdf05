"""Whole conversations through a real LiveKit server: a worker process, fakes for models, a guest who speaks."""

import asyncio
import json
import os
import signal
import time
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import soxr
from livekit import rtc
from livekit.agents.voice.remote_session import RemoteSession

from agent.callers.voice import speak
from agent.models.base import Audio
from scenarios.events import (
    AssistantReady,
    ConversationEnded,
    ConversationStarted,
    LatencyMarked,
    RecordingStarted,
    Reply,
    RtcParticipantChanged,
    UserUtterance,
)
from tests.agent.conftest import REGISTRY, Backstage
from tests.support.agent_worker import Guest, dispatch, joined
from tests.support.fake_study_server import HeldConversation
from tests.support.waiting import wait_for

pytestmark = [pytest.mark.livekit, pytest.mark.asyncio(loop_scope="module")]

RATE = 8_000
LONG_S = 30.0  # for what happens by itself, also on a busy machine
LINE = "Good morning, I would like to hear about your day."


async def greeted(stage: Backstage, held: HeldConversation, guest: Guest, *, attempt: int = 1) -> None:
    """Wait until the first words were heard to their end."""
    await stage.server.wait_for(held, Reply, n=1 if attempt == 1 else len(held.of(Reply)) + 1)
    await guest.ear.wait_quiet(for_s=0.3)


def length_s(text: str) -> float:
    """How long the study's voice takes for a text."""
    voice: dict[str, Any] = REGISTRY["voices"]["tone"]
    return len(text) * float(voice["parameters"]["seconds_per_character"])


def pcm_of(path: Path) -> tuple[np.ndarray, int]:
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(float), file.getframerate()


def correlation(source: Audio, heard: np.ndarray, rate: int) -> tuple[float, float]:
    """How well the source is found in what was heard, and where it begins there, in seconds.

    Pieces of half a second are looked for one by one, since WebRTC stretches the sound of a caller that is held up.
    """
    wanted = soxr.resample(np.frombuffer(source.pcm, np.int16).astype(float), source.sample_rate, RATE)
    where = soxr.resample(heard, rate, RATE)
    pieces = [_find(wanted[at : at + RATE // 2], where) for at in range(0, len(wanted) - RATE // 2, RATE // 2)]
    return float(np.median([found for found, _ in pieces])), pieces[0][1] / RATE


def _find(piece: np.ndarray, where: np.ndarray) -> tuple[float, int]:
    n = len(piece) + len(where)
    score = np.fft.irfft(np.fft.rfft(where, n) * np.conj(np.fft.rfft(piece, n)), n)[: len(where)]
    at = int(np.argmax(np.abs(score)))
    there = where[at : at + len(piece)]
    return float(abs(score[at]) / (np.linalg.norm(piece) * np.linalg.norm(there) + 1e-9)), at


async def test_a_turn_is_answered_and_everything_is_on_record(backstage: Backstage) -> None:
    held = backstage.conversation("echo")
    line = speak(LINE)
    await dispatch(backstage.livekit, held.id)
    async with joined(backstage.livekit, held.id) as guest:
        await greeted(backstage, held, guest)
        spoken = await guest.microphone.say(line)
        onset = await guest.ear.wait_onset(after=spoken.ended_at, timeout_s=LONG_S)
        assert onset is not None
        assert onset - spoken.ended_at > 2.0  # the silence that ends a turn
        await backstage.server.wait_for(held, Reply, n=2)
        held.end_requested = True
        await backstage.server.wait_for(held, ConversationEnded)

    utterance = held.of(UserUtterance)[0]
    heard, rate = pcm_of(backstage.folder(held).parent / utterance.audio)
    found, at_s = correlation(line, heard, rate)
    assert found > 0.8
    assert 0.05 < at_s < 0.35  # the pre-roll, before what Silero takes for the onset
    assert 0.1 < len(heard) / rate - at_s - line.duration_s < 0.5  # 200 ms behind the end, as the VAD hears it

    reply = held.of(Reply)[1]
    assert reply.heard == reply.text
    assert not reply.interrupted
    assert [m.end for m in held.of(LatencyMarked)][-1] == "published"
    assert held.of(ConversationEnded)[0].reason == "participant_ended"

    recording, rate = soundfile.read(backstage.folder(held) / "recording.ogg")
    began_s = held.of(RecordingStarted)[0].offset_s
    user = recording[:, 0]
    found, at_s = correlation(line, user, rate)
    assert found > 0.8
    assert abs(began_s + at_s - utterance.started_s) < 0.25
    assistant = np.abs(recording[:, 1])
    first_loud_s = began_s + float(np.argmax(assistant > 0.05)) / rate
    assert abs(first_loud_s - held.of(Reply)[0].started_s) < 0.05


async def test_barge_in_stops_the_voice_and_cuts_the_history_to_what_was_heard(backstage: Backstage) -> None:
    held = backstage.conversation("text")
    await dispatch(backstage.livekit, held.id)
    async with joined(backstage.livekit, held.id) as guest:
        await backstage.server.wait_for(held, AssistantReady)
        assert await guest.ear.wait_onset(after=0.0, timeout_s=LONG_S) is not None
        await asyncio.sleep(0.8)
        spoken = await guest.microphone.say(speak("Stop please, stop now."))
        reply = await backstage.server.wait_for(held, Reply)
        sounds = guest.ear.sounds(until=spoken.ended_at)
    assert sounds[-1].ended_at - sounds[0].started_at < length_s(reply.text)
    assert reply.interrupted
    assert reply.purpose == "greeting"
    assert 0 < len(reply.heard) < len(reply.text)
    assert reply.text.startswith(reply.heard)
    assert [m["state"] for m in guest.messages("agent_state")][-1] == "listening"
    assert guest.messages("user_state")[0]["state"] == "speaking"


def said_to_the_end(held: HeldConversation) -> bool:
    """Whether the last words were a goodbye that the participant heard whole."""
    last = held.of(Reply)[-1]
    return last.purpose == "goodbye" and last.heard == last.text != "" and not last.interrupted


async def test_notice_and_goodbye_reach_the_page(backstage: Backstage) -> None:
    held = backstage.conversation("text", limit_s=33.0)
    await dispatch(backstage.livekit, held.id)
    async with joined(backstage.livekit, held.id) as guest:
        await backstage.server.wait_for(held, AssistantReady)
        await wait_for(lambda: _async(guest.messages("notice")), for_what="the notice", timeout_s=LONG_S)
        held.end_requested = True
        ended = await backstage.server.wait_for(held, ConversationEnded)
        await wait_for(lambda: _async(guest.messages("ended")), for_what="the end on the page", timeout_s=LONG_S)
    assert guest.messages("notice")[0]["kind"] == "thirty_seconds"
    assert ended.reason == "participant_ended"
    assert said_to_the_end(held)
    assert guest.messages("ready")[0]["limit_s"] == 33.0


async def _async(value: list[dict[str, object]]) -> list[dict[str, object]]:
    return value


async def test_a_conversation_ends_by_its_limit_with_a_goodbye_that_is_heard(backstage: Backstage) -> None:
    held = backstage.conversation("text", limit_s=5.0)
    await dispatch(backstage.livekit, held.id)
    async with joined(backstage.livekit, held.id) as guest:
        ended = await backstage.server.wait_for(held, ConversationEnded)
        sounds = guest.ear.sounds()
    assert ended.reason == "time_limit"
    assert ended.talked_s >= 5.0
    assert said_to_the_end(held)
    goodbye = held.of(Reply)[-1]
    assert goodbye.started_s is not None
    assert goodbye.ended_s is not None
    assert goodbye.started_s - held.of(AssistantReady)[0].offset_s >= 5.0
    spoken_s = goodbye.ended_s - goodbye.started_s
    assert sounds[-1].ended_at - sounds[-1].started_at > spoken_s / 2


async def test_the_room_tells_a_guest_nothing_of_the_model(backstage: Backstage) -> None:
    """A participant with a LiveKit client of their own: names, attributes, streams and calls to the agent."""
    held = backstage.conversation("text")
    await dispatch(backstage.livekit, held.id)
    async with joined(backstage.livekit, held.id) as guest:
        streams: list[str] = []
        guest.room.register_text_stream_handler("lk.transcription", lambda *_: streams.append("transcription"))
        await greeted(backstage, held, guest)
        await guest.microphone.say(speak(LINE))
        await backstage.server.wait_for(held, Reply, n=2)
        [agent] = guest.room.remote_participants.values()
        shown = json.dumps([agent.name, agent.metadata, dict(agent.attributes), guest.room.metadata, guest.states])
        asking = RemoteSession.from_room(guest.room, agent.identity)
        await asking.start()
        with pytest.raises(TimeoutError):
            await asking.wait_for_ready(timeout=3)
        await asking.aclose()
    assert streams == []
    assert agent.name == ""
    assert [publication.source for publication in agent.track_publications.values()] == [
        rtc.TrackSource.SOURCE_MICROPHONE
    ]
    for secret in ("text_echo", "speech_to_text", "fake", "pipeline", "instructions", "friendly chat"):
        assert secret not in shown


async def test_a_failing_model_apologises_and_gives_up_in_the_end(backstage: Backstage) -> None:
    held = backstage.conversation("failing")
    await dispatch(backstage.livekit, held.id)
    async with joined(backstage.livekit, held.id) as guest:
        await greeted(backstage, held, guest)
        for n in (2, 3):
            await guest.microphone.say(speak("Are you there?"))
            apology = await backstage.server.wait_for(held, Reply, n=n)
            assert apology.purpose == "apology"
        await guest.microphone.say(speak("Hello, hello?"))
        ended = await backstage.server.wait_for(held, ConversationEnded)
    assert ended.reason == "agent_failed"
    faults = [e for e in held.events.values() if e.type == "fault"]
    assert [f.fatal for f in faults] == [False] * 6 + [True]
    assert said_to_the_end(held)


async def test_a_reloaded_page_carries_on(backstage: Backstage) -> None:
    held = backstage.conversation("text")
    await dispatch(backstage.livekit, held.id)
    async with joined(backstage.livekit, held.id) as guest:
        await greeted(backstage, held, guest)
    await backstage.server.wait_for(held, RtcParticipantChanged, n=2)
    async with joined(backstage.livekit, held.id) as again:
        await backstage.server.wait_for(held, RtcParticipantChanged, n=3)
        spoken = await again.microphone.say(speak(LINE))
        assert await again.ear.wait_onset(after=spoken.ended_at, timeout_s=LONG_S) is not None
        told = [message for message in again.states if message["type"] != "heartbeat"]  # one may be under way already
        assert told[0]["type"] == "snapshot"
        assert told[0]["ready"] is True
    assert [e.change for e in held.of(RtcParticipantChanged)][:3] == ["joined", "left", "joined"]
    assert len(held.jobs) == 1


async def test_the_first_tab_is_heard_again_when_the_second_one_is_closed(backstage: Backstage) -> None:
    held = backstage.conversation("text")
    await dispatch(backstage.livekit, held.id)
    async with joined(backstage.livekit, held.id) as first:
        await greeted(backstage, held, first)
        async with joined(backstage.livekit, held.id, identity="p-second-tab") as second:
            await backstage.server.wait_for(held, RtcParticipantChanged, n=2)
            for publication in second.room.local_participant.track_publications.values():
                await publication.wait_for_subscription()
            await second.microphone.say(speak(LINE))
            await backstage.server.wait_for(held, Reply, n=2)
        await backstage.server.wait_for(held, RtcParticipantChanged, n=3)
        await first.microphone.say(speak(LINE))
        await backstage.server.wait_for(held, Reply, n=3)
    assert [r.purpose for r in held.of(Reply)] == ["greeting", "answer", "answer"]


async def test_a_killed_job_leaves_everything_and_the_next_one_carries_on(backstage: Backstage) -> None:
    held = backstage.conversation("text")
    await dispatch(backstage.livekit, held.id)
    async with joined(backstage.livekit, held.id) as guest:
        await greeted(backstage, held, guest)
        await guest.microphone.say(speak(LINE))
        await backstage.server.wait_for(held, Reply, n=2)
        await guest.microphone.say(speak("And what about tomorrow?"))
        await backstage.server.wait_for(held, UserUtterance, n=2)
        killed_at = time.time()
        os.kill(backstage.worker.job_of(held.id), signal.SIGKILL)
        await dispatch(backstage.livekit, held.id)
        ready = await backstage.server.wait_for(held, AssistantReady, n=2)
        await backstage.server.wait_for(held, Reply, n=len(held.of(Reply, attempt=1)) + 2)
        held.end_requested = True
        await backstage.server.wait_for(held, ConversationEnded)
        back, *_ = held.of(Reply, attempt=2)
        first = held.of(ConversationStarted, attempt=1)[0]
        assert back.started_s is not None
        assert back.ended_s is not None
        origin = first.at.timestamp() - first.offset_s
        began_at, ended_at = origin + back.started_s, origin + back.ended_s
        heard = guest.ear.audio_between(began_at, ended_at)

    assert began_at - killed_at < 10
    assert np.abs(np.frombuffer(heard.pcm, np.int16)).mean() > 1_000  # at once behind the first job
    assert ready.attempt == 2
    assert ready.offset_s > 5
    assert (ready.at - first.at).total_seconds() == pytest.approx(ready.offset_s - first.offset_s, abs=0.01)
    again = held.of(Reply, attempt=2)
    assert [r.purpose for r in again][:2] == ["notice", "answer"]  # "I'm back", then the turn that was left unanswered
    assert again[0].reply > held.of(Reply, attempt=1)[-1].reply
    attempt_1 = backstage.folder(held, 1)
    lines = (attempt_1 / "events.jsonl").read_text().splitlines()
    assert held.acknowledged(1) == len(lines)
    recording, rate = soundfile.read(attempt_1 / "recording.ogg")
    lived_s = killed_at - first.at.timestamp()
    assert len(recording) / rate > lived_s - 4


async def test_a_job_that_was_superseded_leaves_without_a_word(backstage: Backstage) -> None:
    held = backstage.conversation("text")
    await dispatch(backstage.livekit, held.id)
    async with joined(backstage.livekit, held.id) as guest:
        await greeted(backstage, held, guest)
        await dispatch(backstage.livekit, held.id)
        ended = await backstage.server.wait_for(held, ConversationEnded)
        await backstage.server.wait_for(held, AssistantReady, n=2)
        spoken = await guest.microphone.say(speak(LINE))
        assert await guest.ear.wait_onset(after=spoken.ended_at, timeout_s=LONG_S) is not None
    assert (ended.attempt, ended.reason) == (1, "superseded")
    assert [r.purpose for r in held.of(Reply, attempt=1)] == ["greeting"]
    assert len(held.of(ConversationEnded)) == 1


async def test_the_study_server_may_be_away_for_a_while(backstage: Backstage) -> None:
    held = backstage.conversation("text")
    await dispatch(backstage.livekit, held.id)
    async with joined(backstage.livekit, held.id) as guest:
        await greeted(backstage, held, guest)
        backstage.server.down = True
        spoken = await guest.microphone.say(speak(LINE))
        assert await guest.ear.wait_onset(after=spoken.ended_at, timeout_s=LONG_S) is not None
        assert not held.of(UserUtterance)
        backstage.server.down = False
        await backstage.server.wait_for(held, UserUtterance)
        await backstage.server.wait_for(held, Reply, n=2)
    seqs = [seq for _, seq in sorted(held.events)]
    assert seqs == list(range(1, len(seqs) + 1))
