from typing import Any

import pytest

from agent.models.base import ToolCall, ToolSpec
from agent.tools.base import Returned, Toolbox, parse_arguments


class Doubler:
    spec = ToolSpec("double", "Doubles.", {})

    async def call(self, arguments: dict[str, Any], *, call_id: str) -> Returned:
        return Returned(ok=True, result={"id": call_id, "double": 2 * arguments["n"]})


async def test_a_tool_is_called_by_its_name() -> None:
    box = Toolbox([Doubler()])
    returned = await box.call(ToolCall("c1", "double", ""), {"n": 4})
    assert returned.as_json() == '{"id": "c1", "double": 8}'
    assert box.specs == (Doubler.spec,)


async def test_unknown_tools_and_bad_arguments_are_answers() -> None:
    box = Toolbox([Doubler()])
    unknown = await box.call(ToolCall("c1", "triple", "{}"), {})
    assert unknown.as_json() == '{"error": "there is no tool \'triple\'; tools: double"}'
    bad = await box.call(ToolCall("c1", "double", "[1]"), None)
    assert not bad.ok


def test_two_tools_may_not_share_a_name() -> None:
    with pytest.raises(ValueError, match="double"):
        Toolbox([Doubler(), Doubler()])


@pytest.mark.parametrize(
    ("written", "arguments"),
    [('{"a": 1}', {"a": 1}), ("", {}), ("  ", {}), ("[1]", None), ("{", None), ("null", None)],
)
def test_arguments_are_an_object_or_none(written: str, arguments: dict[str, Any] | None) -> None:
    assert parse_arguments(written) == arguments
