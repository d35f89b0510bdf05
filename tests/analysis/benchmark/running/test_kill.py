"""A run that is killed while requests are in flight ends, started again, as one that was left alone."""

import asyncio
import json
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path

import pytest

from analysis.benchmark.matrices import combine, read_runs
from analysis.benchmark.samples import tone
from tests.emulators.metered_chat import MeteredChat, metered_chat

AT_ONCE = 4
TASKS = ("superb_asr", "superb_emotion", "voice_disorder", "llama_questions", "emotion", "speaker_diarization")
PATIENCE_S = 120


@pytest.fixture
def wav(tmp_path: Path) -> bytes:
    return tone(tmp_path / "said.wav").read_bytes()


async def start(endpoint: MeteredChat, folder: Path) -> Process:
    folder.mkdir(exist_ok=True)
    judge = {"model": "judge-2026-01-01", "url": endpoint.base_url, "key_variable": None}
    (folder / "judges.yaml").write_text(json.dumps({"reader": judge}))
    words = [
        *(sys.executable, "-m", "parley", "benchmark", "run", "--model", "tiny", "--url", endpoint.base_url),
        *("--subset", "samples", "--voice", "alloy", "--at-once", str(AT_ONCE), "--least-coverage", "0.5"),
        *("--data", str(folder / "data"), "--runs", str(folder / "runs"), "--judges", str(folder / "judges.yaml")),
        *(word for task in TASKS for word in ("--task", task)),
    ]
    return await asyncio.create_subprocess_exec(*words, stdout=DEVNULL, stderr=PIPE)


async def finish(process: Process) -> None:
    _, told = await asyncio.wait_for(process.communicate(), PATIENCE_S)
    assert process.returncode == 0, told.decode()


def results(folder: Path) -> Path:
    (manifest,) = folder.glob("runs/*/samples*/manifest.json")
    return manifest.parent


@pytest.mark.processes
@pytest.mark.timeout(400)  # three processes on a loaded machine
async def test_a_killed_run_ends_with_the_same_matrix_and_nothing_is_billed_twice(tmp_path: Path, wav: bytes) -> None:
    async with metered_chat(wav) as endpoint:
        await finish(await start(endpoint, tmp_path / "whole"))
        keys_of_a_whole_run = set(endpoint.billed)

    async with metered_chat(wav, hold_after=5) as endpoint:
        process = await start(endpoint, tmp_path / "killed")
        await asyncio.wait_for(endpoint.holding.wait(), PATIENCE_S)
        process.send_signal(signal.SIGKILL)
        await asyncio.wait_for(process.communicate(), PATIENCE_S)
        before = set(endpoint.billed)
        asked_before = endpoint.asked.copy()
        endpoint.hold_after = None
        endpoint.release.set()
        await finish(await start(endpoint, tmp_path / "killed"))
        asked_after = endpoint.asked - asked_before

    whole, killed = (read_runs([results(tmp_path / name)])[0] for name in ("whole", "killed"))
    assert combine([killed]).digest == combine([whole]).digest
    columns = ("item", "item_hash", "status", "score", "raw", "reason", "answer")
    assert [[row[name] for name in columns] for row in killed.rows] == [
        [row[name] for name in columns] for row in whole.rows
    ]
    assert {row["status"] for row in whole.rows} == {"scored", "error"}  # the malformed sounds are the model's errors
    assert len(before) >= 5
    assert endpoint.billed == keys_of_a_whole_run
    answered_but_not_kept = before & set(asked_after)  # the answer was on its way when the process died
    assert len(answered_but_not_kept) <= AT_ONCE
    assert whole.manifest["asked_again_after_a_stop"] == 0
    assert killed.manifest["asked_again_after_a_stop"] <= AT_ONCE
