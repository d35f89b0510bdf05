"""The same calls give the same states in any process: no hash seed, time zone or locale shows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scenarios.plays import TOOL_SCENARIOS

ROOT = Path(__file__).parents[2]
PROGRAM = """
import json, sys
from scenarios.loading import load_catalog
from scenarios.reference import play
found = {}
for scenario in sorted(load_catalog().of("tool_calling"), key=lambda s: s.id, reverse=sys.argv[1] == "reversed"):
    for number, calls in enumerate(scenario.reference):
        run = play(scenario, calls)
        graded = run.verification.model_dump(mode="json")
        found[f"{scenario.id} {number}"] = [scenario.hash, scenario.instructions, run.state, graded]
print(json.dumps(found, sort_keys=True))
"""


def run_in(hash_seed: str, zone: str, order: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": zone, "LC_ALL": "C", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROGRAM, order]
    return subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True).stdout


@pytest.mark.processes
def test_hash_seed_time_zone_and_order_do_not_show() -> None:
    first = run_in("0", "UTC", "sorted")
    assert len(json.loads(first)) >= len(TOOL_SCENARIOS)
    assert run_in("1", "Asia/Tokyo", "reversed") == first
    assert run_in("2", "America/Los_Angeles", "sorted") == first
