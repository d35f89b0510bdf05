from hypothesis import given
from hypothesis import strategies as st

from agent.models.text.thoughts import WithoutThoughts


def said(*pieces: str) -> str:
    filtered = WithoutThoughts()
    return "".join(map(filtered.feed, pieces)) + filtered.flush()


def test_only_what_is_outside_the_tags_is_said() -> None:
    assert said("<think>hm</think>Hello", "<think>", "more") == "Hello"
    assert said("a < b and a <thing> b <") == "a < b and a <thing> b <"


@given(st.lists(st.sampled_from(["<", "think>", "</", "<think>", "</think>", "a", " "]), max_size=12), st.data())
def test_how_a_text_is_cut_makes_no_difference(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    cut = data.draw(st.integers(0, len(text)))
    assert said(text[:cut], text[cut:]) == said(text) == said(*text)
