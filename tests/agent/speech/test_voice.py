from agent.speech.voice import SentenceCache


def test_the_cache_forgets_the_sentence_unused_for_longest() -> None:
    cache = SentenceCache(10)
    cache.put("a", b"1234")
    cache.put("b", b"1234")
    assert cache.get("a") == b"1234"
    cache.put("c", b"1234")
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (b"1234", None, b"1234")


def test_what_does_not_fit_is_not_kept() -> None:
    cache = SentenceCache(3)
    cache.put("a", b"1234")
    assert cache.get("a") is None
