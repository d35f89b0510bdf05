"""Who speaks before the first words is heard, recorded, and answered behind them."""

import asyncio
from pathlib import Path

from agent.attempt.opening import open_floor
from agent.attempt.restoring import Past
from agent.models.base import AssistantMessage, UserMessage, Utterance
from agent.models.fakes import tone
from agent.speaking.phrases import BACK, GREETING, OPEN_GREETING, STILL_THERE
from scenarios.events import LatencyMarked, Reply, UserUtterance
from scenarios.loading import load_scenario
from tests.agent.parts import logged
from tests.agent.stage import Stage, on_stage
from tests.support.livekit_server import REPOSITORY
from tests.support.virtual_time import run_virtual

LINE = "Good morning, how are you today?"


def replies(stage: Stage) -> list[tuple[str, str]]:
    return [(reply.purpose, reply.text) for reply in logged(stage.log, Reply)]


def test_what_is_said_too_early_is_recorded_and_answered_behind_the_greeting(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "text", opened=False) as stage:
            await stage.say(LINE, then_s=3.0)
            assert len(logged(stage.log, UserUtterance)) == 1
            await stage.say(LINE, then_s=3.0)
            assert stage.ear.played == []
            assert not stage.parts.dialogue.awaits_answer
            await open_floor(stage.session, stage.parts, is_first=True)
            await asyncio.sleep(15)
            assert [purpose for purpose, _ in replies(stage)] == ["greeting", "answer"]
            greeting, said, answer = stage.parts.dialogue.messages
            assert greeting == AssistantMessage(OPEN_GREETING)
            assert isinstance(said, UserMessage)
            assert [utterance.number for utterance in said.utterances] == [1, 2]
            assert isinstance(answer, AssistantMessage)
            assert {mark.turn for mark in logged(stage.log, LatencyMarked)} == {2}

    run_virtual(main())


def test_from_then_on_turns_are_answered_at_once(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "text", opened=False) as stage:
            await open_floor(stage.session, stage.parts, is_first=True)
            await asyncio.sleep(10)
            assert replies(stage) == [("greeting", OPEN_GREETING)]
            ended_at = await stage.say(LINE, then_s=4.0)
            assert 2.0 < stage.ear.played[-1][0] - ended_at < 2.3

    run_virtual(main())


def test_one_who_comes_back_says_so_and_answers_what_was_left(tmp_path: Path) -> None:
    async def main() -> None:
        past = Past(messages=(UserMessage((Utterance(1, tone(1.0)),)),), utterances=1, turns=1)
        async with on_stage(tmp_path, "text", past=past, opened=False) as stage:
            await open_floor(stage.session, stage.parts, is_first=False)
            await asyncio.sleep(15)
            assert [purpose for purpose, _ in replies(stage)] == ["notice", "answer"]
            assert replies(stage)[0][1] == BACK

    run_virtual(main())


def test_a_task_is_offered_help_with(tmp_path: Path) -> None:
    async def main() -> None:
        scenario = load_scenario(REPOSITORY / "scenarios/catalog/calendar-01.yaml").document
        async with on_stage(tmp_path, "text", scenario=scenario, opened=False) as stage:
            await open_floor(stage.session, stage.parts, is_first=True)
            await asyncio.sleep(10)
            assert replies(stage) == [("greeting", GREETING)]

    run_virtual(main())


def test_the_sentences_for_later_are_audio_by_then(tmp_path: Path) -> None:
    async def main() -> None:
        async with on_stage(tmp_path, "text", opened=False) as stage:
            await open_floor(stage.session, stage.parts, is_first=True)
            before = asyncio.get_running_loop().time()
            assert await stage.parts.phrases.audio(STILL_THERE)
            assert asyncio.get_running_loop().time() == before

    run_virtual(main())
