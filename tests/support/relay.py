"""A network that can be cut: relays between a page and servers on loopback, under our hand.

While it is cut nothing passes: datagrams are lost, and what TCP carries waits, as it would for retransmission. Browsers
have no switch that cuts WebRTC, and cutting a real interface needs root.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import cast

_HOST = "127.0.0.1"
_CHUNK = 65536


class CuttableNetwork:
    """Any number of relays that are cut and mended together. Needs a running event loop."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._open.set()
        self._servers: list[asyncio.Server] = []
        self._transports: list[asyncio.DatagramTransport] = []
        self._pumps: set[asyncio.Task[None]] = set()

    def cut(self) -> None:
        """Let nothing pass."""
        self._open.clear()

    def mend(self) -> None:
        """Let everything pass again."""
        self._open.set()

    async def tcp(self, port: int) -> int:
        """Relay TCP to a port on loopback; returns the port to connect to instead."""

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._open.wait()
            up_reader, up_writer = await asyncio.open_connection(_HOST, port)
            for source, sink in ((reader, up_writer), (up_reader, writer)):
                pump = asyncio.create_task(self._pump(source, sink))
                self._pumps.add(pump)
                pump.add_done_callback(self._pumps.discard)

        server = await asyncio.start_server(serve, _HOST, 0)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def udp(self, port: int) -> int:
        """Relay UDP to a port on loopback; returns the port to send to instead."""
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: _Front(port, self._open.is_set, self._transports.append), local_addr=(_HOST, 0)
        )
        self._transports.append(transport)
        return int(transport.get_extra_info("sockname")[1])

    async def aclose(self) -> None:
        """Close every relay and what goes through it."""
        for server in self._servers:
            server.close()
        for transport in self._transports:
            transport.close()
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while chunk := await source.read(_CHUNK):
                await self._open.wait()
                sink.write(chunk)
                await sink.drain()
        sink.close()


class _Front(asyncio.DatagramProtocol):
    """Faces the page: each of its addresses gets a socket of its own towards the server."""

    def __init__(
        self, port: int, is_open: Callable[[], bool], opened: Callable[[asyncio.DatagramTransport], None]
    ) -> None:
        self._port = port
        self._is_open = is_open
        self._opened = opened
        self._backs: dict[tuple[str, int], asyncio.Task[asyncio.DatagramTransport]] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if not self._is_open():
            return
        if addr not in self._backs:
            self._backs[addr] = asyncio.ensure_future(self._open_back(addr))
        self._backs[addr].add_done_callback(lambda back: back.result().sendto(data))

    def answer(self, data: bytes, addr: tuple[str, int]) -> None:
        """Hand what the server sent to the page."""
        if self._is_open():
            self._transport.sendto(data, addr)

    async def _open_back(self, addr: tuple[str, int]) -> asyncio.DatagramTransport:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: _Back(lambda data: self.answer(data, addr)), remote_addr=(_HOST, self._port)
        )
        self._opened(transport)
        return transport


class _Back(asyncio.DatagramProtocol):
    """Faces the server."""

    def __init__(self, answer: Callable[[bytes], None]) -> None:
        self._answer = answer

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self._answer(data)
