from io import StringIO
from pathlib import Path

import pytest

from tools.setup.errors import SetupError
from tools.setup.plan import carry_out, plan
from tools.setup.progress import Progress
from tools.setup.shell import Shell
from tools.setup.steps import Step


def step(folder: Path, name: str, did: list[str], *, fails: bool = False, unneeded: str | None = None) -> Step:
    def act(_shell: Shell) -> None:
        did.append(name)
        if fails:
            raise SetupError("the disk is full")

    return Step(name=name, title=name, inputs=lambda: (), outputs=(), act=act, unneeded=lambda: unneeded, stamps=folder)


def test_what_is_done_is_skipped_and_what_is_not_needed_says_why(tmp_path: Path) -> None:
    did: list[str] = []
    steps = [step(tmp_path, "one", did), step(tmp_path, "two", did, unneeded="using LIVEKIT_URL")]
    carry_out(steps, Progress(2, StringIO()))
    out = StringIO()
    carry_out(steps, Progress(2, out))
    assert did == ["one"]
    first, second = out.getvalue().splitlines()
    assert first.startswith("[1/2] one")
    assert first.endswith("up to date")
    assert second.endswith("using LIVEKIT_URL")


def test_a_failure_names_its_step_and_stops_there(tmp_path: Path) -> None:
    did: list[str] = []
    steps = [step(tmp_path, "one", did, fails=True), step(tmp_path, "two", did)]
    with pytest.raises(SetupError, match="one: the disk is full"):
        carry_out(steps, Progress(2, StringIO()))
    assert did == ["one"]


def test_a_missing_input_is_one_line(tmp_path: Path) -> None:
    missing = tmp_path / "package.json"
    broken = Step(name="x", title="X", inputs=lambda: (missing,), outputs=(), act=lambda _: None, stamps=tmp_path)
    with pytest.raises(SetupError, match=r"X: .*package\.json"):
        carry_out([broken], Progress(1, StringIO()))


@pytest.mark.parametrize(("goal", "first"), [("run", "environment"), ("test", "system")])
def test_every_goal_ends_with_a_livekit_server(goal: str, first: str) -> None:
    names = [step.name for step in plan(goal)]
    assert names[0] == first
    assert names[-1] == "livekit"
    assert len(set(names)) == len(names)
