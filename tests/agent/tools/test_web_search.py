from collections.abc import Sequence

import pytest

from agent.tools.web_search import LONGEST_SNIPPET, N_RESULTS, SearchFailedError, WebSearch

FOUND = {"title": "Tides", "href": "https://example.org/tides", "body": "The sea " * 100}


async def test_the_first_results_are_shown_in_short() -> None:
    asked: list[tuple[str, int]] = []

    def search(query: str, n_results: int) -> Sequence[dict[str, str]]:
        asked.append((query, n_results))
        return [FOUND] * 9

    returned = await WebSearch(search).call({"query": "  when is high tide "}, call_id="c")
    assert asked == [("when is high tide", N_RESULTS)]
    assert len(returned.result) == N_RESULTS
    assert returned.result[0] == {"title": "Tides", "url": FOUND["href"], "extract": FOUND["body"][:LONGEST_SNIPPET]}


async def test_nothing_found_is_an_answer() -> None:
    assert (await WebSearch(lambda query, n: []).call({"query": "xyzzy"}, call_id="c")).result == []


async def test_a_search_that_fails_is_a_refusal() -> None:
    def search(query: str, n_results: int) -> Sequence[dict[str, str]]:
        raise SearchFailedError("blocked")

    returned = await WebSearch(search).call({"query": "tides"}, call_id="c")
    assert not returned.ok
    assert "blocked" not in (returned.error or "")


@pytest.mark.parametrize("arguments", [{}, {"query": ""}, {"query": 5}])
async def test_a_query_must_be_given(arguments: dict[str, object]) -> None:
    assert not (await WebSearch(lambda query, n: []).call(arguments, call_id="c")).ok
