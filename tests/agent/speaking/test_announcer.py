"""Fixed sentences within a real AgentSession, on a virtual clock."""

import asyncio
from pathlib import Path

from scenarios.events import AgentStateChanged, Reply
from tests.agent.parts import logged
from tests.agent.stage import on_stage
from tests.support.virtual_time import run_virtual

FAREWELL = "That is all for today. Goodbye!"


def test_a_sentence_is_said_and_enters_the_dialogue(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "text") as stage:
            await stage.parts.announcer.say(stage.session, "greeting", "Hello there.", to_the_end=True)
            [reply] = logged(stage.log, Reply)
            assert (reply.purpose, reply.heard, reply.interrupted) == ("greeting", "Hello there.", False)
            assert [m.text for m in stage.parts.dialogue.messages] == ["Hello there."]  # type: ignore[union-attr]

    run_virtual(main())


def test_a_sentence_that_was_talked_over_before_it_began_is_not_waited_for(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "text") as stage:
            await stage.parts.announcer.say(stage.session, "greeting", "Hello there.")
            await stage.session.interrupt()
            await asyncio.sleep(1)
            assert stage.ear.played == []
            [reply] = logged(stage.log, Reply)
            assert (reply.purpose, reply.text, reply.heard) == ("greeting", "Hello there.", "")
            assert stage.parts.floor.agent == "listening"
            assert stage.parts.dialogue.messages == ()
            assert [e.state for e in logged(stage.log, AgentStateChanged)][-1] == "listening"

    run_virtual(main())


def test_a_goodbye_cannot_be_talked_over(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "text") as stage:
            stage.microphone.say("Wait, wait, one more question!")
            await asyncio.sleep(0.8)
            await stage.parts.announcer.say(stage.session, "goodbye", FAREWELL, to_the_end=True)
            [reply] = logged(stage.log, Reply)
            assert (reply.heard, reply.interrupted) == (FAREWELL, False)

    run_virtual(main())
