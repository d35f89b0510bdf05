"""`parley doctor`: what would keep Parley from running here, found before a participant finds it."""

import http.client
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from tools.setup.plan import plan
from tools.supervise.part import answers_http
from tools.up.livekit import find_livekit_server
from tools.up.ports import Ports
from tools.up.secrets import VARIABLES
from tools.up.study_models import unknown_models
from tools.up.text_model import doubt_about_text_model

app = typer.Typer(rich_markup_mode=None, add_completion=False)

# The settings of server and agent hold the same rules: none of the three may import another, and a test compares them.
PLACEHOLDERS = ("change", "placeholder", "example", "devkey", "development", "secret")
SHORTEST_SECRET = 24
LEAST_FREE_GB = 2.0
GB = 1e9
GOOD, NOTE, BAD = "good", "note", "bad"
NOT_SECRET = {"LIVEKIT_API_KEY"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``bad`` keeps Parley from running, ``note`` is worth knowing."""

    what: str
    verdict: str
    detail: str


@app.command()
def doctor(
    data: Annotated[Path, typer.Option(envvar="PARLEY_DATA_DIR", help="The data folder to look at.")] = Path("var"),
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Check that this machine can run Parley: set-up, LiveKit, text model, models, data folder, secrets, ports.

    Exits with 1 when something is bad.

    Example: parley doctor --data var
    """
    findings = list(examine(data.resolve()))
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            print(f"{finding.verdict:<5} {finding.what:<26} {finding.detail}")
    raise typer.Exit(int(any(finding.verdict == BAD for finding in findings)))


def examine(data: Path) -> Iterator[Finding]:
    """Look at everything, in the order in which it is needed."""
    yield Finding("Python", GOOD, f"{sys.version.split()[0]} in {sys.prefix}")
    yield from _setup()
    yield _livekit()
    yield from _text_model()
    yield _models()
    yield from _data_folder(data)
    yield from _environment_secrets()
    yield _ports(data)


def _setup() -> Iterator[Finding]:
    for step in plan("run"):
        if step.unneeded():
            continue
        try:
            done = step.is_done()
        except FileNotFoundError as error:
            yield Finding(step.title, BAD, f"{error.filename} is missing")
            continue
        yield Finding(step.title, GOOD if done else BAD, "up to date" if done else "not up to date: run `make setup`")


def _livekit() -> Finding:
    if url := os.environ.get("LIVEKIT_URL"):
        return _livekit_elsewhere(url)
    binary = find_livekit_server()
    if binary is None:
        return Finding("LiveKit", BAD, "no livekit-server: run `make setup`, or set LIVEKIT_URL")
    answer = subprocess.run([str(binary), "--version"], capture_output=True, text=True, check=False)
    verdict = BAD if answer.returncode else GOOD
    return Finding("LiveKit", verdict, f"{(answer.stdout or answer.stderr).strip()} at {binary}")


def _livekit_elsewhere(url: str) -> Finding:
    address = urlsplit(url)
    secure = address.scheme in {"wss", "https"}
    connect = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = connect(address.hostname or "", address.port, timeout=5)
    try:
        connection.request("GET", "/")
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return Finding("LiveKit", BAD, f"{url} does not answer: {error}")
    finally:
        connection.close()
    return Finding("LiveKit", GOOD if status == http.client.OK else BAD, f"{url} answers with {status}")


def _text_model() -> Iterator[Finding]:
    """A warning, no refusal: the endpoint may be started later."""
    if url := os.environ.get("PARLEY_TEXT_MODEL_URL"):
        doubt = doubt_about_text_model(os.environ)
        yield Finding("Text model", NOTE if doubt else GOOD, doubt or f"{url} answers")


def _models() -> Finding:
    fault = unknown_models(os.environ)
    return Finding("Models", BAD if fault else GOOD, fault or "every model that a study asks for is there")


def _data_folder(data: Path) -> Iterator[Finding]:
    there = next(folder for folder in (data, *data.parents) if folder.exists())
    writable = there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    yield Finding("Data folder", GOOD if writable else BAD, f"{data} {'can' if writable else 'cannot'} be written")
    free_gb = shutil.disk_usage(there).free / GB
    yield Finding("Free disk", GOOD if free_gb >= LEAST_FREE_GB else BAD, f"{free_gb:.0f} GB at {there}")
    secrets = data / "secrets.json"
    if secrets.exists():
        private = not secrets.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
        yield Finding("secrets.json", GOOD if private else BAD, "private" if private else "others can read it")


def _environment_secrets() -> Iterator[Finding]:
    for variable in VARIABLES.values():
        value = os.environ.get(variable)
        if not value or variable in NOT_SECRET:
            continue
        weak = len(value) < SHORTEST_SECRET or any(word in value.lower() for word in PLACEHOLDERS)
        detail = f"a placeholder, or shorter than {SHORTEST_SECRET} characters" if weak else "set"
        yield Finding(variable, BAD if weak else GOOD, detail)


def _ports(data: Path) -> Finding:
    notice = data / "up.json"
    facts = json.loads(notice.read_text()) if notice.exists() else None
    if facts and Path(f"/proc/{facts['pids']['parley']}").exists():
        page = int(facts["ports"]["page"])
        healthy = answers_http(page, "/healthz")()
        return Finding("Running", GOOD if healthy else BAD, f"port {page} {'is' if healthy else 'is not'} healthy")
    ports = Ports.choose()
    usual = ports == Ports(page=8000, livekit=7880, livekit_udp=7882, agent_health=8081)
    detail = "the usual ones are free" if usual else f"some of the usual ones are taken; the page would be {ports.page}"
    return Finding("Ports", GOOD if usual else NOTE, detail)
