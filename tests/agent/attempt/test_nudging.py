"""When the assistant speaks into a silence, and when it does not, on a virtual clock."""

import asyncio
from collections.abc import Awaitable, Callable
from math import inf
from pathlib import Path

import pytest

from agent.attempt.nudging import NUDGES, Nudging, nudges_in
from agent.observers.event_log import EventLog
from agent.observers.floor import Floor
from agent.speaking.phrases import CHECK_MICROPHONE, STILL_THERE
from scenarios.events import Reply, RtcParticipantChanged, UserStateChanged
from tests.agent.parts import logged, new_log
from tests.agent.stage import on_stage
from tests.support.virtual_time import run_virtual

PLAYS_S = 2.0


class Silence:
    """Both sides of the floor, and what was said into it."""

    def __init__(self, log: EventLog, *, said_before: int = 0) -> None:
        self.log = log
        self.floor = Floor(log, lambda: False)
        self.said: list[tuple[float, str]] = []
        self.stirred_at = -inf
        self.anyone = True
        self.nudging = Nudging(
            say=self._say,
            quiet_s=lambda: self._now() - self.stirred_at,
            someone_there=lambda: self.anyone,
            said_before=said_before,
        )
        log.watch(self.nudging.watch)
        self.floor.ready()

    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    async def _say(self, sentence: str) -> None:
        self.said.append((self._now(), sentence))
        await self.assistant_speaks()

    async def assistant_speaks(self, for_s: float = PLAYS_S) -> None:
        self.floor.playing(True)
        await asyncio.sleep(for_s)
        self.floor.playing(False)

    async def user_speaks(self, for_s: float) -> None:
        self.floor.user_speaking(True)
        self.stirred_at = self._now() + for_s
        await asyncio.sleep(for_s)
        self.floor.user_speaking(False)

    def joins(self) -> None:
        self.anyone = True
        self.log.append(RtcParticipantChanged, change="joined")

    def leaves(self) -> None:
        self.anyone = False
        self.log.append(RtcParticipantChanged, change="left")


def in_silence(folder: Path, act: Callable[[Silence], Awaitable[None]], *, said_before: int = 0) -> Silence:
    async def main() -> Silence:
        silence = Silence(new_log(folder), said_before=said_before)
        await act(silence)
        silence.nudging.stop()
        silence.floor.close()
        return silence

    return run_virtual(main())


def test_it_asks_after_30_seconds_and_a_minute_later_about_the_microphone_and_never_again(tmp_path: Path) -> None:
    async def act(silence: Silence) -> None:
        await silence.assistant_speaks(5.0)
        await asyncio.sleep(1200)

    silence = in_silence(tmp_path, act)
    assert silence.said == [(35.0, STILL_THERE), (35.0 + PLAYS_S + 60.0, CHECK_MICROPHONE)]
    assert "away" in [event.state for event in logged(silence.log, UserStateChanged)]


def test_who_speaks_is_not_asked_and_a_later_silence_begins_anew(tmp_path: Path) -> None:
    async def act(silence: Silence) -> None:
        for _ in range(5):
            await asyncio.sleep(29)
            await silence.user_speaks(1.0)
        await asyncio.sleep(40)
        await silence.user_speaks(90.0)
        await asyncio.sleep(1200)

    silence = in_silence(tmp_path, act)
    assert silence.said == [(180.0, STILL_THERE), (310.0, STILL_THERE)]  # two in all, each the first of its silence


def test_while_the_assistant_thinks_there_is_no_silence(tmp_path: Path) -> None:
    async def act(silence: Silence) -> None:
        await asyncio.sleep(20)
        silence.floor.generating(True)
        await asyncio.sleep(50)
        silence.floor.generating(False)
        await asyncio.sleep(31)

    assert in_silence(tmp_path, act).said == [(100.0, STILL_THERE)]


def test_who_draws_breath_is_given_the_whole_time_again(tmp_path: Path) -> None:
    async def act(silence: Silence) -> None:
        await asyncio.sleep(29.9)
        silence.stirred_at = 29.9  # too short to be an utterance
        await asyncio.sleep(60)

    [(at, _)] = in_silence(tmp_path, act).said
    assert at == pytest.approx(59.9)


def test_nobody_there_is_not_asked_and_who_comes_back_has_time(tmp_path: Path) -> None:
    async def act(silence: Silence) -> None:
        await asyncio.sleep(10)
        silence.leaves()
        await asyncio.sleep(80)
        assert silence.said == []
        silence.joins()
        await asyncio.sleep(40)

    assert in_silence(tmp_path, act).said == [(120.0, STILL_THERE)]


@pytest.mark.parametrize("said_before", [0, 1, 2, 3])
def test_earlier_attempts_count(tmp_path: Path, said_before: int) -> None:
    async def act(silence: Silence) -> None:
        await asyncio.sleep(1200)

    silence = in_silence(tmp_path, act, said_before=said_before)
    assert len(silence.said) == max(0, len(NUDGES) - said_before)


def test_after_the_end_nothing_is_said(tmp_path: Path) -> None:
    async def act(silence: Silence) -> None:
        await asyncio.sleep(29)
        silence.nudging.stop()
        await asyncio.sleep(600)

    assert in_silence(tmp_path, act).said == []


def test_on_stage_it_is_a_notice_that_the_model_does_not_know_and_that_can_be_talked_over(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "text") as stage:

            async def say(sentence: str) -> None:
                await stage.parts.announcer.say(stage.session, "notice", sentence)

            nudging = Nudging(say=say, quiet_s=lambda: stage.vad.quiet_s, someone_there=lambda: True)
            stage.log.watch(nudging.watch)
            await stage.say("Good morning.", then_s=8.0)
            began = stage.ear.played[-1][1] + NUDGES[0][0]
            await asyncio.sleep(
                began - asyncio.get_running_loop().time() - 0.22
            )  # heard, and no utterance yet, when it is due
            await stage.say("I was just about to say something.", then_s=10.0)
            assert [reply.purpose for reply in logged(stage.log, Reply)] == ["answer", "answer"]
            await asyncio.sleep(NUDGES[0][0] - 6.0)
            while len(stage.ear.played) < 3:  # noqa: ASYNC110 -- the clock is virtual
                await asyncio.sleep(0.1)
            nudge = logged(stage.log, Reply)[-1]
            assert (nudge.purpose, nudge.text, nudge.heard) == ("notice", STILL_THERE, STILL_THERE)
            assert STILL_THERE not in str(stage.parts.dialogue.messages)
            assert nudges_in(logged(stage.log, Reply)) == 1
            nudging.stop()

    run_virtual(main())
