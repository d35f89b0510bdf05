"""The parts of `parley up`: what each runs, what it is told by its environment, how its health is seen."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.setup.paths import FRONTEND
from tools.supervise.part import Part, accepts_on, answers_http
from tools.up.ports import Ports, obstacle_on
from tools.up.secrets import Secrets

LONGEST_SOCKET_PATH = 100
STOPPING = {  # how long the agent may take for what, one after the other, when it is told to stop: in seconds
    "PARLEY_AGENT_DRAIN_S": 2,  # for conversations that end by themselves
    "PARLEY_AGENT_FAREWELL_S": 20,  # for a word to whoever is still talking, and for the last events to be delivered
    "PARLEY_AGENT_CLOSING_S": 25,  # for what is still open
}
SPARE_S = 3.0


@dataclass(frozen=True, slots=True)
class House:
    """Where one machine's Parley lives and by which addresses its parts find one another.

    ``runtime`` is a private folder with a short path; ``livekit_url`` is the address of a LiveKit server elsewhere, or
    None for one of our own.
    """

    data: Path
    ports: Ports
    secrets: Secrets
    rehearsal: bool
    livekit_binary: Path | None
    runtime: Path
    livekit_url: str | None = None

    @property
    def page_url(self) -> str:
        """The study server, as a browser on this machine finds it."""
        return f"http://127.0.0.1:{self.ports.page}"

    @property
    def media_url(self) -> str:
        """The LiveKit server."""
        return self.livekit_url or f"ws://127.0.0.1:{self.ports.livekit}"

    @property
    def speech_socket(self) -> Path:
        """Where the speech process listens: in the data folder, unless that path is too long for a unix socket."""
        inside = self.data / "speech.sock"
        if len(str(inside)) <= LONGEST_SOCKET_PATH:
            return inside
        return self.runtime / f"speech-{self.ports.page}.sock"

    @property
    def livekit_config(self) -> Path:
        """The LiveKit server's configuration file."""
        return self.data / "livekit.yaml"

    def parts(self) -> list[Part]:
        """Every part, in the order of their start."""
        own_livekit = [self._livekit(self.livekit_binary)] if self.livekit_binary and not self.livekit_url else []
        speech = [self._speech()] if self.rehearsal else []
        return [*own_livekit, *speech, self._server(), self._agent(after=tuple(part.name for part in own_livekit))]

    def _livekit(self, binary: Path) -> Part:
        return Part(
            name="livekit",
            command=(str(binary), "--config", str(self.livekit_config)),
            probe=answers_http(self.ports.livekit, "/"),
            obstacle=obstacle_on(self.ports.livekit),
            hushed="\tINFO\t",  # a dozen lines for every conversation, and the addresses would scroll away
            insist=True,  # it would wait until the last room is empty
        )

    def _speech(self) -> Part:
        return Part(
            name="speech",
            command=(sys.executable, "-m", "agent.speech.service", "--socket", str(self.speech_socket)),
            probe=accepts_on(self.speech_socket),
        )

    def _server(self) -> Part:
        options = ("--no-access-log", "--no-server-header", "--timeout-graceful-shutdown", "2")
        address = ("--host", "127.0.0.1", "--port", str(self.ports.page))
        return Part(
            name="server",
            command=(sys.executable, "-m", "uvicorn", "server.app:create_app", "--factory", *address, *options),
            probe=answers_http(self.ports.page, "/healthz"),
            obstacle=obstacle_on(self.ports.page),
            environment=self._shared() | self._for_server(),
        )

    def _agent(self, after: tuple[str, ...]) -> Part:
        environment = self._shared() | self._for_agent()
        return Part(
            name="agent",
            command=(sys.executable, "-m", "agent.worker"),
            probe=answers_http(self.ports.agent_health, "/"),
            obstacle=obstacle_on(self.ports.agent_health),
            environment=environment,
            says="registered worker",
            after=after,
            grace_s=sum(_seconds(environment[name], usual) for name, usual in STOPPING.items()) + SPARE_S,
        )

    def _shared(self) -> dict[str, str]:
        environment = os.environ.get("PARLEY_ENV", "development")
        return {"PARLEY_ENV": environment, "PARLEY_DATA_DIR": str(self.data), "LIVEKIT_URL": self.media_url}

    def _for_server(self) -> dict[str, str]:
        usual = {"PARLEY_PUBLIC_URL": self.page_url, "PARLEY_FRONTEND_DIR": str(FRONTEND / "dist")}
        return _unless_set(usual) | self.secrets.environment

    def _for_agent(self) -> dict[str, str]:
        secrets = self.secrets.environment
        # Its registration with LiveKit is seen in its log alone, so that may not be quieter than INFO.
        verbose = os.environ.get("PARLEY_AGENT_LOG_LEVEL") == "DEBUG"
        usual = {name: str(seconds) for name, seconds in STOPPING.items()}
        if self.rehearsal:
            usual["PARLEY_SPEECH_SOCKET"] = str(self.speech_socket)
        return _unless_set(usual) | {
            "PARLEY_SERVER_URL": self.page_url,
            "PARLEY_AGENT_LOG_LEVEL": "DEBUG" if verbose else "INFO",
            "PARLEY_AGENT_HEALTH_PORT": str(self.ports.agent_health),
            **{name: secrets[name] for name in ("PARLEY_AGENT_SECRET", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET")},
        }


def _unless_set(usual: dict[str, str]) -> dict[str, str]:
    """What the environment already says goes before what is usual."""
    return {name: os.environ.get(name) or value for name, value in usual.items()}


def _seconds(value: str, usual: int) -> float:
    """A variable of the environment; one that is no number is the agent's to refuse."""
    return float(value) if value.isdecimal() else float(usual)
