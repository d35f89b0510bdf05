"""The tool that searches the web with DuckDuckGo (paper F.4): addresses and what they are about."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from agent.models.base import ToolSpec
from agent.tools.base import Returned

LONGEST_S = 10.0
N_RESULTS = 5
LONGEST_QUERY, LONGEST_SNIPPET = 300, 300  # characters

_ENGINE_S = 6

Search = Callable[[str, int], Sequence[dict[str, str]]]


class SearchFailedError(Exception):
    """The search could not be done."""


class WebSearch:
    """Searches the web. ``search`` may block: it is called in a thread."""

    spec = ToolSpec(
        "web_search",
        "Search the web: gives titles, addresses and short extracts. Read a page with fetch_url.",
        {
            "type": "object",
            "properties": {"query": {"type": "string", "description": "What to search for, in a few words."}},
            "required": ["query"],
            "additionalProperties": False,
        },
    )

    def __init__(self, search: Search | None = None) -> None:
        self._search = search or duckduckgo

    async def call(self, arguments: dict[str, Any], *, call_id: str) -> Returned:
        """The first results; a search that fails is a refusal."""
        query = arguments.get("query")
        if not isinstance(query, str) or not query.strip():
            return Returned(ok=False, error="query must be a text")
        try:
            async with asyncio.timeout(LONGEST_S):
                found = await asyncio.to_thread(self._search, query.strip()[:LONGEST_QUERY], N_RESULTS)
        except (SearchFailedError, TimeoutError):
            return Returned(ok=False, error="the search did not work; it may work later")
        return Returned(ok=True, result=[_shown(entry) for entry in found[:N_RESULTS]])


def duckduckgo(query: str, n_results: int) -> Sequence[dict[str, str]]:
    """DuckDuckGo's results. Raises SearchFailedError."""
    from ddgs import DDGS
    from ddgs.exceptions import DDGSException

    try:
        return DDGS(timeout=_ENGINE_S).text(
            query, region="us-en", safesearch="moderate", max_results=n_results, backend="duckduckgo"
        )
    except DDGSException as error:
        if "No results" in str(error):
            return []
        raise SearchFailedError(str(error)) from error


def _shown(entry: dict[str, str]) -> dict[str, str]:
    return {
        "title": entry.get("title", ""),
        "url": entry.get("href", ""),
        "extract": entry.get("body", "")[:LONGEST_SNIPPET],
    }
