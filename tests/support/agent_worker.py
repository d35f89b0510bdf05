"""The real agent worker as a process of its own, and a participant in Python who talks with it."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import psutil
import yaml
from livekit import api, rtc

from agent.callers.ear import Ear
from agent.callers.microphone import Microphone
from tests.support.fake_study_server import SECRET, FakeStudyServer
from tests.support.livekit_server import REPOSITORY, LiveKitServer
from tests.support.ports import free_port

AGENT_NAME = "parley-agent"


@dataclass(frozen=True, slots=True)
class Worker:
    """A running worker."""

    pid: int
    health_port: int
    data_dir: Path
    log: Path

    def job_pids(self) -> list[int]:
        """The job processes, idle ones too."""
        children = psutil.Process(self.pid).children(recursive=True)
        return [p.pid for p in children if "multiprocessing.forkserver" in " ".join(p.cmdline())]

    def job_of(self, conversation_id: str) -> int:
        """The job process that writes a conversation's log."""
        for pid in self.job_pids():
            if any(f"/{conversation_id}/" in file.path for file in psutil.Process(pid).open_files()):
                return pid
        raise LookupError(f"no job holds {conversation_id}")

    async def gone(self, *, within_s: float) -> None:
        """Wait until worker and jobs are no more. Raises psutil.TimeoutExpired."""
        worker = psutil.Process(self.pid)
        jobs = worker.children(recursive=True)
        _, alive = await asyncio.to_thread(psutil.wait_procs, [worker, *jobs], timeout=within_s)
        if still := [p for p in alive if p.status() != psutil.STATUS_ZOMBIE]:
            raise psutil.TimeoutExpired(within_s, still[0].pid)


@asynccontextmanager
async def running_worker(
    livekit: LiveKitServer, server: FakeStudyServer, folder: Path, *, models: dict[str, Any], **environment: str
) -> AsyncIterator[Worker]:
    """Start ``python -m agent.worker`` with a registry of its own, wait until it is registered, stop it at the end."""
    registry = folder / "models.yaml"
    registry.write_text(yaml.safe_dump(models))
    port = free_port()
    data_dir = folder / "data"
    settings = {
        "PARLEY_SERVER_URL": server.url,
        "PARLEY_AGENT_SECRET": SECRET,
        "PARLEY_DATA_DIR": str(data_dir),
        "PARLEY_MODELS_FILE": str(registry),
        "PARLEY_AGENT_HEALTH_PORT": str(port),
        "PARLEY_AGENT_DRAIN_S": "0",
    }
    log = folder / "worker.log"
    with log.open("wb") as log_file:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "agent.worker",
            cwd=REPOSITORY,
            env=os.environ | livekit.environment | settings | environment,
            stdout=log_file,
            stderr=asyncio.subprocess.STDOUT,
        )
    try:
        await _registered(process, log)
        yield Worker(process.pid, port, data_dir, log)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), 20)
            except TimeoutError:
                process.kill()
                await process.wait()


async def _registered(process: asyncio.subprocess.Process, log: Path) -> None:
    async with asyncio.timeout(40):
        while "registered worker" not in log.read_text():
            if process.returncode is not None:
                raise RuntimeError(f"the worker ended with {process.returncode}: {log.read_text()[-3000:]}")
            await asyncio.sleep(0.1)


@dataclass(slots=True)
class Guest:
    """A participant's page, without the page: a microphone, an ear, and the state messages that came."""

    room: rtc.Room
    microphone: Microphone
    ear: Ear
    states: list[dict[str, Any]] = field(default_factory=list)

    def messages(self, kind: str) -> list[dict[str, Any]]:
        """State messages of one type."""
        return [m for m in self.states if m["type"] == kind]


async def dispatch(livekit: LiveKitServer, room: str) -> None:
    """Create the room as the study server does, and send an agent into it."""
    async with api.LiveKitAPI(livekit.http_url, livekit.api_key, livekit.api_secret) as lk:
        await lk.room.create_room(api.CreateRoomRequest(name=room, empty_timeout=120, departure_timeout=120))
        await lk.agent_dispatch.create_dispatch(
            api.CreateAgentDispatchRequest(agent_name=AGENT_NAME, room=room, metadata=room)
        )


@asynccontextmanager
async def joined(livekit: LiveKitServer, room_name: str, *, identity: str = "p-guest") -> AsyncIterator[Guest]:
    """Join a room with an open microphone."""
    room = rtc.Room()
    guest = Guest(room, Microphone(), Ear(keep_audio=True))
    listening: set[asyncio.Task[None]] = set()

    @room.on("track_subscribed")
    def subscribed(track: rtc.Track, *_: Any) -> None:
        listening.add(asyncio.create_task(guest.ear.listen(track)))

    @room.on("data_received")
    def received(packet: rtc.DataPacket) -> None:
        guest.states.append(json.loads(packet.data))

    await room.connect(livekit.url, livekit.token(room=room_name, identity=identity))
    await guest.microphone.publish(room)
    try:
        yield guest
    finally:
        await room.disconnect()
        await guest.microphone.aclose()
        for task in listening:
            task.cancel()


async def health(worker: Worker) -> int:
    """The status of the worker's health check."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{worker.health_port}/") as response:
        return response.status
