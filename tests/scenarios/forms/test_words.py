"""Text in canonical form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.forms.words import canonical, same_text, says, similarity, words


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("  #GardenDay! ", "gardenday"),
        ("“Open-Day”", "open-day"),
        ("@marcus", "marcus"),
        ("Ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("don't", "dont"),
        ("a\n b", "a b"),
    ],
)
def test_canonical_form(written: str, plain: str) -> None:
    assert canonical(written) == plain


@given(st.text())
def test_canonical_form_is_stable(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)
    assert canonical(text.upper().lower()) == canonical(text.lower().upper().lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Meet me at 3:30.", "meet me at three thirty"),
        ("meet me at 330", "Meet me at 3:30"),
        ("$90,000", "ninety thousand dollars"),
        ("$12.50", "twelve fifty dollars"),
        ("the 12th", "the twelfth"),
        ("Open day", "openday"),
        ("living_room", "Living room"),
        ("50%", "fifty percent"),
        ("salt & pepper", "Salt and pepper!"),
    ],
)
def test_what_a_recogniser_changes_is_the_same_text(one: str, other: str) -> None:
    assert same_text(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("at 3:30", "at 3:20"), ("I will come", "I will not come"), ("room 12", "room 13"), ("north gate", "south gate")],
)
def test_what_means_something_else_is_another_text(one: str, other: str) -> None:
    assert not same_text(one, other)


@pytest.mark.parametrize(
    ("text", "phrase", "said"),
    [
        ("Please meet us at the North Gate.", "north gate", True),
        ("Openday fun for all", "open day", True),
        ("not the north gate", "north gate", False),
        ("do not go to the north gate", "north gate", False),
        ("not the main door, the north gate", "north gate", True),
        ("never mind. The north gate it is", "north gate", True),
        ("northern gate", "north gate", False),
        ("we meet at 3:30 pm", "three thirty", True),
        ("we meet at 13:30", "three thirty", False),
        ("we meet at 3:30:15", "3:30", False),
        ("no dogs allowed", "no dogs", True),
        ("", "north gate", False),
        ("north gate", "", False),
    ],
)
def test_phrases_are_whole_words_and_not_negated(text: str, phrase: str, said: bool) -> None:
    assert says(text, phrase) is said


@given(st.lists(st.sampled_from("red green blue table chair lamp".split()), min_size=1, max_size=6), st.data())
def test_every_run_of_words_is_said_and_none_after_a_negation(said: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(said) - 1))
    end = data.draw(st.integers(start + 1, len(said)))
    phrase = " ".join(said[start:end])
    assert says(" ".join(said), phrase)
    assert not says(f"not {phrase}", phrase)


def test_similarity_is_nothing_where_numbers_or_negations_differ() -> None:
    assert similarity("bring two red chairs", "bring two read chairs") > 0.9
    assert similarity("bring two red chairs", "bring ten red chairs") == 0
    assert similarity("I can come", "I cannot come") == 0
    assert similarity("at 3:30 we start", "at three thirty we start") > 0.5


@given(st.text(max_size=60))
def test_words_never_fail(text: str) -> None:
    assert all(word.strip() == word and word for word in words(text))
