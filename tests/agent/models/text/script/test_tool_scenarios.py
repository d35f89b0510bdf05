"""The three tool scenarios by voice: whatever way the card's tasks are put, the goal is reached."""

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml

from agent.models.text.script.rehearsing import Rehearsal
from tests.agent.models.text.script.playing import branched, rehearse

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


UP_TO: dict[tuple[str, str], Rehearsal] = {}  # plays in which only a step and what comes after it is left


async def play(rehearsal: Rehearsal, sentences: list[str]) -> Rehearsal:
    for sentence in sentences:
        assert await rehearsal.say(sentence), sentence
    return rehearsal


async def play_up_to(name: str, step: str) -> Rehearsal:
    """A play in which all earlier steps were said in the first of their ways."""
    if (name, step) not in UP_TO:
        earlier = itertools.takewhile(lambda other: other != step, WORDINGS[name]["steps"])
        said = [sentence for other in earlier for sentence in WORDINGS[name]["steps"][other][0]]
        UP_TO[name, step] = await play(rehearse(name), said)
    return branched(UP_TO[name, step])


def open_steps(rehearsal: Rehearsal) -> list[str]:
    assert rehearsal.verification is not None
    return [step.id for step in rehearsal.verification.steps if step.status != "done"]


@pytest.mark.parametrize(("name", "sentences"), CONVERSATIONS)
async def test_whole_conversations_reach_the_goal(name: str, sentences: list[str]) -> None:
    rehearsal = await play(rehearse(name), sentences)
    assert rehearsal.verification is not None
    assert (open_steps(rehearsal), rehearsal.verification.violations) == ([], ())
    assert rehearsal.verification.success


@pytest.mark.parametrize(("name", "step", "way"), WAYS)
async def test_every_way_of_saying_a_step_is_understood(name: str, step: str, way: list[str]) -> None:
    steps = list(WORDINGS[name]["steps"])
    later = steps[steps.index(step) + 1 :]
    after = [sentence for other in later for sentence in WORDINGS[name]["steps"][other][0]]
    rehearsal = await play(await play_up_to(name, step), [*way, *after])
    assert rehearsal.verification is not None
    assert (open_steps(rehearsal), rehearsal.verification.violations) == ([], ())
