"""A client that talks to an application without a network: one event loop for all houses, in a thread of its own."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient, Cookies, Response

T = TypeVar("T")


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="server", daemon=True).start()
    return loop


def wait_for(work: Coroutine[Any, Any, T]) -> T:
    """What this work gives; it is done in the servers' loop."""
    return asyncio.run_coroutine_threadsafe(work, _loop()).result()


class Client:
    """Sends requests from any thread; what the application raises is raised here."""

    def __init__(self, app: FastAPI) -> None:
        self._http = AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1", follow_redirects=True)

    @property
    def cookies(self) -> Cookies:
        """What the server has set."""
        return self._http.cookies

    def request(self, method: str, path: str, **kwargs: Any) -> Response:
        """One request and its whole answer."""
        return wait_for(self._http.request(method, path, **kwargs))

    def get(self, path: str, **kwargs: Any) -> Response:
        """GET."""
        return self.request("GET", path, **kwargs)

    def post(self, path: str, **kwargs: Any) -> Response:
        """POST."""
        return self.request("POST", path, **kwargs)

    def patch(self, path: str, **kwargs: Any) -> Response:
        """PATCH."""
        return self.request("PATCH", path, **kwargs)

    def delete(self, path: str, **kwargs: Any) -> Response:
        """DELETE."""
        return self.request("DELETE", path, **kwargs)


@contextmanager
def started(app: FastAPI) -> Iterator[Client]:
    """Start the application, and stop it at the end."""
    lifespan = app.router.lifespan_context(app)
    wait_for(lifespan.__aenter__())
    try:
        yield Client(app)
    finally:
        wait_for(lifespan.__aexit__(None, None, None))
