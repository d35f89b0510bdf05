"""What becomes of the user's utterances between the VAD and the turn that takes them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.hearing.listener import Listener
from agent.hearing.utterances import Cut
from agent.models.base import Audio, Capabilities, Delta, TextDelta, Turn, Utterance, VoiceModel
from agent.models.fakes import TextEcho, tone
from agent.observers.event_log import EventLog
from agent.observers.floor import Floor
from agent.observers.latency import LatencyMarks
from agent.observers.utterance_files import read_wav
from agent.speaking.reply import SpokenReply
from scenarios.events import Fault, LatencyMarked, UserStateChanged, UserUtterance
from tests.agent.parts import NOON, logged, new_log
from tests.support.virtual_time import run_virtual


@dataclass
class Ears:
    """A listener with what it tells."""

    log: EventLog
    floor: Floor
    marks: LatencyMarks
    listener: Listener


def ears(folder: Path, model: VoiceModel | None = None, *, first_utterance: int = 1, turn: int = 0) -> Ears:
    log = new_log(folder)
    floor, marks = Floor(log, lambda: False), LatencyMarks(log)
    floor.ready()
    listener = Listener(
        log=log, model=model or TextEcho(), floor=floor, marks=marks, first_utterance=first_utterance, turn=turn
    )
    return Ears(log, floor, marks, listener)


def cut(seconds: float) -> Cut:
    return Cut(tone(seconds), speech_s=seconds - 0.4, silence_s=2.0)


def test_an_utterance_is_stored_with_its_times_and_belongs_to_the_next_turn(tmp_path: Path) -> None:
    async def main() -> None:
        heard = ears(tmp_path)
        await asyncio.sleep(1)
        heard.listener.speech_started()
        await asyncio.sleep(5)
        heard.listener.utterance_ended(cut(3.4))
        [event] = logged(heard.log, UserUtterance)
        assert event.utterance == 1
        assert event.started_s == pytest.approx(1.0)
        assert event.ended_s == pytest.approx(4.0)
        assert read_wav(tmp_path / event.audio) == tone(3.4)
        assert heard.listener.take() == (Utterance(1, tone(3.4)),)
        assert heard.listener.take() == ()
        states = [(e.offset_s, e.state) for e in logged(heard.log, UserStateChanged)]
        assert states == [(1.0, "speaking"), (6.0, "listening")]
        heard.floor.close()

    run_virtual(main())


def test_the_turn_is_timed_from_its_last_sound(tmp_path: Path) -> None:
    async def main() -> None:
        heard = ears(tmp_path, turn=4)
        await asyncio.sleep(6)
        heard.listener.utterance_ended(cut(1.0))
        assert heard.listener.turn == 5
        await asyncio.sleep(0.5)
        reply = SpokenReply(1, "answer", said=None, turn=5)  # type: ignore[arg-type]
        heard.marks.started(reply, NOON.timestamp() + 6.5)
        marked = {(m.start, m.end): m.ms for m in logged(heard.log, LatencyMarked)}
        assert marked["user_speech_end", "vad_end"] == pytest.approx(2000)
        assert marked["user_speech_end", "published"] == pytest.approx(2500)
        heard.floor.close()

    run_virtual(main())


@given(st.lists(st.integers(0, 3), min_size=1, max_size=8), st.integers(1, 50), st.integers(0, 50))
def test_every_utterance_is_taken_once_and_numbered_on(groups: list[int], first: int, turn: int) -> None:
    """So many utterances before each take."""

    async def main(folder: Path) -> None:
        heard = ears(folder, first_utterance=first, turn=turn)
        taken = []
        for size in groups:
            for _ in range(size):
                heard.listener.utterance_ended(cut(0.5))
            taken.append([utterance.number for utterance in heard.listener.take()])
        assert [len(numbers) for numbers in taken] == groups
        assert [number for numbers in taken for number in numbers] == list(range(first, first + sum(groups)))
        assert heard.listener.turn == turn + sum(groups)
        heard.floor.close()

    with TemporaryDirectory() as folder:
        run_virtual(main(Path(folder)))


def test_a_head_start_is_for_the_utterance_that_may_come(tmp_path: Path) -> None:
    async def main() -> None:
        model = TextEcho()
        heard = ears(tmp_path, model, first_utterance=7)
        heard.listener.may_have_ended(tone(0.5))
        heard.listener.may_have_ended(tone(0.9))
        heard.listener.utterance_ended(cut(0.9))
        heard.listener.may_have_ended(tone(0.2))
        assert [u.number for u in model.anticipated] == [7, 7, 8]
        assert logged(heard.log, UserUtterance)[0].utterance == 7
        heard.floor.close()

    run_virtual(main())


class Stumbling(VoiceModel):
    """Trips over a head start."""

    capabilities = Capabilities(kind="speech_to_text", audio_out=False)

    def anticipate(self, utterance: Utterance) -> None:
        raise RuntimeError("not yet")

    async def respond(self, turn: Turn) -> AsyncIterator[Delta]:
        yield TextDelta("Hello.")


def test_a_model_that_trips_over_its_head_start_still_gets_the_turn(tmp_path: Path) -> None:
    async def main() -> None:
        heard = ears(tmp_path, Stumbling())
        heard.listener.may_have_ended(tone(0.5))
        heard.listener.utterance_ended(cut(0.5))
        assert len(heard.listener.take()) == 1
        heard.floor.close()

    run_virtual(main())


def test_a_file_that_cannot_be_written_costs_no_turn(tmp_path: Path) -> None:
    async def main() -> None:
        heard = ears(tmp_path)
        (heard.log.folder / "utterances" / "u0001.wav").mkdir()
        heard.listener.utterance_ended(cut(0.5))
        assert heard.listener.take() == (Utterance(1, tone(0.5)),)
        assert [fault.where for fault in logged(heard.log, Fault)] == ["recorder"]
        assert len(logged(heard.log, UserUtterance)) == 1
        heard.floor.close()

    run_virtual(main())


def test_silence_makes_no_utterance_of_its_own(tmp_path: Path) -> None:
    async def main() -> None:
        heard = ears(tmp_path)
        heard.listener.may_have_ended(Audio(b"", 24_000))
        assert heard.listener.take() == ()
        assert logged(heard.log, UserUtterance) == []
        heard.floor.close()

    run_virtual(main())
