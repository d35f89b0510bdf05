"""The LiveKit server: a locked Go tool, built once with the machine's Go or the one that the Python lock carries."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tools.setup.errors import SetupError
from tools.setup.paths import BIN, CACHE, LIVEKIT_MODULE, LIVEKIT_SERVER
from tools.setup.shell import Shell, environment
from tools.setup.steps import Step

PACKAGE = "github.com/livekit/livekit-server/cmd/server"
FLAGS = ("-trimpath", "-ldflags=-s -w")
GO_MOD = LIVEKIT_MODULE / "go.mod"
OWN_GO_CACHE = CACHE / "go"
SETTINGS = {"GOTOOLCHAIN": "local", "GOFLAGS": "-mod=readonly -modcacherw", "CGO_ENABLED": "0"}


def version_of(words: str) -> tuple[int, ...]:
    """The numbers of a Go version such as ``go1.26.8`` or ``go 1.26.0``. Raises SetupError when there are none."""
    found = re.search(r"^go ?(\d+)\.(\d+)(?:\.(\d+))?", words, re.MULTILINE)
    if not found:
        raise SetupError(f"no Go version in {words!r}")
    return tuple(int(number or 0) for number in found.groups())


def _is_new_enough(go: Path) -> bool:
    command = [str(go), "env", "GOVERSION"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, env=environment(SETTINGS))
    return answer.returncode == 0 and version_of(answer.stdout) >= version_of(GO_MOD.read_text())


def choose_go() -> Path:
    """The machine's Go when it is new enough, otherwise the one in the virtual environment. Raises SetupError."""
    for go in (shutil.which("go"), BIN / "go"):
        if go and Path(go).exists() and _is_new_enough(Path(go)):
            return Path(go)
    raise SetupError("no Go is new enough to build the LiveKit server; set LIVEKIT_URL or put livekit-server on PATH")


def _build(shell: Shell) -> None:
    go = choose_go()
    shell.progress.note(f"building it once with {go}: two to five minutes")
    borrowed = go.parent == BIN
    extra = SETTINGS | ({"GOPATH": str(OWN_GO_CACHE), "GOCACHE": str(OWN_GO_CACHE / "build")} if borrowed else {})
    LIVEKIT_SERVER.parent.mkdir(parents=True, exist_ok=True)
    fresh = LIVEKIT_SERVER.with_suffix(".new")
    shell.run(go, "build", *FLAGS, "-o", fresh, PACKAGE, extra=extra, cwd=LIVEKIT_MODULE)
    fresh.replace(LIVEKIT_SERVER)
    if borrowed:
        shutil.rmtree(OWN_GO_CACHE)


def _on_path() -> str | None:
    found = shutil.which("livekit-server")
    return f"using {found}" if found else None


def livekit_step(*, a_server_elsewhere_will_do: bool) -> Step:
    """The step that makes the server. Tests start their own, so for them LIVEKIT_URL does not spare the build."""

    def unneeded() -> str | None:
        if a_server_elsewhere_will_do and os.environ.get("LIVEKIT_URL"):
            return "using LIVEKIT_URL"
        return _on_path()

    return Step(
        name="livekit",
        title="LiveKit server",
        inputs=lambda: (GO_MOD, LIVEKIT_MODULE / "go.sum", PACKAGE, *FLAGS),
        outputs=(LIVEKIT_SERVER,),
        act=_build,
        unneeded=unneeded,
    )
