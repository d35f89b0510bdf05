"""What happens to a conversation when a part of the house dies: with real processes and a caller in the room."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import soundfile

from agent.speaking.phrases import ONE_MOMENT
from scenarios.events import RecordingStarted, Reply, UserUtterance
from server.services.patience import Patience
from server.services.watch import INTERVAL_S
from tests.support.models import HISTORIAN, TONE
from tests.support.parley_up import Parley, parley_up
from tests.support.participant import Participant, taking_part
from tests.support.researcher import Researcher
from tests.support.stalls import Stalls
from tests.support.study_folder import write_studies
from tests.support.waiting import wait_until

pytestmark = pytest.mark.livekit

STUDY = "historian"
PATIENCE_S = Patience().heartbeat_s
TOLD_WITHIN_S = 5.0
TALKS_WITHIN_S = 10.0
NOBODY_WITHIN_S = 15.0
AUDIO_LOST_S = 4.0  # of the recording, at most, when a job is killed


@pytest.fixture(scope="module")
def parley(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parley]:
    """The whole system with a model that tells what it knows; server and agent are started again when they die."""
    folder = tmp_path_factory.mktemp("faults")
    environment = write_studies(folder, models={STUDY: HISTORIAN}, voices={"tone": TONE})
    with parley_up(folder / "data", keep=("server", "agent"), rehearsal=False, environment=environment) as running:
        yield running


def answers(participant: Participant, attempt: int) -> list[str]:
    """What the assistant answered in an attempt."""
    return [e.text for e in participant.logged(attempt) if isinstance(e, Reply) and e.purpose == "answer"]


def record_without_loss(participant: Participant, *, attempts: int) -> dict[str, Any]:
    """The researcher's record, in which every event that lies on the disk is there, once, in order, without a gap.

    What a killed job wrote and had not posted yet comes with the worker's next sweep.
    """
    researcher = Researcher(participant.parley)
    on_disk = [participant.logged(attempt) for attempt in range(1, attempts + 1)]
    n_events = sum(map(len, on_disk))

    def whole() -> dict[str, Any] | None:
        found: dict[str, Any] = researcher.conversation(participant.conversation_id)
        return found if len(found["events"]) >= n_events else None

    record = wait_until(whole, for_what="the worker's sweep", timeout_s=180, every_s=1)
    researcher.close()
    assert all([e.seq for e in events] == list(range(1, len(events) + 1)) for events in on_disk)
    assert [(e["attempt"], e["seq"]) for e in record["events"]] == [(e.attempt, e.seq) for es in on_disk for e in es]
    assert len(record["attempts"]) == attempts
    return record


def recorded_s(participant: Participant, attempt: int) -> float:
    """Length of an attempt's recording as it can be played."""
    path = participant.parley.folder(participant.conversation_id) / f"attempt-{attempt}" / "recording.ogg"
    return float(soundfile.info(path).duration)


def assert_known_in_time(participant: Participant, *, attempt: int, killed_at: float, stalls: Stalls) -> None:
    """The server waited for a whole heartbeat's patience and then looked, by its own rows, and kept its promise."""
    researcher = Researcher(participant.parley)
    loss = researcher.loss(participant.conversation_id, attempt)
    researcher.close()
    lost_s = stalls.within_s(killed_at, loss.known_at)
    assert loss.silence_s > PATIENCE_S
    assert loss.silence_s < PATIENCE_S + 2 * INTERVAL_S + lost_s  # one look, and what it takes
    assert loss.known_at - killed_at < TOLD_WITHIN_S + lost_s


async def test_a_killed_job_is_replaced(parley: Parley) -> None:
    async with taking_part(parley, STUDY) as participant:
        await participant.start()
        await participant.caller.wait_greeted()
        await participant.say("I am going to say this before the accident.")
        await participant.caller.wait_floor()
        with Stalls() as stalls:
            parley.kill_job(participant.conversation_id)
            killed_at = time.time()
            _, spoke_at = await asyncio.gather(
                participant.until("recovering", timeout_s=3 * TOLD_WITHIN_S),
                participant.caller.ear.wait_onset(after=killed_at + 1, timeout_s=3 * TALKS_WITHIN_S),
            )
        assert_known_in_time(participant, attempt=1, killed_at=killed_at, stalls=stalls)
        assert spoke_at is not None
        assert spoke_at - killed_at < TALKS_WITHIN_S + stalls.within_s(killed_at, spoke_at)
        assert (await participant.say("And this I say after it.")).answered_at is not None
        await participant.caller.wait_floor()
        await participant.session.end()
        await participant.until("rating", timeout_s=60)
        assert await participant.session.rate() == "complete"
    assert [text.split(" times")[0] for text in answers(participant, 1)] == ["You have spoken 1"]
    assert [text.split(" times")[0] for text in answers(participant, 2)] == ["You have spoken 2"]
    record = record_without_loss(participant, attempts=2)
    assert [attempt["ended"] for attempt in record["attempts"]] == ["lost", "finished"]
    (began,) = (e.at.timestamp() for e in participant.logged(1) if isinstance(e, RecordingStarted))
    assert recorded_s(participant, 1) > killed_at - began - AUDIO_LOST_S


