"""Which places on the network a model may make us visit: the public internet, and nothing behind our own doors.

A name is resolved once and visited at the address that was checked, so that it cannot point elsewhere a moment later.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

# Addresses that lead to another one inside them, which may be anywhere: NAT64, 6to4, Teredo.
_TUNNELS = tuple(IPv6Network(prefix) for prefix in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))


class NotPublicError(Exception):
    """A host that is unknown, or that is not on the public internet."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """Every address of a host, from the system's resolver. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


async def public_address(host: str, port: int, *, resolve: Resolve = resolve) -> str:
    """One address of a host whose addresses are all public. Raises NotPublicError."""
    try:
        addresses = await resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise NotPublicError("there is no such host") from error
    if not addresses or not all(map(is_public, addresses)):
        raise NotPublicError("this host is not on the public internet")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet; what is no address does not."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _is_public(parsed)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return _is_public(address.ipv4_mapped)
        if any(address in tunnel for tunnel in _TUNNELS):
            return False
    return address.is_global and not address.is_multicast
