import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from agent.hearing.utterances import Cut
from agent.models.base import Audio
from agent.models.fakes import tone
from agent.observers.event_log import EventLog
from agent.observers.utterance_files import UtteranceFiles, read_wav, write_wav
from scenarios.events import Fault, UserUtterance
from tests.agent.parts import fields, logged, new_log
from tests.support.virtual_time import run_virtual

CUT = Cut(tone(1.4), speech_s=1.0, silence_s=2.0)


def on_log(folder: Path, act: Callable[[EventLog], None]) -> EventLog:
    async def main() -> EventLog:
        log = new_log(folder)
        act(log)
        return log

    return run_virtual(main())


def test_an_utterance_is_a_file_and_an_event_that_names_it(tmp_path: Path) -> None:
    log = on_log(tmp_path, lambda log: UtteranceFiles(log).store(7, CUT, ended_s=12.5))
    [event] = logged(log, UserUtterance)
    assert fields(event, "utterance", "started_s", "ended_s") == (7, 11.5, 12.5)
    assert event.audio == "attempt-1/utterances/u0007.wav"
    assert read_wav(tmp_path / event.audio) == CUT.audio


def test_the_file_is_there_before_the_event(tmp_path: Path) -> None:
    def act(log: EventLog) -> None:
        log.watch(lambda event: there.append((tmp_path / "attempt-1/utterances/u0001.wav").exists()))
        UtteranceFiles(log).store(1, CUT, ended_s=3.0)

    there: list[bool] = []
    on_log(tmp_path, act)
    assert there == [True]


def test_a_file_that_cannot_be_written_is_a_fault_and_the_event_is_there_all_the_same(tmp_path: Path) -> None:
    def act(log: EventLog) -> None:
        files = UtteranceFiles(log)
        (log.folder / "utterances" / "u0001.wav").mkdir()
        files.store(1, CUT, ended_s=3.0)

    log = on_log(tmp_path, act)
    [fault] = logged(log, Fault)
    assert fields(fault, "where", "kind", "fatal") == ("recorder", "IsADirectoryError", False)
    assert len(logged(log, UserUtterance)) == 1


@pytest.mark.parametrize("audio", [tone(0.1), Audio(b"", 16_000), Audio(b"\1\2", 48_000)])
def test_wav_files_are_read_as_they_were_written(tmp_path: Path, audio: Audio) -> None:
    write_wav(tmp_path / "a.wav", audio)
    assert read_wav(tmp_path / "a.wav") == audio


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no wave at all"])
def test_what_is_no_wav_file_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    with pytest.raises((EOFError, wave.Error)):
        read_wav(tmp_path / "a.wav")
