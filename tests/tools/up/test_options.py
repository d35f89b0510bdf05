"""What `make run` refuses before it sets anything up."""

import re
import subprocess
import sys

import pytest
import typer

from tools.setup.paths import ROOT
from tools.up.cli import app
from tools.up.options import KINDS, complaint_about, parser, wish_for


def test_they_are_the_command_s_options() -> None:
    command = typer.main.get_command(app)
    offered = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
    assert set(re.findall(r"--[a-z-]+", parser().format_usage())) == offered | {"--help"}


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--data", "var"],
        ["--port", "9000", "--no-rehearsal", "--json"],
        ["--port=1", "--keep", "server, agent"],
        ["--scenario", "calendar-01"],
        *[["--scenario", kind] for kind in KINDS],
    ],
)
def test_what_can_be_used(options: list[str]) -> None:
    assert complaint_about(options) is None


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--prot", "9000"], "unrecognized arguments: --prot 9000"),
        (["--port"], "--port: expected one argument"),
        (["--port", "nine"], "--port is a number from 1 to 65535, not 'nine'"),
        (["--port", "65536"], "--port is a number from 1 to 65535"),
        (["--keep", "server,nginx"], "no part is called nginx; there are livekit, speech, server, agent"),
        (["--scenario", "calendar-99"], "there is no scenario 'calendar-99'"),
        (["--scenario", "smart-home-1"], "there is no scenario 'smart-home-1'; did you mean smart-home-01? `ls"),
        (["--scenario", "Goals"], "did you mean goal? "),
        (["--scenario", "xyz"], "there is no scenario 'xyz'; `ls scenarios/catalog` shows all"),
        (["--scenario", "../catalog/calendar-01"], "there is no scenario"),
        (["9000"], "unrecognized arguments: 9000"),
    ],
)
def test_what_is_refused_in_one_line(options: list[str], says: str) -> None:
    complaint = complaint_about(options) or ""
    assert says in complaint
    assert "\n" not in complaint


def test_set_up_refuses_them_before_its_first_step() -> None:
    command = [sys.executable, "-I", "-c", "import sys; sys.path.insert(0, '.'); from tools.setup.plan import main; "]
    command[-1] += "sys.exit(main(['run', '--', '--data', 'var', '--prot', '9000']))"
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout) == (64, "")
    assert answer.stderr == "parley up: unrecognized arguments: --prot 9000\n"


def test_a_kind_is_asked_for_by_its_category() -> None:
    assert [wish_for(word) for word in ("open-chat", "goal", "tool_calling", "goal-001")] == [
        "open_chat",
        "goal_oriented",
        "tool_calling",
        "goal-001",
    ]
