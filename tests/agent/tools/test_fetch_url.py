import gzip
from collections.abc import Callable, Sequence

import httpx
import pytest

from agent.tools.base import Returned
from agent.tools.fetch_url import LONGEST_TEXT, FetchUrl
from agent.tools.web_page import LARGEST_BYTES, MOST_REDIRECTS

PUBLIC = {"example.org": "93.184.215.14", "www.example.org": "93.184.215.15", "inside.example.org": "10.0.0.7"}
ARTICLE = (
    "<html><head><title>Tides</title></head><body><nav>Home About Contact</nav><article><h1>Tides</h1>"
    + "<p>The tide rises and falls twice a day, because the moon pulls at the sea and the earth turns below it.</p>" * 4
    + "</article><footer>All rights reserved by nobody</footer></body></html>"
)

Handler = Callable[[httpx.Request], httpx.Response]


async def known(host: str, port: int) -> Sequence[str]:
    if host not in PUBLIC:
        raise OSError("no such host")
    return [PUBLIC[host]]


async def fetch(handler: Handler, url: str = "https://example.org/tides") -> Returned:
    tool = FetchUrl(resolve=known, transport=httpx.MockTransport(handler))
    return await tool.call({"url": url}, call_id="c")


def html(body: str | bytes = ARTICLE, **headers: str) -> httpx.Response:
    sent = {
        "content-type": "text/html; charset=utf-8",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return httpx.Response(200, headers=sent, stream=Body(body.encode() if isinstance(body, str) else body))


class Body(httpx.AsyncByteStream):
    """A body that is sent as it is, whatever its headers say."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    async def __aiter__(self):  # type: ignore[no-untyped-def]  # an async iterator of bytes
        yield self._content


async def test_the_main_text_of_a_page() -> None:
    returned = await fetch(lambda request: html())
    assert returned.ok
    assert (returned.result["title"], returned.result["url"]) == ("Tides", "https://example.org/tides")
    assert "moon pulls at the sea" in returned.result["text"]
    assert "rights reserved" not in returned.result["text"]


async def test_the_page_is_asked_for_at_the_address_that_was_checked() -> None:
    asked: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return html()

    await fetch(handler)
    assert asked[0].url.host == PUBLIC["example.org"]
    assert (asked[0].headers["host"], asked[0].extensions["sni_hostname"]) == ("example.org", "example.org")


async def test_a_redirect_is_checked_again() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        if request.headers["host"] == "example.org":
            return httpx.Response(302, headers={"location": "http://inside.example.org/admin"})
        pytest.fail("a private host was asked")

    returned = await fetch(handler)
    assert returned == Returned(ok=False, error="this host is not on the public internet")


async def test_a_redirect_to_a_public_page_is_followed() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        away = request.headers["host"] == "example.org"
        return httpx.Response(301, headers={"location": "//www.example.org/b"}) if away else html()

    assert (await fetch(handler)).result["url"] == "https://www.example.org/b"


async def test_redirects_end() -> None:
    asked: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"location": "/again"})

    assert (await fetch(handler)).error == "the page redirects too often"
    assert len(asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/", "file:///etc/passwd", "https://user:secret@example.org/", "http://example.org:8080/",
        "https://", "example.org", "http://[", "http://127.0.0.1/", "http://169.254.169.254/latest", "http://[::1]/",
        "https://inside.example.org/", "https://nowhere.example.org/",
    ],
)  # fmt: skip
async def test_other_places_are_refused_before_anything_is_sent(url: str) -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        pytest.fail("something was sent")

    returned = await fetch(handler, url)
    assert not returned.ok
    assert returned.error


@pytest.mark.parametrize(
    ("response", "complaint"),
    [
        (httpx.Response(200, headers={"content-type": "image/png"}, content=b"x"), "no text"),
        (httpx.Response(200, content=b"x"), "no text"),
        (httpx.Response(404, headers={"content-type": "text/html"}), "status 404"),
        (html(b"x" * (LARGEST_BYTES + 1)), "too large"),
        (html(gzip.compress(b"x" * (LARGEST_BYTES * 20)), content_encoding="gzip"), "too large"),
        (html(b"no gzip", content_encoding="gzip"), "packed"),
        (html(b"x", content_encoding="br"), "packed"),
        (html("<html><body></body></html>"), "no readable text"),
    ],
)
async def test_what_cannot_be_read_is_refused(response: httpx.Response, complaint: str) -> None:
    returned = await fetch(lambda request: response)
    assert not returned.ok
    assert complaint in (returned.error or "")


async def test_a_packed_page_is_unpacked() -> None:
    returned = await fetch(lambda request: html(gzip.compress(ARTICLE.encode()), content_encoding="gzip"))
    assert "moon" in returned.result["text"]


async def test_a_long_text_is_cut_and_says_so() -> None:
    plain = httpx.Response(200, headers={"content-type": "text/plain"}, stream=Body(b"word " * 4_000))
    returned = await fetch(lambda request: plain)
    assert (len(returned.result["text"]), returned.result["cut"]) == (LONGEST_TEXT, True)


async def test_a_network_that_fails_is_a_refusal() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("slow")

    assert (await fetch(handler)).error == "the page could not be loaded (ConnectTimeout)"


async def test_an_address_must_be_given() -> None:
    assert not (await FetchUrl(resolve=known).call({}, call_id="c")).ok
