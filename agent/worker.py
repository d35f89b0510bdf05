"""The agent's process: registers with LiveKit, starts one job process per conversation, and ends cleanly.

Run as ``python -m agent.worker``. Configuration comes from the environment, see ``agent.settings``.
"""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from math import inf

import psutil
import structlog
from livekit.agents import AgentServer, JobContext, JobProcess
from pydantic import ValidationError

from agent.attempt.admission import Admission
from agent.attempt.job import FAREWELL, hold_conversation
from agent.models.registry import Registry, RegistryError
from agent.reporting.leftovers import Sweep
from agent.reporting.logs import configure_logs
from agent.reporting.study_server import StudyServer
from agent.reporting.version import ENVIRONMENT_NAME, code_version
from agent.settings import AgentSettings

AGENT_NAME = "parley-agent"
PRELOADED = ["agent.attempt.job"]  # imported once, shared by all job processes
LIGHT = {  # what each job process would otherwise spend without need
    "LIVEKIT_AGENTS_PRELOAD_LOCAL_INFERENCE": "0",  # a turn detector that is not used: 244 MB
    "LIVEKIT_AGENTS_LOOP_BLOCK_WARN_MS": "0",  # a watchdog that wakes two threads fifty times a second
    "TOKIO_WORKER_THREADS": "1",  # LiveKit's native library wakes one thread instead of several
}

_log = structlog.get_logger(__name__)


def prepare(process: JobProcess) -> None:
    """Runs in every job process before it has a job."""
    settings = AgentSettings()
    configure_logs(settings.agent_log_level)
    process.userdata["settings"] = settings


async def entrypoint(context: JobContext) -> None:
    """One job, one conversation. Returns when the conversation has begun."""
    await hold_conversation(context, context.proc.userdata["settings"])


def build_server(settings: AgentSettings) -> AgentServer:
    """The worker. Its load is the share of its capacity in use, so a busy machine never refuses a participant."""

    def load(server: AgentServer) -> float:
        return len(server.active_jobs) / settings.agent_capacity

    server = AgentServer(
        ws_url=settings.livekit_url,
        api_key=settings.livekit_api_key,
        api_secret=settings.livekit_api_secret.get_secret_value(),
        host=settings.agent_health_host,
        port=settings.agent_health_port,
        load_fnc=load,
        load_threshold=inf,  # Admission says when it is enough
        num_idle_processes=settings.agent_idle_processes,
        shutdown_process_timeout=settings.agent_closing_s,
        setup_fnc=prepare,
        preload_modules=PRELOADED,
    )
    admission = Admission(
        capacity=settings.agent_capacity, running=lambda: (running.job.id for running in server.active_jobs)
    )
    server.rtc_session(entrypoint, agent_name=AGENT_NAME, on_request=admission.answer)
    return server


async def serve(settings: AgentSettings) -> None:
    """Work until SIGTERM or SIGINT; then take no more, wait a while for conversations to end, and stop."""
    server = build_server(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop.set)
    sweeping = asyncio.create_task(_sweep(settings))
    running = asyncio.create_task(server.run(devmode=False))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([running, stopping], return_when=asyncio.FIRST_COMPLETED)
    sweeping.cancel()
    stopping.cancel()
    if not running.done():
        await _stop(server, settings)
    await running


async def _stop(server: AgentServer, settings: AgentSettings) -> None:
    """Take no more jobs; conversations go on for a while, then say that they are interrupted, and end."""
    _log.info("worker_draining", drain_s=settings.agent_drain_s, n_conversations=len(server.active_jobs))
    try:
        await server.drain(timeout=max(1, settings.agent_drain_s))
    except TimeoutError:
        _log.warning("conversations_cut_short", n_conversations=len(server.active_jobs))
        _send_farewell()
        with suppress(TimeoutError):
            async with asyncio.timeout(settings.agent_farewell_s):
                while server.active_jobs:  # noqa: ASYNC110 -- there is no event to wait for
                    await asyncio.sleep(0.2)
    await server.aclose()


def _send_farewell() -> None:
    """Jobs that hold a conversation heed the signal, all other processes below this one ignore it."""
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            child.send_signal(FAREWELL)


async def _sweep(settings: AgentSettings) -> None:
    server = StudyServer(settings)
    try:
        await Sweep(server, settings.conversations_dir).run()
    finally:
        await server.aclose()


def main() -> None:
    """Run the worker; exit with one clear line when the configuration is wrong."""
    try:
        settings = AgentSettings()
        Registry(settings.models_file)
    except (ValidationError, RegistryError) as error:
        words = _without_values(error) if isinstance(error, ValidationError) else str(error)
        print(f"parley agent: {words}", file=sys.stderr)
        raise SystemExit(2) from error
    for name, value in LIGHT.items():
        os.environ.setdefault(name, value)
    os.environ[ENVIRONMENT_NAME] = code_version()  # asked once, for all jobs
    signal.signal(FAREWELL, signal.SIG_IGN)  # inherited by all processes below
    configure_logs(settings.agent_log_level)
    asyncio.run(serve(settings))


def _without_values(error: ValidationError) -> str:
    """What is wrong with which setting; secrets are settings too."""
    faults = error.errors(include_input=False, include_url=False)
    return "; ".join(": ".join((*(str(part) for part in fault["loc"]), fault["msg"])) for fault in faults)


if __name__ == "__main__":
    main()
