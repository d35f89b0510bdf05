"""The tool that reads a web page: its main text, short enough to talk about."""

import asyncio
from typing import Any

import httpx

from agent.models.base import ToolSpec
from agent.tools.addresses import Resolve, resolve
from agent.tools.base import Returned
from agent.tools.web_page import Page, PageError, get_page

LONGEST_S = 12.0
LONGEST_TEXT = 4_000  # characters


class FetchUrl:
    """Reads pages of the public web. ``resolve`` and ``transport`` replace the network."""

    spec = ToolSpec(
        "fetch_url",
        "Read a web page: its title and main text. For an address from web_search, or one that the user gives.",
        {
            "type": "object",
            "properties": {"url": {"type": "string", "description": "The address, with http:// or https://."}},
            "required": ["url"],
            "additionalProperties": False,
        },
    )

    def __init__(self, *, resolve: Resolve = resolve, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._resolve, self._transport = resolve, transport

    async def call(self, arguments: dict[str, Any], *, call_id: str) -> Returned:
        """Title and text; whatever is in the way is a refusal that says what."""
        url = arguments.get("url")
        if not isinstance(url, str):
            return Returned(ok=False, error="url must be a text")
        try:
            async with asyncio.timeout(LONGEST_S):
                page = await get_page(url.strip(), resolve=self._resolve, transport=self._transport)
                title, text = await asyncio.to_thread(main_text, page)
        except PageError as error:
            return Returned(ok=False, error=str(error))
        except TimeoutError:
            return Returned(ok=False, error="the page took too long")
        if not text:
            return Returned(ok=False, error="there is no readable text on this page")
        shown = {"url": page.url, "title": title, "text": text[:LONGEST_TEXT], "cut": len(text) > LONGEST_TEXT}
        return Returned(ok=True, result=shown)


def main_text(page: Page) -> tuple[str, str]:
    """Title and text of a page, without its menus and footers; both may be empty. Takes up to some 0.1 s."""
    if page.kind not in ("text/html", "application/xhtml+xml"):
        return "", page.content.decode("utf-8", errors="replace").strip()
    from trafilatura import bare_extraction

    document = bare_extraction(page.content, url=page.url, include_comments=False, with_metadata=True)
    if document is None:
        return "", ""
    found = document if isinstance(document, dict) else document.as_dict()
    return (found.get("title") or "").strip(), (found.get("text") or "").strip()
