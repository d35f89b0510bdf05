"""Fixtures that every test may ask for; each is defined beside the thing that it starts."""

import gc

from tests.support.livekit_server import livekit_server

__all__ = ["livekit_server"]


def pytest_sessionstart() -> None:
    """Collecting makes thousands of things that stay: looking for garbage among them takes a seventh of the run."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What stays is not looked through again."""
    gc.collect()
    gc.freeze()
    gc.enable()
