"""Texts go through OpenAI's own client to an answer in its format, once each."""

import json
from collections.abc import Sequence
from pathlib import Path

import httpx2
import numpy as np
import pytest
from openai import InternalServerError, OpenAI

from analysis.selection.embedding import OpenAIText, embedded, read_texts
from analysis.selection.features import FeaturesFaultError
from tests.analysis.selection.matrices import matrix_of


class Emulator:
    """Answers as the embeddings endpoint does, last item first; a text's vector is its length. Fails when told to."""

    def __init__(self) -> None:
        self.asked: list[Sequence[str]] = []
        self.fails_after = 99

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if len(self.asked) >= self.fails_after:
            return httpx2.Response(500, json={"error": {"message": "overloaded"}})
        body = json.loads(request.content)
        assert request.url.path == "/v1/embeddings"
        self.asked.append(body["input"])
        data = [
            {"object": "embedding", "index": at, "embedding": [float(len(text)), 0.5]}
            for at, text in enumerate(body["input"])
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return httpx2.Response(200, json={"object": "list", "data": data[::-1], "model": body["model"], "usage": usage})

    def text_model(self, name: str = "text-embedding-3-large") -> OpenAIText:
        http = httpx2.Client(transport=httpx2.MockTransport(self))
        client = OpenAI(api_key="none", base_url="http://emulator/v1", http_client=http, max_retries=0)
        return OpenAIText(client, name)


def test_vectors_are_in_order_and_each_text_is_asked_for_once(tmp_path: Path) -> None:
    emulator = Emulator()
    texts = ["a", "bb", "a", "cccc"]
    for _ in range(2):
        vectors = embedded(texts, emulator.text_model(), tmp_path)
        assert vectors.tolist() == [[1, 0.5], [2, 0.5], [1, 0.5], [4, 0.5]]
    assert emulator.asked == [["a", "bb", "cccc"]]
    embedded(texts, emulator.text_model("another"), tmp_path)
    assert len(emulator.asked) == 2


def test_a_run_that_failed_goes_on_where_it_was(tmp_path: Path) -> None:
    emulator, told = Emulator(), list[tuple[int, int]]()
    emulator.fails_after = 1
    with pytest.raises(InternalServerError):
        embedded(["a", "b", "c"], emulator.text_model(), tmp_path, batch=2)
    emulator.fails_after = 99
    vectors = embedded(["a", "b", "c"], emulator.text_model(), tmp_path, batch=2, tell=lambda *far: told.append(far))
    assert told == [(2, 3), (3, 3)]
    assert emulator.asked == [["a", "b"], ["c"]]
    assert vectors.dtype == np.float32


def test_texts_are_read_in_the_items_order_and_what_is_missing_is_named(tmp_path: Path) -> None:
    matrix = matrix_of([[1, 0]], ["t", "t"])
    path = tmp_path / "texts.csv"
    path.write_text('item,text\ni1,"second, with a comma"\ni0,first\n')
    assert read_texts(path, matrix) == ["first", "second, with a comma"]
    path.write_text("item,text\ni0,first\ni1,\n")
    with pytest.raises(FeaturesFaultError, match="no text for item 'i1' and 0 more"):
        read_texts(path, matrix)
