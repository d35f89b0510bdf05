"""Everything that goes over a page's wires in readable form: requests, answers, sockets, data channels, storage."""

import base64
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Error, Page, Request, Response, WebSocket

_SCRIPT = Path(__file__).with_name("page") / "overhear.js"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that was seen: where, and its bytes."""

    where: str
    content: bytes


class Wiretap:
    """What a curious participant could read with the browser's own tools."""

    def __init__(self, page: Page) -> None:
        self.pieces: list[Piece] = []
        self._page = page

    async def start(self) -> None:
        """Listen from the next navigation on."""
        self._page.on("request", self._on_request)
        self._page.on("response", self._on_response)
        self._page.on("websocket", self._on_socket)
        self._page.on("console", lambda message: self._note("console", message.text))
        await self._page.expose_function(
            "parleyOverheard", lambda data: self._note("data channel", base64.b64decode(data))
        )
        await self._page.add_init_script(path=_SCRIPT)

    async def look(self) -> None:
        """Note what the page shows and keeps now."""
        self._note("page", await self._page.content())
        self._note("address", self._page.url)
        self._note("storage", str(await self._page.context.storage_state()))
        kept = "JSON.stringify([{...sessionStorage}, {...localStorage}])"
        self._note("session storage", await self._page.evaluate(kept))

    def seen(self, where: str) -> list[bytes]:
        """All that was seen at one place."""
        return [piece.content for piece in self.pieces if piece.where == where]

    def naming(self, *names: str) -> list[tuple[str, bytes]]:
        """Pieces in which one of the names stands, whatever its case: where, and the words around it."""
        return [
            (piece.where, piece.content[max(0, at - 80) : at + 80])
            for piece in self.pieces
            for name in names
            if (at := piece.content.lower().find(name.lower().encode())) >= 0
        ]

    def _note(self, where: str, content: str | bytes) -> None:
        self.pieces.append(Piece(where, content.encode() if isinstance(content, str) else content))

    def _on_request(self, request: Request) -> None:
        self._note("request", f"{request.method} {request.url} {request.headers} {request.post_data or ''}")

    async def _on_response(self, response: Response) -> None:
        self._note("headers", str(await response.all_headers()))
        try:
            self._note("answer", await response.body())
        except Error:  # a redirect, or an answer that the page itself never read
            self._note("headers", response.status_text)

    def _on_socket(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self._note("socket", frame))
        socket.on("framereceived", lambda frame: self._note("socket", frame))
