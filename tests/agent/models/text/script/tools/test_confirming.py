"""What is said to have been done is what the results show."""

import pytest

from agent.models.base import ToolSpec
from agent.models.text.script.tools.confirming import confirm
from agent.models.text.script.tools.outcomes import Done
from agent.models.text.script.tools.toolview import view_tools
from tests.agent.models.text.script.playing import rehearse, said

PERSON = {"type": "string", "description": "The user's name."}


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ({"follow_status": False, "username": "juniper"}, "I tried, but nothing changed."),
        ({"follow_status": "Already followed"}, "I tried, but the answer was: already followed."),
        ({"follow_status": True, "username": "juniper"}, "I followed juniper."),
    ],
)
def test_a_call_without_effect_is_no_success(result: dict[str, object], told: str) -> None:
    schema = {"type": "object", "properties": {"username_to_follow": PERSON}, "required": ["username_to_follow"]}
    (tool,) = view_tools([ToolSpec("follow_user", "Follow a user.", schema)])
    assert confirm([Done(tool, {"username_to_follow": "juniper"}, {}, result)]).endswith(told)


async def test_another_days_equal_price_is_told_with_its_day() -> None:
    rehearsal = rehearse("travel-01")
    await rehearsal.say("What does a flight from Chicago to Boston cost on October 9th in economy?")
    assert await said(rehearsal, "And on the tenth?") == "That's $378 on Saturday, October 10th in economy."
