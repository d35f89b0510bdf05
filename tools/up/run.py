"""From the options of `parley up` to a running group: folder, secrets, ports, configuration, addresses."""

import fcntl
import json
import os
import shutil
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.supervise.group import Group
from tools.supervise.logs import Console
from tools.up.claims import Claims
from tools.up.livekit import find_livekit_server, write_config
from tools.up.parts import House
from tools.up.ports import Ports, PortTakenError
from tools.up.runtime import RuntimeFolderError, runtime_folder
from tools.up.secrets import keep_secrets
from tools.up.study_models import unknown_models
from tools.up.text_model import doubt_about_text_model

Announce = Callable[[dict[str, object]], None]


class UpError(Exception):
    """Parley cannot start here; the message says why in one line."""


def run(
    *,
    data: Path,
    port: int | None,
    rehearsal: bool,
    keep: Collection[str],
    announce: Announce,
    wish: str | None = None,
) -> int:
    """Run until a signal or until a part dies, and give the exit code. Raises UpError when it cannot start.

    ``wish`` is what the participant's address asks for: a scenario or a category.
    """
    if wish and not (rehearsal and _rehearsal_is_open()):
        raise UpError("--scenario needs the rehearsal study, which is closed here: in a real study chance decides")
    data = data.resolve()
    with _claimed(data), _claims() as claims:
        house = _prepare(data, port=port, rehearsal=rehearsal, claims=claims)
        notice = data / "up.json"
        parts = house.parts()
        first = True

        def on_up(pids: dict[str, int]) -> None:
            nonlocal first
            facts = describe(house, pids, wish=wish)
            _write_private(notice, json.dumps(facts, indent=2) + "\n")
            if first:
                announce(facts)
                if rehearsal:
                    threading.Thread(target=_warn, args=(console,), daemon=True).start()  # it may take seconds
            first = False

        console = Console(width=max(len(part.name) for part in parts))
        group = Group(parts, logs=data / "logs", show=console.show, on_up=on_up, keep=keep)
        try:
            return group.run()
        finally:
            notice.unlink(missing_ok=True)
            house.speech_socket.unlink(missing_ok=True)


def describe(house: House, pids: dict[str, int], *, wish: str | None = None) -> dict[str, object]:
    """What a person or a script wants to know about a running group. Holds the researcher's key.

    ``participant_url`` is that of the rehearsal study, or None where nobody is let into it.
    """
    ports = house.ports
    public_url = (os.environ.get("PARLEY_PUBLIC_URL") or house.page_url).rstrip("/")
    rehearsal_url = f"{public_url}/s/rehearsal" + (f"?scenario={wish}" if wish else "")
    return {
        "participant_url": rehearsal_url if house.rehearsal and _rehearsal_is_open() else None,
        "researcher_url": f"{public_url}/console#key={house.secrets.researcher}",
        "public_url": public_url,
        "server_url": house.page_url,
        "livekit_url": house.media_url,
        "ports": {name: getattr(ports, name) for name in type(ports).__slots__},
        "pids": {"parley": os.getpid(), **pids},
        "data": str(house.data),
        "logs": str(house.data / "logs"),
    }


def _warn(console: Console) -> None:
    """Say what does not keep Parley from running and yet will be noticed."""
    if doubt := doubt_about_text_model(os.environ):
        console.show("parley", f"warning: {doubt}")


def _rehearsal_is_open() -> bool:
    """Whether the study server will let people into the rehearsal study."""
    opened = os.environ.get("PARLEY_OPEN_REHEARSAL", "").lower() in ("1", "true", "t", "yes", "y", "on")
    return opened or os.environ.get("PARLEY_ENV", "development") != "production"


def _prepare(data: Path, *, port: int | None, rehearsal: bool, claims: Claims) -> House:
    url = os.environ.get("LIVEKIT_URL") or None
    binary = find_livekit_server()
    if url and not (os.environ.get("LIVEKIT_API_KEY") and os.environ.get("LIVEKIT_API_SECRET")):
        raise UpError("LIVEKIT_URL is set, so LIVEKIT_API_KEY and LIVEKIT_API_SECRET must be set too")
    if os.environ.get("PARLEY_TEXT_MODEL_URL") and not os.environ.get("PARLEY_TEXT_MODEL_NAME"):
        raise UpError("PARLEY_TEXT_MODEL_URL is set, so PARLEY_TEXT_MODEL_NAME must be set too")
    if not url and binary is None:
        raise UpError("no LiveKit server: run `make setup`, put livekit-server on PATH, or set LIVEKIT_URL")
    if fault := unknown_models(os.environ):
        raise UpError(fault)
    try:
        secrets = keep_secrets(data / "secrets.json")
        house = House(
            data,
            Ports.choose(port, claims=claims),
            secrets,
            rehearsal,
            livekit_binary=binary,
            runtime=claims.folder,
            livekit_url=url,
        )
    except (PortTakenError, ValueError) as error:
        raise UpError(str(error)) from error
    write_config(house.livekit_config, house.ports, secrets)
    house.speech_socket.unlink(missing_ok=True)
    return house


def _claims() -> Claims:
    try:
        return Claims(runtime_folder())
    except RuntimeFolderError as error:
        raise UpError(str(error)) from error


@contextmanager
def _claimed(data: Path) -> Iterator[None]:
    """Hold the data folder for this group alone."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)  # voices are kept here
        lock = (data / "up.lock").open("w")
    except OSError as error:
        raise UpError(f"cannot write in {data}: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UpError(f"another `parley up` uses {data}; stop it, or choose another folder with --data") from error
        yield


def _write_private(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(text)
    shutil.move(fresh, path)
