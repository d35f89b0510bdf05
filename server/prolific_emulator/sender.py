"""Delivers events from the emulator's own process, about once a second."""

import asyncio
from collections.abc import Awaitable, Callable

import httpx

from server.prolific_emulator import hooks
from server.prolific_emulator.world import World

EVERY_S = 1.0
TIMEOUT_S = 5.0
Post = Callable[[str, dict[str, str], bytes], Awaitable[bool]]  # whether the receiver took it


async def deliver(world: World, post: Post) -> int:
    """Try everything that is due once; how many were tried."""
    with world.open() as state:
        found = [
            (delivery, *hooks.request_of(state, delivery, world.clock())) for delivery in hooks.due(state, world.now)
        ]
    for delivery, headers, raw in found:
        taken = await post(delivery.target_url, headers, raw)
        with world.open():
            hooks.note(delivery, world.now, taken=taken)
    return len(found)


async def keep_delivering(world: World) -> None:
    """Deliver until cancelled."""
    async with httpx.AsyncClient(timeout=TIMEOUT_S) as http:

        async def post(url: str, headers: dict[str, str], raw: bytes) -> bool:
            try:
                return (await http.post(url, headers=headers, content=raw)).is_success
            except httpx.HTTPError:
                return False

        while True:
            await deliver(world, post)
            await asyncio.sleep(EVERY_S)
