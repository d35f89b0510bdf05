"""Gets one page of the public web, within bounds: where it lies, what it is, how large it is, how often it leads on."""

import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx

from agent.tools.addresses import NotPublicError, Resolve, public_address, resolve

LARGEST_BYTES = 2_000_000
MOST_REDIRECTS = 4
READABLE = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/json"})

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_QUIET_S = 5.0
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; voice assistant study)",
    "Accept": "text/html, text/plain;q=0.9, application/json;q=0.8",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip",
}


class PageError(Exception):
    """A page that cannot be had. The message is for the model."""


@dataclass(frozen=True, slots=True)
class Page:
    """What was found at ``url``, behind all redirects. ``kind`` is its media type."""

    url: str
    kind: str
    content: bytes


async def get_page(url: str, *, resolve: Resolve = resolve, transport: httpx.AsyncBaseTransport | None = None) -> Page:
    """The page. Raises PageError. ``transport`` replaces the network."""
    async with httpx.AsyncClient(transport=transport, trust_env=False, timeout=_QUIET_S, headers=_HEADERS) as client:
        for _ in range(MOST_REDIRECTS + 1):
            request = await _request(client, url, resolve)
            try:
                response = await client.send(request, stream=True)
                try:
                    if response.status_code not in _REDIRECTS:
                        return Page(url, _kind(response), await _content(response))
                    url = urljoin(url, response.headers.get("location", ""))
                finally:
                    await response.aclose()
            except httpx.HTTPError as error:
                raise PageError(f"the page could not be loaded ({type(error).__name__})") from error
    raise PageError("the page redirects too often")


async def _request(client: httpx.AsyncClient, url: str, resolve: Resolve) -> httpx.Request:
    """Ask the address that was checked, by the name that was asked for. Raises PageError."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise PageError("this is no web address") from error
    port = _PORTS.get(parsed.scheme)
    if port is None or not parsed.host or parsed.userinfo or parsed.port not in (None, port):
        raise PageError("only plain http and https addresses can be read")
    try:
        address = await public_address(parsed.host, port, resolve=resolve)
    except NotPublicError as error:
        raise PageError(str(error)) from error
    headers = {"Host": parsed.netloc.decode("ascii")}
    extensions = {"sni_hostname": parsed.raw_host.decode("ascii")}
    return client.build_request("GET", parsed.copy_with(host=address), headers=headers, extensions=extensions)


def _kind(response: httpx.Response) -> str:
    if response.status_code != 200:
        raise PageError(f"the site answered with status {response.status_code}")
    kind = str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()
    if kind not in READABLE:
        raise PageError(f"this is no text ({kind or 'of unknown type'})")
    return kind


async def _content(response: httpx.Response) -> bytes:
    """The body, unpacked by us: a small file must not become a huge one. Raises PageError."""
    held = bytearray()
    async for piece in _unpacked(response.aiter_raw(), response.headers):
        held += piece
        if len(held) > LARGEST_BYTES:
            raise PageError("the page is too large")
    return bytes(held)


async def _unpacked(pieces: AsyncIterator[bytes], headers: Mapping[str, str]) -> AsyncIterator[bytes]:
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("gzip", "identity", ""):
        raise PageError("the page is packed in a way that cannot be read")
    unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS) if packing == "gzip" else None
    try:
        async for piece in pieces:
            yield piece if unpacking is None else unpacking.decompress(piece, LARGEST_BYTES + 1)
    except zlib.error as error:
        raise PageError("the page is packed in a way that cannot be read") from error
