"""Tool scenarios of the catalogue, played as ordinary people would: by the dialogues beside this file."""

import re
from pathlib import Path

import pytest
import yaml

from agent.models.text.script.rehearsing import ToolUsed
from scenarios.loading import load_catalog
from tests.agent.models.text.script.playing import acting, rehearse

DIALOGUES: dict[str, list[list[str]]] = {
    name: dialogues
    for path in sorted((Path(__file__).parent / "dialogues").glob("*.yaml"))
    for name, dialogues in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}
PLAYS = [
    pytest.param(name, sentences, id=f"{name}-{number}")
    for name, dialogues in DIALOGUES.items()
    for number, sentences in enumerate(dialogues, 1)
]
MOST_CALLS = 8
SAYS_IT_IS_DONE = re.compile(r"^(?:Done|All set|There we go|That's done)\.|I (?:turned|moved|added)")
WHOLE_DOMAINS = frozenset({"calendar", "shopping", "messaging", "social", "jobs", "smart-home", "travel", "filesystem"})


@pytest.mark.parametrize(("name", "sentences"), PLAYS)
async def test_the_goal_is_reached_without_magic_words_and_only_what_a_call_did_is_said_to_be_done(
    name: str, sentences: list[str]
) -> None:
    rehearsal, before = rehearse(name), ""
    for sentence in sentences:
        happened = await rehearsal.say(sentence)
        words = " ".join(part for part in happened if isinstance(part, str))
        assert words, sentence
        assert words != before, sentence
        used = [part for part in happened if isinstance(part, ToolUsed)]
        assert len(used) <= MOST_CALLS, sentence
        worked = any(part.ok and part.tool in acting(name) for part in used)
        assert worked or not SAYS_IT_IS_DONE.search(words), sentence
        before = words
    verification = rehearsal.verification
    assert verification is not None
    assert [step.id for step in verification.steps if step.status != "done"] == []
    assert verification.violations == ()
    assert verification.success


def test_whole_domains_have_dialogues_for_all_of_their_scenarios() -> None:
    catalogue = {name for name, scenario in load_catalog().items() if scenario.category == "tool_calling"}
    assert {name for name in catalogue if name.rpartition("-")[0] in WHOLE_DOMAINS} <= set(DIALOGUES) <= catalogue
