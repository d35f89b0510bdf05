"""The emulator as a process of its own: over a real connection, answers that break off, and a restart."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from server.integrations.prolific import Money, Patience, Prolific, UnreachableError, connect
from tests.server.prolific import draft
from tests.support.ports import free_port
from tests.support.waiting import wait_until

pytestmark = pytest.mark.processes


def is_up(url: str) -> bool:
    try:
        return httpx.get(f"{url}/emulator/health").is_success
    except httpx.TransportError:
        return False


@contextmanager
def running(data: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "parley", "prolific-emulator", "--data", str(data), "--port", str(port)]
    process = subprocess.Popen(command)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: is_up(url), for_what="the emulator", timeout_s=90)
        yield url
    finally:
        process.terminate()
        process.wait(60)


def test_a_payment_whose_answer_was_lost_is_there_after_a_restart(tmp_path: Path) -> None:
    with running(tmp_path) as url:
        prolific = Prolific(connect(SecretStr("emulator"), url), Patience(tries=2, first_s=0.01))
        study = prolific.studies.publish(prolific.studies.create(draft()).id)
        (entry,) = httpx.post(f"{url}/emulator/arrivals", json={"study_id": study.id, "n": 1}).json()
        submission = entry["submission"]
        setup = prolific.bonuses.set_up(study.id, {submission: Money(125, "USD")})
        httpx.post(f"{url}/emulator/faults", json={"kind": "lost", "path": "/pay/"}).raise_for_status()
        with pytest.raises(UnreachableError):
            prolific.bonuses.pay(setup.id)
        prolific.close()
    with running(tmp_path) as url:
        httpx.post(f"{url}/emulator/clock", json={"seconds": 60}).raise_for_status()
        prolific = Prolific(connect(SecretStr("emulator"), url))
        assert prolific.submissions.get(submission).bonus_payments == (125,)
        prolific.close()