async def test_killed_again_is_our_fault_and_paid(parley: Parley) -> None:
    async with taking_part(parley, STUDY) as participant:
        await participant.start()
        await participant.caller.wait_greeted()
        parley.kill_job(participant.conversation_id)
        await participant.until("recovering", timeout_s=3 * TOLD_WITHIN_S)
        await participant.until("live", timeout_s=2 * TALKS_WITHIN_S)
        with Stalls() as stalls:
            parley.kill_job(participant.conversation_id)
            killed_at = time.time()
            await participant.until("closed", timeout_s=3 * TOLD_WITHIN_S)
        assert_known_in_time(participant, attempt=2, killed_at=killed_at, stalls=stalls)
        closed = participant.session.stage
        async with asyncio.timeout(10):
            await participant.caller.left.wait()
    assert (closed["reason"], closed["paid"], closed["code"]) == ("our_fault", True, "REHEARSAL-OUR-FAULT")
    record = record_without_loss(participant, attempts=2)
    assert record["end_reason"] == "agent_failed"
    assert sum(line["amount_minor"] for line in record["pay"]) >= 100


async def test_a_killed_study_server_is_not_noticed(parley: Parley) -> None:
    async with taking_part(parley, STUDY) as participant:
        await participant.start()
        await participant.caller.wait_greeted()
        killed = parley.kill("server")
        during = await participant.say("Nobody but you can hear me now.")
        assert during.answered_at is not None
        wait_until(lambda: parley.pid("server") != killed, for_what="another study server", timeout_s=60)
        await participant.until("live", timeout_s=60)
        assert (await participant.say("Now somebody else listens again.")).answered_at is not None
        await participant.caller.wait_floor()
        await participant.session.end()
        await participant.until("rating", timeout_s=60)
        assert await participant.session.rate() == "complete"
    assert len([e for e in participant.logged(1) if isinstance(e, UserUtterance)]) == 2
    record = record_without_loss(participant, attempts=1)
    assert [line["who"] for line in record["transcript"]].count("participant") == 2
    assert record["attempts"][0]["ended"] == "finished"


async def test_three_who_start_at_the_same_moment_are_all_greeted(parley: Parley) -> None:
    """An idle worker is asked for three jobs before it has begun one."""
    async with contextlib.AsyncExitStack() as stack:
        entering = (stack.enter_async_context(taking_part(parley, STUDY)) for _ in range(3))
        participants = await asyncio.gather(*entering)
        await asyncio.gather(*(participant.start() for participant in participants))
        await asyncio.gather(*(participant.until("live", timeout_s=60) for participant in participants))


async def test_a_restart_on_purpose_is_no_loss(parley: Parley) -> None:
    """The agent is stopped in the middle of a conversation, as for another version, and there is no other meanwhile."""
    async with taking_part(parley, STUDY) as participant:
        await participant.start()
        await participant.caller.wait_greeted()
        assert (await participant.say("I am going to say this before the restart.")).answered_at is not None
        await participant.caller.wait_floor()
        stopped = parley.pid("agent")
        os.kill(stopped, signal.SIGTERM)
        await participant.until("recovering", timeout_s=50)
        await participant.until("no_assistant", timeout_s=3 * TALKS_WITHIN_S)
        wait_until(lambda: parley.pid("agent") != stopped, for_what="another agent", timeout_s=60)
        await participant.session.retry()
        await participant.until("live", timeout_s=TALKS_WITHIN_S)
        assert (await participant.say("And this I say after it.")).answered_at is not None
        await participant.caller.wait_floor()
        parley.kill_job(participant.conversation_id)
        await participant.until("recovering", timeout_s=3 * TOLD_WITHIN_S)
        await participant.until("live", timeout_s=TALKS_WITHIN_S)
    assert [e.text for e in participant.logged(1) if isinstance(e, Reply) and e.purpose == "notice"] == [ONE_MOMENT]
    researcher = Researcher(parley)
    record = researcher.conversation(participant.conversation_id)
    researcher.close()
    ended = {attempt["number"]: attempt["ended"] for attempt in record["attempts"]}
    assert (ended[1], ended[2]) == ("finished", "no_show")
    assert list(ended.values()).count("lost") == 1


async def test_nobody_there_is_told_and_can_be_asked_again(parley: Parley) -> None:
    """The agent is dead when it is called and back when the participant asks again."""
    killed = parley.kill("agent")
    async with taking_part(parley, STUDY) as participant:
        await participant.start()
        told_at = await participant.until("no_assistant", timeout_s=2 * NOBODY_WITHIN_S)
        assert told_at - participant.asked_at < NOBODY_WITHIN_S
        wait_until(lambda: parley.pid("agent") != killed, for_what="another agent", timeout_s=30)
        await participant.session.retry()
        await participant.until("live", timeout_s=60)
        await participant.caller.wait_greeted()
        assert (await participant.say("There you are.")).answered_at is not None


async def test_nobody_free_can_be_left_with_pay(parley: Parley) -> None:
    """The agent hangs: it is registered and takes no job."""
    worker = parley.pid("agent")
    os.kill(worker, signal.SIGSTOP)
    try:
        async with taking_part(parley, STUDY) as participant:
            await participant.start()
            await participant.until("no_assistant", timeout_s=2 * NOBODY_WITHIN_S)
            assert await participant.session.leave() == "closed"
    finally:
        os.kill(worker, signal.SIGCONT)
    assert (participant.session.stage["reason"], participant.session.stage["paid"]) == ("our_fault", True)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
async def test_no_process_is_left(tmp_path: Path, ending: signal.Signals) -> None:
    """Whether `parley up` is stopped or killed in the middle of a conversation."""
    environment = write_studies(tmp_path, models={STUDY: HISTORIAN}, voices={"tone": TONE})
    with parley_up(tmp_path / "data", rehearsal=False, environment=environment) as running:
        async with taking_part(running, STUDY) as participant:
            await participant.start()
            await participant.caller.wait_greeted()
            family = psutil.Process(running.process.pid).children(recursive=True)
            assert running.job(participant.conversation_id) in family
            running.process.send_signal(ending)
            wait_until(lambda: not any(map(_lives, family)), for_what="every process to end", timeout_s=60)


def _lives(process: psutil.Process) -> bool:
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
