import asyncio
import errno
import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from agent.observers.event_log import EVENTS_FILE, EventLog, is_being_written, read_events
from agent.observers.timeline import Timeline
from scenarios.events import AgentStateChanged, AssistantReady, Event
from tests.agent.parts import NOON, new_log
from tests.support.livekit_server import REPOSITORY
from tests.support.virtual_time import run_virtual


def test_events_are_numbered_timed_and_on_the_disk_before_anyone_sees_them(tmp_path: Path) -> None:
    async def main() -> None:
        log = new_log(tmp_path)
        seen: list[tuple[Event, int]] = []
        log.watch(lambda event: seen.append((event, len(list(read_events(log.folder))))))
        log.append(AssistantReady, talked_s=0)
        await asyncio.sleep(1.5)
        log.append(AgentStateChanged, state="thinking")
        assert [(e.seq, e.attempt, e.offset_s) for e, _ in seen] == [(1, 1, 0.0), (2, 1, 1.5)]
        assert [n_on_disk for _, n_on_disk in seen] == [1, 2]
        assert (seen[1][0].at - NOON).total_seconds() == 1.5
        assert list(read_events(log.folder, after_seq=1)) == [seen[1][0]]
        log.close()

    run_virtual(main())


def test_a_malformed_event_is_refused_and_takes_no_number(tmp_path: Path) -> None:
    log = EventLog(tmp_path, attempt=1, timeline=Timeline())
    with pytest.raises(ValidationError):
        log.append(AgentStateChanged, state="dancing")
    assert log.append(AgentStateChanged, state="speaking").seq == 1


def test_an_attempt_has_one_log(tmp_path: Path) -> None:
    EventLog(tmp_path, attempt=1, timeline=Timeline())
    with pytest.raises(FileExistsError):
        EventLog(tmp_path, attempt=1, timeline=Timeline())


def test_a_torn_last_line_is_left_out(tmp_path: Path) -> None:
    log = EventLog(tmp_path, attempt=1, timeline=Timeline())
    log.append(AssistantReady)
    with (tmp_path / "events.jsonl").open("a") as file:
        file.write('{"attempt":1,"seq":2,"type":"assis')
    assert [e.seq for e in read_events(tmp_path)] == [1]


def test_no_log_has_no_events(tmp_path: Path) -> None:
    assert list(read_events(tmp_path)) == []
    assert not is_being_written(tmp_path)


def test_two_may_ask_at_once_whether_a_log_is_written(tmp_path: Path) -> None:
    EventLog(tmp_path, attempt=1, timeline=Timeline()).close()
    with (tmp_path / EVENTS_FILE).open() as asked_by_another:
        fcntl.flock(asked_by_another, fcntl.LOCK_SH)
        assert not is_being_written(tmp_path)


def test_the_log_tells_when_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: int, line: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    log = EventLog(tmp_path, attempt=1, timeline=Timeline())
    broken: list[bool] = []
    log.on_broken = lambda: broken.append(True)
    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(OSError, match="No space left"):
        log.append(AssistantReady)
    assert broken == [True]
    assert log.last_seq == 0


def test_half_a_line_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    log = EventLog(tmp_path, attempt=1, timeline=Timeline())
    broken: list[bool] = []
    log.on_broken = lambda: broken.append(True)
    log.append(AssistantReady)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda file, line: write(file, line[:40]))
        with pytest.raises(OSError, match="only 40 of"):
            log.append(AgentStateChanged, state="thinking")
    assert broken == [True]
    log.append(AgentStateChanged, state="speaking")
    assert [(e.seq, e.type) for e in read_events(tmp_path)] == [(1, "assistant_ready"), (2, "agent_state")]


def test_an_event_after_the_end_goes_into_no_file(tmp_path: Path) -> None:
    log = EventLog(tmp_path / "log", attempt=1, timeline=Timeline())
    log.append(AssistantReady)
    log.close()
    with (tmp_path / "other").open("wb"):
        log.append(AssistantReady)
    assert (tmp_path / "other").read_bytes() == b""
    assert [e.seq for e in read_events(tmp_path / "log")] == [1]
    assert log.last_seq == 1
    log.close()


WRITER = """
import sys, time
from pathlib import Path
from agent.observers.event_log import EventLog
from agent.observers.timeline import Timeline
from scenarios.events import AssistantReady
log = EventLog(Path(sys.argv[1]), attempt=1, timeline=Timeline())
for _ in range(50):
    log.append(AssistantReady)
print("written", flush=True)
time.sleep(60)
"""


def test_kill_9_loses_no_event_and_frees_the_log(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, cwd=REPOSITORY
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"written\n"
        assert is_being_written(tmp_path)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
    assert [e.seq for e in read_events(tmp_path)] == list(range(1, 51))
    assert not is_being_written(tmp_path)
