"""New files: every kind of scenario can be begun, and what is begun is sound."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from scenarios.cli import app
from scenarios.loading import load_scenario
from scenarios.new import kinds, next_id, starting_file
from scenarios.proofs import unproven
from scenarios.scenario import ToolCalling
from scenarios.worlds import domains, world_class


def run(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["new", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def test_there_is_a_start_for_every_domain_and_category() -> None:
    assert set(kinds()) == {"open_chat", "goal_oriented", *domains()}


@pytest.mark.parametrize("kind", kinds())
def test_a_new_file_is_sound_as_it_stands(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "my-own-7.yaml"
    path.write_text(starting_file(kind, path.stem), encoding="utf-8")
    scenario = load_scenario(path)
    assert (scenario.id, unproven(scenario)) == ("my-own-7", [])
    assert kind in (scenario.category, getattr(scenario, "domain", None))


@pytest.mark.parametrize("kind", kinds())
def test_every_part_says_what_to_fill_in(kind: str, tmp_path: Path) -> None:
    lines = starting_file(kind, "my-own").splitlines()
    told = {"id", "topic", "title", "card", "worlds", "tools", "steps", "forbidden", "frame", "reference"}
    parts = [number for number, line in enumerate(lines) if line.partition(":")[0] in told]
    assert len(parts) >= 3
    assert all(lines[number - 1].startswith("# ") for number in parts)
    assert max(len(line) for line in lines if line.startswith("#")) <= 120


@pytest.mark.parametrize("kind", domains())
def test_all_tools_of_a_world_are_listed(kind: str, tmp_path: Path) -> None:
    text = starting_file(kind, "my-own")
    path = tmp_path / "my-own.yaml"
    path.write_text(text.replace("  # - ", "  - "), encoding="utf-8")
    scenario = load_scenario(path)
    assert isinstance(scenario, ToolCalling)
    assert set(scenario.tools) == {f"{kind}.{name}" for name in world_class(kind).tools}


def test_the_next_number_is_taken(tmp_path: Path) -> None:
    for name in ("goal-007.yaml", "goal-12ab34cd56.yaml", "goal-note.yaml", "goal-my-99.yaml", "calendar-03.yaml"):
        (tmp_path / name).touch()
    assert [next_id(kind, tmp_path) for kind in ("goal_oriented", "calendar", "smart_home")] == [
        "goal-008",
        "calendar-04",
        "smart-home-01",
    ]


def test_the_command_writes_where_it_says(tmp_path: Path) -> None:
    assert run("messaging", "--folder", tmp_path) == (0, f"{tmp_path}/messaging-01.yaml\n", "")
    assert run("messaging", "--folder", tmp_path)[1] == f"{tmp_path}/messaging-02.yaml\n"
    assert run("messaging", "--folder", tmp_path, "--id", "hello")[1] == f"{tmp_path}/hello.yaml\n"
    assert load_scenario(tmp_path / "hello.yaml").id == "hello"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["cooking"], "there is no kind 'cooking'; there are: calendar, filesystem"),
        (["jobs", "--id", "My Job"], "'My Job' is no id: small letters and digits"),
        (["jobs", "--id", "a: b"], "'a: b' is no id"),
        (["jobs", "--id", "../a"], "'../a' is no id"),
        (["jobs", "--id", "taken"], "taken.yaml is there already; give another --id"),
        (["jobs", "--folder", "taken.yaml"], "taken.yaml is a file; --folder names a folder"),
        (["jobs", "--folder", "taken.yaml/deeper"], "cannot be written: Not a directory"),
    ],
)
def test_what_cannot_be_begun(words: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("taken.yaml").touch()
    code, out, err = run("--folder", ".", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken.yaml"]
