"""The command as people type it."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from parley import MOUNTS


def parley(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "parley", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_help_lists_every_command_that_is_there() -> None:
    answer = parley("--help")
    assert answer.returncode == 0
    for name, mount in MOUNTS.items():
        assert (f"  {name} " in answer.stdout) == mount.is_there()


def test_without_words_it_shows_its_help() -> None:
    assert parley().stdout == parley("--help").stdout


def test_help_imports_no_package_of_ours() -> None:
    """What keeps `parley --help` fast: the packages behind the commands stay unread."""
    code = "import sys, parley; parley.command(); print([m for m in sys.modules if m.split('.')[0] in sys.argv])"
    words = ["agent", "server", "analysis", "fastapi", "livekit", "numpy", "pydantic", "tools.supervise"]
    answer = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"


def helps(*words: str) -> Iterator[tuple[str, str]]:
    """The help of a command, or of every command of a group."""
    answer = parley(*words, "--help")
    assert answer.returncode == 0, answer.stderr
    _, is_group, commands = answer.stdout.partition("\nCommands:\n")
    if not is_group:
        yield " ".join(words), answer.stdout
    for line in commands.splitlines():
        if line.startswith("  ") and not line.startswith("   "):
            yield from helps(*words, line.split()[0])


@pytest.mark.parametrize("name", [name for name, mount in MOUNTS.items() if mount.is_there()])
def test_every_command_has_a_help_with_an_example(name: str) -> None:
    for words, text in helps(name):
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
def test_a_slip_gives_one_line_and_exit_code_2(words: list[str], line: str) -> None:
    answer = parley(*words)
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert answer.stderr.strip() == line
