"""Fixtures that every test may ask for; each is defined beside the thing that it starts."""

from tests.support.livekit_server import livekit_server

__all__ = ["livekit_server"]
