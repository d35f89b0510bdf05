"""How an attempt ends when its room or its parts are gone: once, and by the reason that is true."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from livekit import rtc
from livekit.agents import JobContext

from agent.attempt.assembly import Assembly
from agent.attempt.job import Job, Waits
from agent.reporting.study_server import StudyServer
from scenarios.events import ConversationEnded, Fault
from tests.agent.attempt.test_job import Context
from tests.agent.parts import logged, new_log
from tests.agent.reporting.fake_server import FakeServer
from tests.agent.stage import brief, settings
from tests.agent.virtual_conversation import held
from tests.support.virtual_time import run_virtual


@pytest.mark.parametrize(
    ("why", "ended", "faults"),
    [
        (rtc.DisconnectReason.SERVER_SHUTDOWN, ["agent_failed"], ["SERVER_SHUTDOWN"]),
        (rtc.DisconnectReason.CLIENT_INITIATED, [], []),
    ],
)
def test_a_room_that_is_gone_is_a_fault_unless_this_process_left_it(
    tmp_path: Path, why: rtc.DisconnectReason.ValueType, ended: list[str], faults: list[str]
) -> None:
    async def main() -> None:
        async with held(tmp_path, nudges=False) as conversation:
            await asyncio.sleep(5)
            conversation.room.emit("disconnected", why)
            await asyncio.sleep(60)
            assert [event.reason for event in logged(conversation.log, ConversationEnded)] == ended
            assert [event.message for event in logged(conversation.log, Fault) if event.where == "room"] == faults

    run_virtual(main())


def test_what_breaks_behind_the_end_is_on_record_and_ends_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class BreaksInClosing:
        """A conversation that has told its end when its last part breaks."""

        talked_s = 12.0

        def __init__(self, _brief: Any, _past: Any, parts: Assembly, **_: Any) -> None:
            self._log = parts.log

        async def run(self) -> None:
            self._log.append(ConversationEnded, reason="participant_ended", talked_s=self.talked_s)
            raise RuntimeError("the channel broke")

    async def join() -> None:
        """The room is open."""

    async def main() -> None:
        log = new_log(tmp_path / "cv-1")
        context = Context(SimpleNamespace(metadata="cv-1", id="AJ_1"), join)
        job = Job(
            cast("JobContext", context),
            settings(tmp_path),
            cast("StudyServer", FakeServer()),
            brief=brief("text"),
            log=log,
            waits=Waits(),
        )
        await job.begin()
        await context.over.wait()
        assert [event.reason for event in logged(log, ConversationEnded)] == ["participant_ended"]
        assert [event.message for event in logged(log, Fault)] == ["the channel broke"]

    monkeypatch.setattr("agent.attempt.job.Conversation", BreaksInClosing)
    run_virtual(main())
