import sys
from io import StringIO
from pathlib import Path

import pytest

from tools.setup.errors import SetupError
from tools.setup.progress import Progress
from tools.setup.shell import TAIL_LINES, Shell, environment


def test_output_goes_to_the_log(shell: Shell, tmp_path: Path) -> None:
    shell.run("sh", "-c", "echo out; echo err >&2")
    assert (tmp_path / "step.log").read_text() == "$ sh -c echo out; echo err >&2\nout\nerr\n"


def test_a_failure_shows_the_end_of_its_own_output(shell: Shell) -> None:
    shell.run("echo", "of an earlier command")
    with pytest.raises(SetupError) as failure:
        shell.run("sh", "-c", "for i in $(seq 40); do echo line $i; done; exit 3")
    words = str(failure.value)
    assert "`sh` ended with 3" in words
    assert f"line {40 - TAIL_LINES + 1}\n" in words
    assert f"line {40 - TAIL_LINES}\n" not in words
    assert "earlier" not in words


def test_a_program_that_is_not_there_is_named(shell: Shell) -> None:
    with pytest.raises(SetupError, match="/no/such/program is not there"):
        shell.run("/no/such/program")


def test_bytecode_is_written_whatever_the_caller_says(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    shell.run(sys.executable, "-c", "import sys; print('quiet', sys.dont_write_bytecode)")
    assert "quiet False" in (tmp_path / "step.log").read_text()


def test_extra_settings_go_before_the_callers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOFLAGS", "-v")
    assert environment({"GOFLAGS": "-mod=readonly"})["GOFLAGS"] == "-mod=readonly"
    assert environment()["GOFLAGS"] == "-v"


class ImpatientProgress(Progress):
    """Presses Ctrl-C as soon as a command takes time."""

    def tick(self) -> None:
        raise KeyboardInterrupt


def test_nothing_is_left_when_it_is_interrupted(tmp_path: Path) -> None:
    log = tmp_path / "step.log"
    shell = Shell(log, ImpatientProgress(1, StringIO()), tick_s=0.2)
    with pytest.raises(KeyboardInterrupt):
        shell.run("sh", "-c", "echo $$; exec sleep 1000")
    pid = int(log.read_text().splitlines()[-1])
    assert not Path(f"/proc/{pid}").exists()
