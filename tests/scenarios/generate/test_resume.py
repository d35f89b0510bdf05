"""A run that is killed in the middle, as it happens: a process, a signal, and the same command again."""

import asyncio
import json
import os
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scenarios.cli import app
from scenarios.loading import load_catalog
from tests.emulators.openai_chat import Answer, Request, openai_chat
from tests.scenarios.generate.conversations import SUBJECTS, good_models, lmsys, opening, write_records
from tests.support.waiting import wait_until
from tools.generate.openai_chat import connect

pytestmark = pytest.mark.processes

N_ANSWERED = 9


async def test_after_kill_9_nothing_that_was_answered_is_paid_again(tmp_path: Path) -> None:
    rows = [lmsys(number, opening(subject)) for number, subject in enumerate(SUBJECTS)]
    source, out = write_records(tmp_path / "rows.jsonl", rows), tmp_path / "out"
    stuck, answered = asyncio.Event(), Counter[str]()

    def respond(request: Request) -> Answer:
        if answered.total() == N_ANSWERED and not stuck.is_set():
            stuck.set()
        if stuck.is_set() and not killed:
            return Answer(fault="stall")
        answered[json.dumps([request["model"], request["messages"]])] += 1
        return good_models(request)

    killed = False
    async with openai_chat(respond=respond) as emulator:
        words = (
            "--from",
            str(source),
            "--out",
            str(out),
            "--base-url",
            emulator.base_url,
            "--yes",
            "--json",
            "--concurrency",
            "2",
        )
        command = [sys.executable, "-m", "parley", "scenarios", "generate", *words]
        process = await asyncio.create_subprocess_exec(
            *command, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
        await asyncio.wait_for(stuck.wait(), 60)
        journal = out / "journal.jsonl"
        await asyncio.to_thread(
            wait_until,
            lambda: journal.read_bytes().count(b"\n") == N_ANSWERED,
            for_what="the answers to be written down",
            timeout_s=60,
        )
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        assert 0 < len(load_catalog(out)) < len(SUBJECTS)
        killed = True
        again = await asyncio.to_thread(CliRunner().invoke, app, ["generate", *words], obj=connect)
    assert again.exit_code == 0, again.output
    assert len(json.loads(again.stdout)["kept"]) == len(load_catalog(out)) == len(SUBJECTS)
    assert set(answered.values()) == {1}
    assert answered.total() == 2 * len(SUBJECTS)
