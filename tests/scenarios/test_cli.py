"""The command ``parley scenarios``."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scenarios.cli import app
from scenarios.loading import CATALOG
from tests.scenarios.plays import CATALOG as LOADED
from tests.scenarios.plays import TOOL_SCENARIOS

RUNNER = CliRunner()


def run(*words: str, said: str = "") -> tuple[int, str, str]:
    result = RUNNER.invoke(app, list(words), input=said)
    return result.exit_code, result.stdout, result.stderr


def test_sound_scenarios_by_path_and_by_id(tmp_path: Path) -> None:
    assert run("validate", str(CATALOG / "smart-home-01.yaml"), "goal-001") == (0, "2 of 2 scenarios are sound.\n", "")


def test_faults_are_one_line_each_and_the_exit_code_tells(tmp_path: Path) -> None:
    text = (CATALOG / "calendar-01.yaml").read_text(encoding="utf-8")
    (tmp_path / "goal-001.yaml").write_text((CATALOG / "goal-001.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "calendar-01.yaml").write_text(
        text.replace('start: "16:15"}}', 'start: "15:00"}}', 1), encoding="utf-8"
    )
    (tmp_path / "torn.yaml").write_text("id: [", encoding="utf-8")
    code, out, err = run("validate", str(tmp_path))
    assert (code, out) == (1, "1 of 3 scenarios are sound.\n")
    lines = err.splitlines()
    assert lines[0].startswith(f"{tmp_path}/calendar-01.yaml:")
    assert "leaves step 'move' open" in lines[0]
    assert f"{tmp_path}/torn.yaml:1: no valid YAML" in lines[-1]
    code, out, err = run("validate", "--json", str(tmp_path))
    found = json.loads(out)
    assert (code, err, found["files"], found["sound"]) == (1, "", 3, 1)
    assert {"file", "line", "path", "message"} == set(found["faults"][0])


def test_two_files_with_one_id_are_a_fault(tmp_path: Path) -> None:
    files = [tmp_path / folder / "goal-001.yaml" for folder in ("a", "b")]
    for file in files:
        file.parent.mkdir()
        file.write_text((CATALOG / "goal-001.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    code, _, err = run("validate", str(tmp_path))
    (tmp_path / "torn.yaml").write_text("id: [", encoding="utf-8")
    both = ", ".join(map(str, files))
    assert code == 1
    assert err == f"{files[1]}:1: id: 'goal-001' is the id of {both}; give each its own\n"
    assert "'goal-001' is the id of" in run("validate", str(tmp_path))[2]


def test_a_file_is_named_after_its_scenario(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text((CATALOG / "goal-001.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    code, _, err = run("validate", str(file))
    message = "the file is named otherwise; name it goal-001.yaml, or let the id be its name"
    assert (code, err) == (1, f"{file}:2: id: {message}\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["validate", "nowhere"], "nowhere does not exist"),
        (["show", "nope"], "are here, such as calendar-01, "),
        (["play", "goal-001"], "goal-001 has no tools to play with; it is goal_oriented"),
        (["validate", "calender-01"], "calender-01 does not exist; did you mean calendar-01?"),
        (["validate", "x" * 300], "does not exist"),
        (["show", "x" * 300], "there is no scenario"),
        (["new", "calender"], "there is no kind 'calender'; did you mean 'calendar'?"),
        (["report", "--domain", "calender"], "there is no domain 'calender'; did you mean 'calendar'?"),
        (["validate", "nowhere", "elsewhere"], "give files, folders or ids of the catalogue"),
        (["show", "nowhere.yaml"], "nowhere.yaml: cannot be read: No such file or directory\n"),
        (["show", str(CATALOG)], "is a folder; give one scenario's id or file"),
        (["show", "CALENDAR-1"], "did you mean calendar-01?"),
        (["import-bfcl", "nowhere", "nowhere", "--out", "."], "nowhere cannot be read or written: No such file"),
    ],
)
def test_bad_input_is_one_clear_line(words: list[str], message: str) -> None:
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err


@pytest.mark.parametrize("scenario_id", [*TOOL_SCENARIOS, "open-chat-01", "goal-001"])
def test_a_scenario_is_shown(scenario_id: str) -> None:
    code, out, _ = run("show", scenario_id)
    assert code == 0
    assert out.startswith(f"{LOADED[scenario_id].title}  [{scenario_id}, ")
    for step in TOOL_SCENARIOS[scenario_id].steps if scenario_id in TOOL_SCENARIOS else ():
        assert f"{step.id}: {step.label}" in out
    code, out, _ = run("show", scenario_id, "--json")
    assert json.loads(out) == LOADED[scenario_id].document


SESSION = """\
# look, move, add, review
list_entries day=Thursday
calendar_move_entry entry=dentist day=Thursday start="4:15"
calendar.move_entry entry=dentist day=Thursday start="4:15 pm"
add_entry title=Pharmacy day=Thursday start="5:15 pm" minutes=30
list_entries day=Thursday
"""


def test_a_scenario_is_played_by_hand() -> None:
    code, out, _ = run("play", "calendar-01", said=f"{SESSION}steps\nquit\n")
    assert code == 1
    assert "refused: start '4:15' may be 16:15 or 04:15" in out
    assert '  calendar.entries.entry-2.start: "09:30" -> "16:15"' in out
    assert "25%, no success yet, final state not right yet" in out
    assert out.splitlines()[-5:] == [
        "[x] Thursday looked up",
        "[x] Dentist moved to a time that works",
        "[x] Pharmacy added",
        "[x] Thursday looked up again at the end",
        "100%, success, final state right",
    ]


def test_a_play_is_scriptable() -> None:
    code, out, _ = run("play", "calendar-01", "--json", said=SESSION)
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [line["ok"] for line in lines] == [True, False, True, True, True]
    assert [change["path"] for change in lines[2]["changes"]] == [
        "calendar.entries.entry-2.day",
        "calendar.entries.entry-2.start",
        "calendar.entries.entry-2.end",
    ]
    assert lines[-1]["verification"]["success"] is True


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("fly\n", "refused: there is no tool 'fly'; tools: list_entries"),
        ("list_entrys day=Thursday\n", "did you mean list_entries"),
        ("list_entries Thursday\n", "'Thursday' is no key=value; quote values that hold spaces"),
        ("list_entries =Thursday\n", "'=Thursday' is no key=value"),
        ('list_entries day="Thu\n', "cannot read this line: No closing quotation"),
        ("help fly\n", "there is no tool 'fly'"),
        ("steps now\n", "steps stands alone"),
        ("undo\n", "nothing to undo"),
        ("cancel_entry entry=school\nlist_entries\nundo\nsteps\n", "\n!! Changes the school run (call-1)\n"),
        ("list_entries\nundo\n", "calendar.list_entries, which was refused, is undone\n[ ] Thursday looked up"),
        ("add_entry title=X day=Thursday start=330\n", "start '330' may be 15:30 or 03:30"),
    ],
)
def test_a_line_that_does_nothing_is_told_and_the_exit_code_tells(said: str, told: str) -> None:
    code, out, _ = run("play", "calendar-01", said=said)
    assert code == 1
    assert told in out


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("help\n", "A call: tool key=value"),
        ("help add_entry\n", "\n  minutes (integer, optional): How long it lasts."),
        ("cancel_entry entry=school\nundo\nstate\n", '"School run"'),
        ("cancel_entry entry=school\nUNDO\n", "calendar.cancel_entry is undone\n[ ] Thursday looked up"),
        ("tools\n", "calendar_list_entries     List the entries of one day"),
        ("cancel_entry entry=school\nreset\nstate\n", '"School run"'),
        ("cancel_entry entry=school\nsteps\n", "!! Changes the school run (call-1)"),
        ("\n", ""),
    ],
)
def test_commands_of_a_play(said: str, told: str) -> None:
    code, out, _ = run("play", "calendar-01", said=said)
    assert code == 0
    assert told in out


def test_a_final_state_is_right_only_where_everything_is_done() -> None:
    _, out, _ = run("play", "smart-home-01", said="steps\n")
    assert out.splitlines()[-1] == "0%, no success yet"


def test_the_schema_is_printed_and_describes_the_catalogue() -> None:
    code, out, _ = run("schema")
    schema = json.loads(out)
    assert code == 0
    assert schema["title"] == "Scenario"
    assert {"OpenChat", "GoalOriented", "ToolCalling", "Step", "When"} <= set(schema["$defs"])


@pytest.mark.parametrize("nothing", ["", " "])
def test_a_path_of_no_letters_is_no_folder(nothing: str) -> None:
    code, out, err = run("validate", nothing)
    assert (code, out) == (2, "")
    assert err == f"{nothing!r} names nothing; give files, folders or ids of the catalogue\n"


def test_a_file_that_is_named_twice_is_looked_at_once() -> None:
    again = str(CATALOG / "goal-001.yaml")
    assert run("validate", "goal-001", again, "goal-001") == (0, "1 of 1 scenarios are sound.\n", "")


@pytest.mark.parametrize("command", ["validate", "show"])
def test_a_pipe_is_no_scenario_file(tmp_path: Path, command: str) -> None:
    pipe = tmp_path / "goal-001.yaml"
    os.mkfifo(pipe)
    code, _, err = run(command, str(pipe))
    assert code == (1 if command == "validate" else 2)
    assert err == f"{pipe}: cannot be read: it is no regular file\n"


def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "mine" / "first"
    assert run("new", "calendar", "--folder", str(folder)) == (0, f"{folder / 'calendar-01.yaml'}\n", "")
    in_file = folder / "calendar-01.yaml"
    code, _, err = run("new", "calendar", "--folder", str(in_file))
    assert (code, err) == (2, f"{in_file} is a file; --folder names a folder\n")


@pytest.mark.parametrize("said", ["quit\n", "QUIT # enough\n", "exit\n", "help quit\nquit\n", "steps\nq\n"])
def test_a_play_ends_with_quit_from_a_pipe_too(said: str) -> None:
    code, out, _ = run("play", "calendar-01", said=f"{said}no_such_tool\n")
    assert code == 0
    assert "no tool" not in out


def test_quit_stands_alone() -> None:
    code, out, _ = run("play", "calendar-01", said="quit now\n")
    assert (code, out) == (1, "quit stands alone\n")
