"""`parley callers run` against the running system: two simulated participants at once, by voice, to the ratings."""

import json
import os
import subprocess
import sys

import pytest

from tests.support.livekit_server import REPOSITORY
from tests.support.parley_up import Parley
from tests.support.researcher import Researcher

pytestmark = [pytest.mark.livekit]

N = 2
LINES = 1


def test_they_talk_rate_and_are_marked(house: Parley) -> None:
    command = [sys.executable, "-m", "parley", "callers", "run", "--study", "historian", "--n", str(N), "--json"]
    command += ["--server", house.server_url, "--data", str(house.data), "--lines", str(LINES), "--at-once", str(N)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    ran = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    outcomes = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [(one["complete"], len(one["latencies_s"]), None in one["latencies_s"]) for one in outcomes] == [
        (True, LINES, False)
    ] * N
    researcher = Researcher(house)
    rows = [row for row in researcher.submissions() if row["study"] == "historian" and row["simulated"]]
    assert [row["stage"] for row in rows] == ["complete"] * N
    for row in rows:
        record = researcher.conversation(row["conversation_id"])
        assert (record["simulated"], record["pay"]) == (True, [])
        assert len([line for line in record["transcript"] if line["who"] == "participant"]) >= LINES
        assert record["feedback"]["text"].startswith("Written by a simulated participant")
    researcher.close()
