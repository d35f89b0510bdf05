"""What every world promises."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from scenarios.worlds.base import Clock, Outcome, ToolError, World, tool
from scenarios.worlds.schema import parameters, text, whole


class Counter(World):
    """A number that grows."""

    domain = "counter"

    @tool("Add to the number.", parameters({"n": whole("How much.", minimum=1)}))
    def add(self, n: int) -> Any:
        self.state["n"] += n
        self.state["log"].append(n)
        if self.state["n"] > 10:
            raise ToolError("10 is the most")
        return {"n": self.state["n"], "log": self.state["log"]}

    @tool("Fail like a mistake in the code.", parameters())
    def crash(self) -> Any:
        self.state["n"] = -1
        raise KeyError("oops")

    @tool("Say the time.", parameters())
    def time(self) -> Any:
        return self.now.isoformat()

    @tool("Answer with something that JSON cannot hold.", parameters())
    def answer_a_set(self) -> Any:
        self.state["n"] = -1
        return {1, 2}


def counter() -> Counter:
    return Counter({"n": 0, "log": []})


def test_a_call_changes_the_state_and_answers() -> None:
    world = counter()
    assert world.call("add", {"n": 3}) == Outcome(ok=True, result={"n": 3, "log": [3]})
    assert world.state == {"n": 3, "log": [3]}


@pytest.mark.parametrize(
    ("name", "arguments", "error"),
    [
        ("add", {"n": 11}, "10 is the most"),
        ("add", {"n": 0}, "n must be at least 1, not 0"),
        ("add", {"n": "3"}, "n must be an integer, not '3'"),
        ("add", {}, "n is missing; required: n"),
        ("add", {"n": 1, "m": 2}, "m is no argument of this tool; arguments: n"),
        ("add", [1], "arguments must be an object, not an array"),
        ("add", {"n": float("nan")}, "nan is no JSON value"),
        ("subtract", {}, "there is no tool 'subtract'; tools: add, crash, time, answer_a_set"),
    ],
)
def test_a_failed_call_says_what_is_valid_and_changes_nothing(name: str, arguments: Any, error: str) -> None:
    world = counter()
    before = world.snapshot()
    assert world.call(name, arguments) == Outcome(ok=False, error=error)
    assert world.snapshot() == before


@pytest.mark.parametrize(("name", "fault"), [("crash", KeyError), ("answer_a_set", TypeError)])
def test_a_mistake_in_a_world_is_no_outcome_but_leaves_the_state(name: str, fault: type[Exception]) -> None:
    world = counter()
    with pytest.raises(fault):
        world.call(name, {})
    assert world.state == {"n": 0, "log": []}


def test_results_and_arguments_are_not_the_state() -> None:
    world = counter()
    result = world.call("add", {"n": 1}).result
    result["log"].append("scribble")
    assert world.state["log"] == [1]


def test_the_initial_state_is_copied_and_can_be_returned_to() -> None:
    given: dict[str, Any] = {"n": 0, "log": []}
    world = Counter(given)
    world.call("add", {"n": 1})
    assert given == {"n": 0, "log": []}
    world.reset()
    assert (world.state, world.clock.ticks) == ({"n": 0, "log": []}, 0)


def test_a_snapshot_is_returned_to_with_its_order_of_keys_and_its_time() -> None:
    world = Counter({"z": 1, "n": 0, "log": [], "a": 2})
    world.call("add", {"n": 1})
    kept = world.snapshot()
    world.call("add", {"n": 2})
    world.restore(kept)
    assert list(world.state) == ["z", "n", "log", "a"]
    assert world.snapshot() == kept


def test_hashes_do_not_depend_on_the_order_of_keys() -> None:
    assert Counter({"n": 1, "log": []}).snapshot().sha256 == Counter({"log": [], "n": 1}).snapshot().sha256
    assert Counter({"n": 1, "log": []}).snapshot().sha256 != Counter({"n": 2, "log": []}).snapshot().sha256


def test_time_passes_with_completed_calls_alone() -> None:
    start = datetime.fromisoformat("2026-06-09T08:30:00-04:00")
    world = Counter({"n": 0, "log": []}, clock=Clock(start))
    world.call("add", {"n": 1})
    world.call("add", {"n": 99})
    assert world.now == start + timedelta(seconds=1)
    assert world.call("time", {}).result == "2026-06-09T08:30:01-04:00"


def test_a_state_that_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError, match="no JSON"):
        Counter({"n": {1}})


def test_names_that_models_cannot_call_are_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):

        class TooLong(World):
            domain = "d" * 60

            @tool("Too long.", parameters({"x": text("x")}))
            def a_long_name(self, x: str) -> Any:
                return x
