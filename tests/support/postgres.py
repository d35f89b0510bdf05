"""A PostgreSQL server for tests: the one of TEST_DATABASE_URL, else Debian's binaries, else the one of a wheel."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text


def new_database(server_url: str) -> str:
    """Create an empty database on the server and return its URL."""
    name = f"parley_{uuid4().hex[:12]}"
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def running_postgres() -> Iterator[str]:
    """The URL of a server on which databases may be created."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
    elif binaries := _debian_binaries():
        with _debian_server(binaries) as url:
            yield url
    else:
        with _wheel_server() as url:
            yield url


def _debian_binaries() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    usable = not _is_root() or shutil.which("setpriv")
    return folders[-1] if folders and usable else None


def _is_root() -> bool:
    return os.geteuid() == 0


@contextmanager
def _debian_server(binaries: Path) -> Iterator[str]:
    """A server on a Unix socket; PostgreSQL refuses to run as root, so root lends it to nobody."""
    folder = Path(tempfile.mkdtemp(prefix="parley-postgres-"))
    as_nobody = []
    if _is_root():
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        as_nobody = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]

    def run(program: str, *arguments: str) -> None:
        command = [*as_nobody, str(binaries / program), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)

    run("initdb", "-U", "postgres", "--auth=trust", "--no-sync")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=200"
    run("pg_ctl", "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(folder)


@contextmanager
def _wheel_server() -> Iterator[str]:
    from pgserver.postgres_server import get_server

    folder = tempfile.mkdtemp(prefix="parley-postgres-")
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()
