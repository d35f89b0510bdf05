"""When the assistant speaks into a silence, and when it does not, on a virtual clock."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from math import inf
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from agent.attempt.nudging import NUDGES, Nudging, nudges_in
from agent.callers.voice import speak
from agent.models.base import Audio, ModelError
from agent.models.fakes import ToneVoice
from agent.observers.event_log import EventLog
from agent.observers.floor import Floor
from agent.speaking.phrases import CHECK_MICROPHONE, STILL_THERE
from scenarios.events import Reply, RtcParticipantChanged, UserStateChanged
from tests.agent.parts import logged, new_log
from tests.agent.virtual_conversation import Held, held
from tests.support.virtual_time import run_virtual

PLAYS_S = 2.0
LINE = "I was just about to say something."


class Silence:
    """Both sides of the floor, and what was said into it."""

    def __init__(self, log: EventLog, *, said_before: int = 0) -> None:
        self.log = log
        self.floor = Floor(log, lambda: False)
        self.said: list[tuple[float, str]] = []
        self.stirred_at = -inf
        self.anyone = True
        self.declines = 0  # so many sentences are not said
        self.takes_s = 0.0  # until a sentence is said
        self.error: Exception | None = None  # is raised instead
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

    async def _say(self, sentence: str) -> bool:
        await asyncio.sleep(self.takes_s)
        if self.error is not None:
            raise self.error
        if self.declines:
            self.declines -= 1
            return False
        self.said.append((self._now(), sentence))
        self._playing = asyncio.create_task(self.assistant_speaks())
        return True

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


@pytest.mark.parametrize("declined", [1, 2])
def test_what_was_not_said_does_not_count_and_is_tried_after_another_silence(tmp_path: Path, declined: int) -> None:
    async def act(silence: Silence) -> None:
        silence.declines = declined
        await asyncio.sleep(1200)

    silence = in_silence(tmp_path, act)
    first_at = 30.0 * (1 + declined)
    assert silence.said == [(first_at, STILL_THERE), (first_at + PLAYS_S + 60.0, CHECK_MICROPHONE)]


def test_what_nobody_foresaw_is_seen_and_then_nothing_more_is_said(tmp_path: Path) -> None:
    async def act(silence: Silence) -> None:
        silence.error = KeyError("surprise")
        await asyncio.sleep(31)
        silence.error = None
        await silence.assistant_speaks()
        await asyncio.sleep(600)

    with capture_logs() as entries:
        assert in_silence(tmp_path, act).said == []
    assert [(e["event"], repr(e["exc_info"])) for e in entries] == [("nudging_broke", "KeyError('surprise')")]


def test_while_a_sentence_is_being_made_no_other_is_asked_for(tmp_path: Path) -> None:
    async def act(silence: Silence) -> None:
        silence.takes_s = 100.0
        await asyncio.sleep(29.9)
        silence.floor.generating(True)
        silence.floor.generating(False)
        await asyncio.sleep(35)
        silence.floor.generating(True)
        silence.floor.generating(False)
        await asyncio.sleep(1200)

    at = 29.9 + 30.0 + 100.0
    assert in_silence(tmp_path, act).said == [(at, STILL_THERE), (at + PLAYS_S + 60.0 + 100.0, CHECK_MICROPHONE)]


class Wayward(ToneVoice):
    """A voice that is down, or slow, as it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.is_down, self.takes_s = False, 0.0
        self.asked: list[tuple[float, str]] = []

    async def speak(self, text: str) -> AsyncIterator[Audio]:
        self.asked.append((asyncio.get_running_loop().time(), text))
        await asyncio.sleep(self.takes_s)
        if self.is_down:
            raise ModelError("the voice is down")
        async for audio in super().speak(text):
            yield audio


def notices(conversation: Held) -> list[tuple[str, str]]:
    """The sentences outside the dialogue, and what was heard of them."""
    return [(reply.text, reply.heard) for reply in logged(conversation.log, Reply) if reply.purpose == "notice"]


@pytest.mark.parametrize("nudges", [True, False])
def test_a_conversation_nudges_if_its_study_asks_for_it(tmp_path: Path, nudges: bool) -> None:
    async def main() -> None:
        async with held(tmp_path, nudges=nudges) as conversation:
            await asyncio.sleep(300)
            sentences = [sentence for _, sentence in NUDGES] if nudges else []
            assert notices(conversation) == [(sentence, sentence) for sentence in sentences]
            assert len(conversation.ear.played) == 1 + len(sentences)  # the greeting is the first
            assert nudges_in(logged(conversation.log, Reply)) == len(sentences)
            assert not any(sentence in str(conversation.parts.dialogue.messages) for sentence in sentences)

    run_virtual(main())


def test_a_voice_that_was_down_costs_no_question(tmp_path: Path) -> None:
    async def main() -> None:
        voice = Wayward()
        voice.is_down = True
        async with held(tmp_path, nudges=True, announcing=voice) as conversation:
            await asyncio.sleep(50)
            assert notices(conversation) == []
            assert [text for at, text in voice.asked if at > 30.0] == [STILL_THERE] * 2  # whatever fails is asked again
            voice.is_down = False
            await asyncio.sleep(300)
            assert notices(conversation) == [(sentence, sentence) for _, sentence in NUDGES]

    run_virtual(main())


@pytest.mark.parametrize(
    "spoken_s",
    [
        pytest.param(0.22, id="heard, and no utterance yet"),
        pytest.param(1.0, id="in the middle of the words"),
        pytest.param(speak(LINE).duration_s + 1.5, id="the turn is not over yet"),
    ],
)
def test_who_begins_to_speak_while_the_question_is_made_does_not_hear_it(tmp_path: Path, spoken_s: float) -> None:
    """The question becomes audio when the participant began to speak ``spoken_s`` ago."""

    async def main() -> None:
        voice = Wayward()
        voice.is_down = True  # at first, so that nothing is rendered ahead
        async with held(tmp_path, nudges=True, announcing=voice) as conversation:
            await asyncio.sleep(20)
            voice.is_down, voice.takes_s = False, 5.0
            [(_, greeted_at)] = conversation.ear.played
            due_at = greeted_at + NUDGES[0][0] + voice.takes_s
            await asyncio.sleep(due_at - spoken_s - asyncio.get_running_loop().time())
            conversation.microphone.say(LINE)
            await asyncio.sleep(20)
            assert [text for at, text in voice.asked if at > 20.0] == [STILL_THERE]
            assert notices(conversation) == []
            assert [reply.purpose for reply in logged(conversation.log, Reply)] == ["greeting", "answer"]
            await asyncio.sleep(300)
            assert notices(conversation) == [(sentence, sentence) for _, sentence in NUDGES]

    run_virtual(main())


def test_a_nudge_can_be_talked_over(tmp_path: Path) -> None:
    async def main() -> None:
        async with held(tmp_path, nudges=True) as conversation:
            await asyncio.sleep(10)
            [(_, greeted_at)] = conversation.ear.played
            await asyncio.sleep(greeted_at + NUDGES[0][0] + 0.5 - asyncio.get_running_loop().time())
            conversation.microphone.say(LINE)
            await asyncio.sleep(20)
            _, nudge, answer = logged(conversation.log, Reply)
            assert (nudge.text, nudge.interrupted, answer.purpose) == (STILL_THERE, True, "answer")

    run_virtual(main())
