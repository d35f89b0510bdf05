"""The command as people type it."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from parley import MOUNTS, main

Answer = subprocess.CompletedProcess[str]
Parley = Callable[..., Answer]


@pytest.fixture
def parley(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Parley:
    """The command in this process: what its words print, and its exit code."""

    def run(*words: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["parley", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Answer(words, ended.value.code, printed.out, printed.err)

    return run


@pytest.mark.parametrize("words", [["--help"], ["upp"]])
def test_a_process_of_its_own_says_the_same(parley: Parley, words: list[str]) -> None:
    process = subprocess.run([sys.executable, "-m", "parley", *words], capture_output=True, text=True, check=False)
    answer = parley(*words)
    assert (process.returncode, process.stdout, process.stderr) == (answer.returncode, answer.stdout, answer.stderr)


def test_help_lists_every_command_that_is_there(parley: Parley) -> None:
    answer = parley("--help")
    assert answer.returncode == 0
    for name, mount in MOUNTS.items():
        assert (f"  {name} " in answer.stdout) == mount.is_there()


@pytest.mark.parametrize("words", [[], ["scenarios"]])
def test_without_a_command_it_shows_its_help_and_fails(parley: Parley, words: list[str]) -> None:
    answer = parley(*words)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == parley(*words, "--help").stdout


def test_help_imports_no_package_of_ours() -> None:
    """What keeps `parley --help` fast: the packages behind the commands stay unread."""
    code = "import sys, parley; parley.command(); print([m for m in sys.modules if {m, m.split('.')[0]} & {*sys.argv}])"
    words = ["agent", "server", "analysis.cli", "fastapi", "livekit", "numpy", "pydantic", "tools.supervise"]
    answer = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"


def helps(parley: Parley, *words: str) -> Iterator[tuple[str, str]]:
    """The help of a command, or of every command of a group."""
    answer = parley(*words, "--help")
    assert answer.returncode == 0, answer.stderr
    _, is_group, commands = answer.stdout.partition("\nCommands:\n")
    if not is_group:
        yield " ".join(words), answer.stdout
    for line in commands.splitlines():
        if line.startswith("  ") and not line.startswith("   "):
            yield from helps(parley, *words, line.split()[0])


@pytest.mark.parametrize("name", [name for name, mount in MOUNTS.items() if mount.is_there()])
def test_every_command_has_a_help_with_an_example(parley: Parley, name: str) -> None:
    for words, text in helps(parley, name):
        assert text.startswith(f"Usage: parley {words} ")
        assert f"parley {words}" in " ".join(text.partition("Example:")[2].split())


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["upp"], "parley: No such command 'upp'. Did you mean 'up'?"),
        (["up", "--prot", "1"], "parley: No such option: --prot (Possible options: --port)"),
        (["up", "--port", "99999"], "parley: Invalid value for '--port': Input should be less than or equal to 65535"),
        (["up", "port"], "parley: Got unexpected extra argument(s) (port)"),
        (
            ["up", "--keep", "srever"],
            "parley: Invalid value: no part is called srever; there are livekit, speech, server, agent",
        ),
    ],
)
def test_a_slip_gives_one_line_and_exit_code_2(parley: Parley, words: list[str], line: str) -> None:
    answer = parley(*words)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr.strip() == line


def test_it_tells_its_version(parley: Parley) -> None:
    answer = parley("--version")
    assert answer.returncode == 0
    assert re.fullmatch(r"parley \d+\.\d+\.\d+( \([0-9a-z.-]+\))?\n", answer.stdout)
