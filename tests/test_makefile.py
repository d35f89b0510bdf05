"""What `make` hands on to the programs it starts."""

import shlex
import subprocess

from tools.setup.paths import ROOT


def test_a_data_folder_with_a_space_in_its_name_stays_one_word() -> None:
    shown = subprocess.run(
        ["make", "--dry-run", "run", "DATA=my data", "ARGS=--port 9000"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    commands = [shlex.split(line) for line in shown.stdout.splitlines() if "--data" in line]
    assert len(commands) == 2
    assert all(command[-4:] == ["--data", "my data", "--port", "9000"] for command in commands)
