"""A refusal is no consent: what was asked about is dropped, not done, and not done later either."""

from functools import cache
from typing import Any

import pytest

from agent.models.text.script.rehearsing import ToolUsed
from scenarios.loading import load_catalog
from tests.agent.models.text.script.playing import acting, branched, rehearse, said, used

ASKED_ABOUT = (
    ("messaging-01", "Send Chris a message saying hello.", "send"),
    ("messaging-01", "Send Harriet a message.", "send"),
    ("social-01", "Post something.", "post"),
    ("calendar-01", "Add an entry.", "add"),
    ("jobs-01", "Apply for a job.", "apply for"),
    ("smart-home-01", "Lock a door.", "lock"),
    ("travel-01", "Cancel my booking.", "cancel"),
)
REFUSALS = (
    "Don't {} anything.",
    "No, don't {} it.",
    "I don't want to {} it.",
    "Stop, don't do that.",
    "I changed my mind.",
    "Never mind.",
    "Don't.",
)
NEUTRAL = "The weather is lovely this morning."


@cache
def every_acting_tool() -> dict[str, str]:
    """Each acting tool of the catalogue, with a scenario that has it."""
    names = [card.id for card in load_catalog().of("tool_calling")]
    return {tool: name for name in names for tool in acting(name)}


def acted(name: str, calls: list[tuple[str, dict[str, Any]]]) -> list[str]:
    return [tool for tool, _ in calls if tool in acting(name)]


@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize(("name", "wish", "verb"), ASKED_ABOUT)
async def test_what_is_refused_is_not_done_nor_revived(name: str, wish: str, verb: str, refusal: str) -> None:
    rehearsal = rehearse(name)
    assert str((await rehearsal.say(wish))[-1]).endswith("?")
    assert await rehearsal.say(refusal.format(verb)) in (["Okay, I won't."], ["All right, I won't."])
    assert acted(name, await used(rehearsal, NEUTRAL)) == []


@pytest.mark.parametrize("tool", every_acting_tool())
async def test_no_acting_tool_of_the_catalogue_is_called_upon_a_refusal(tool: str) -> None:
    name = every_acting_tool()[tool]
    wish = acting(name)[tool]
    wished = rehearse(name)
    done = acted(name, await used(wished, f"{wish} please.".capitalize()))
    for refusal in REFUSALS:
        if done and refusal == "Never mind.":
            continue  # that takes back what was done
        rehearsal = branched(wished)
        for words in (refusal.format(wish.split()[0]), NEUTRAL):
            assert acted(name, await used(rehearsal, words)) == [], words


@pytest.mark.parametrize(
    "answer",
    ["not Chris Baker, the other one", "The other one, not Chris Baker.", "Not Baker. Novak.", "No, not Chris Baker."],
)
async def test_who_rules_one_out_means_the_other(answer: str) -> None:
    rehearsal = rehearse("messaging-01")
    await rehearsal.say("Send Chris a message saying hello.")
    calls = await used(rehearsal, answer)
    assert calls == [("messaging_send_message", {"receiver_id": "USR003", "message": "Hello"})]


@pytest.mark.parametrize("answer", ["I don't care.", "Any of them.", "I don't mind which.", "No matter."])
async def test_no_matter_which_is_no_refusal(answer: str) -> None:
    rehearsal = rehearse("smart-home-01")
    await rehearsal.say("Lock a door.")
    assert [tool for tool, _ in await used(rehearsal, answer)] == ["smart_home_set_lock"]


@pytest.mark.parametrize(
    ("words", "calls"),
    [
        ("Stop. Turn off all lights.", ["smart_home_set_all_lights"]),
        ("stop turn off all the lights", ["smart_home_set_all_lights"]),
        ("Never mind, turn off all the lights.", ["smart_home_set_all_lights"]),
        ("Forget it. What's the temperature?", ["smart_home_list_devices"]),
        ("Stop. Tell me a joke.", []),
    ],
)
async def test_what_is_refused_before_something_else_is_not_asked_about_again(words: str, calls: list[str]) -> None:
    rehearsal = rehearse("smart-home-01")
    asked = await rehearsal.say("Unlock the door.")
    assert "Which one" in str(asked[-1])
    happened = await rehearsal.say(words)
    assert [part.tool for part in happened if isinstance(part, ToolUsed)] == calls
    assert "Which one" not in str(happened[-1])
    assert "Which one" not in await said(rehearsal, "How are you?")


async def test_what_answers_behind_a_refusal_still_answers() -> None:
    rehearsal = rehearse("smart-home-01")
    await rehearsal.say("Unlock the door.")
    assert [tool for tool, _ in await used(rehearsal, "No, stop. The back door.")] == ["smart_home_set_lock"]
