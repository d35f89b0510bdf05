"""The speech process: recogniser and voice of the rehearsal model, once per host, behind a unix socket.

``python -m agent.speech.service --socket PATH``. Whoever can connect can talk: the socket appears when both models are
loaded and warm.
"""

import asyncio
import os
import signal
import socket as sockets
import sys
import threading
import time
from pathlib import Path
from typing import Annotated

import structlog
import typer

from agent.models.base import Audio
from agent.speech.fair_queue import FairQueue
from agent.speech.metrics import Metrics
from agent.speech.recogniser import SAMPLE_RATE, WhisperRecogniser
from agent.speech.session import Engines, Session
from agent.speech.settings import SpeechSettings
from agent.speech.voice import HibariVoice

log = structlog.get_logger()


def load(settings: SpeechSettings) -> Engines:
    """Load and warm both models: a second or two."""
    metrics = Metrics()
    recogniser = _load_recogniser(settings)
    recogniser.transcribe(_hum())
    return Engines(
        recogniser=recogniser,
        recognition=FairQueue(
            workers=settings.recogniser_workers,
            name="recogniser",
            on_wait=lambda seconds: metrics.time("recogniser_wait", seconds),
        ),
        voice=HibariVoice(settings.voice, cache_bytes=settings.voice_cache_mb << 20),
        speaking=FairQueue(workers=1, name="voice", on_wait=lambda seconds: metrics.time("voice_wait", seconds)),
        metrics=metrics,
    )


async def serve(path: Path, engines: Engines, stop: asyncio.Event) -> None:
    """Answer on the socket until ``stop``. Raises OSError when another process already answers there."""
    _make_room(path)
    sessions: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(Session(engines, reader, writer).run())
        sessions.add(task)
        task.add_done_callback(sessions.discard)

    server = await asyncio.start_unix_server(connected, path)
    log.info("speech_ready", socket=str(path), **engines.metrics.snapshot())
    try:
        await stop.wait()
    finally:
        server.close()
        _remove(path)
        for task in sessions:
            task.cancel()
        await asyncio.gather(*sessions, return_exceptions=True)
        engines.recognition.close()
        engines.speaking.close()
        log.info("speech_stopped", **engines.metrics.snapshot())


def _load_recogniser(settings: SpeechSettings) -> WhisperRecogniser:
    """Load on a thread of lower priority: CTranslate2's own threads inherit it, the voice's do not."""
    loaded: list[WhisperRecogniser] = []
    failed: list[Exception] = []

    def run() -> None:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), settings.recogniser_nice)
        try:
            loaded.append(
                WhisperRecogniser(
                    settings.recogniser, workers=settings.recogniser_workers, threads=settings.recogniser_threads
                )
            )
        except Exception as error:  # carried over to the thread that waits
            failed.append(error)

    thread = threading.Thread(target=run, name="load-recogniser")
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return loaded[0]


def _hum() -> Audio:
    """One second that is no silence, so that the first decode is paid for at the start."""
    return Audio((b"\x00\x08" * 40 + b"\x00\xf8" * 40) * (SAMPLE_RATE // 80), SAMPLE_RATE)


def _make_room(path: Path) -> None:
    """Remove a socket that nobody answers on any more. Raises OSError when somebody does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        return
    with sockets.socket(sockets.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
            return
    raise OSError(f"another speech process answers on {path}")


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


async def _until_signalled(path: Path, settings: SpeechSettings) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    started = time.perf_counter()
    engines = await asyncio.to_thread(load, settings)
    log.info("speech_loaded", seconds=round(time.perf_counter() - started, 2))
    await serve(path, engines, stop)


def main(
    socket: Annotated[
        Path | None, typer.Option(help="Unix socket to answer on; default: PARLEY_SPEECH_SOCKET.")
    ] = None,
) -> None:
    """Run the speech process. Example: ``python -m agent.speech.service --socket var/speech.sock``."""
    settings = SpeechSettings()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(settings.log_level.upper()),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    path = socket or settings.socket
    if path is None:
        raise typer.BadParameter("give --socket or set PARLEY_SPEECH_SOCKET")
    os.umask(0o077)  # the socket is for this user alone
    try:
        asyncio.run(_until_signalled(path, settings))
    except (OSError, ImportError) as error:
        typer.echo(f"speech: {error}", err=True)
        raise typer.Exit(1) from error


if __name__ == "__main__":
    typer.run(main)
