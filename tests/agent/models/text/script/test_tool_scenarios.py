"""The three tool scenarios by voice: whatever way the card's tasks are put, the goal is reached."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from agent.models.text.script.rehearsing import Rehearsal
from tests.agent.models.text.script.playing import rehearse

WORDINGS: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text()) for path in sorted((Path(__file__).parent / "wordings").glob("*.yaml"))
}
WAYS = [
    pytest.param(name, step, way, id=f"{name}-{step}-{' / '.join(way)}")
    for name, wordings in WORDINGS.items()
    for step, ways in wordings["steps"].items()
    for way in ways
]
CONVERSATIONS = [
    pytest.param(name, sentences, id=f"{name}-{number}")
    for name, wordings in WORDINGS.items()
    for number, sentences in enumerate(wordings["conversations"], 1)
]


async def play(name: str, sentences: list[str]) -> Rehearsal:
    rehearsal = rehearse(name)
    for sentence in sentences:
        assert await rehearsal.say(sentence), sentence
    return rehearsal


def open_steps(rehearsal: Rehearsal) -> list[str]:
    assert rehearsal.verification is not None
    return [step.id for step in rehearsal.verification.steps if step.status != "done"]


@pytest.mark.parametrize(("name", "sentences"), CONVERSATIONS)
async def test_whole_conversations_reach_the_goal(name: str, sentences: list[str]) -> None:
    rehearsal = await play(name, sentences)
    assert rehearsal.verification is not None
    assert (open_steps(rehearsal), rehearsal.verification.violations) == ([], ())
    assert rehearsal.verification.success


@pytest.mark.parametrize(("name", "step", "way"), WAYS)
async def test_every_way_of_saying_a_step_is_understood(name: str, step: str, way: list[str]) -> None:
    steps = WORDINGS[name]["steps"]
    sentences = [said for other, ways in steps.items() for said in (way if other == step else ways[0])]
    rehearsal = await play(name, sentences)
    assert rehearsal.verification is not None
    assert (open_steps(rehearsal), rehearsal.verification.violations) == ([], ())
