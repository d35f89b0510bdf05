"""What a text denies: 140 sentences labelled by hand, and the rules that tell them apart, one by one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.documents import read_document
from scenarios.forms.negation import denied
from scenarios.forms.words import clauses, says

Sentences = dict[str, list[tuple[str, str]]]
TABLE: dict[str, Sentences] = read_document(
    Path(__file__).with_name("denials.yaml").read_text(encoding="utf-8")
).content


@pytest.mark.parametrize("half", ["worked_out_on", "held_out"])
def test_sentences_say_and_deny_what_people_take_them_to(half: str) -> None:
    rejected = [pair for pair in TABLE[half]["said"] if not says(*pair)]
    accepted = [pair for pair in TABLE[half]["denied"] if says(*pair)]
    assert (rejected, accepted) == ([], [])


def test_the_table_is_large_and_both_halves_have_both_kinds() -> None:
    sizes = {half: (len(kinds["said"]), len(kinds["denied"])) for half, kinds in TABLE.items()}
    assert sizes == {"worked_out_on": (45, 25), "held_out": (42, 28)}


@pytest.mark.parametrize(
    ("text", "left_over"),
    [
        ("not red but blue", "but blue"),
        ("blue, not red", "blue"),
        ("any day but red", "any day but"),
        ("every day counts but we take red", "every day counts but we take red"),
        ("every day but red is best for us here", "every day but red is best for us here"),
        ("we do not need to have red", "we do"),
        ("red instead of blue we take", "red we take"),
        ("do not forget red", "do red"),
        ("we cannot stop red", "we red"),
        ("do not stop red", "do"),
        ("no, red", "red"),
        ("no red", ""),
        ("nothing but red", "but red"),
        ("not without red", "red"),
        ("nobody wants no red", "red"),
        ("neither red nor blue", ""),
        ("couldnt you bring red", "you bring red"),
        ("not only red", "only red"),
        ("no later than red", "later than red"),
    ],
)
def test_what_is_left_when_the_denied_words_are_taken_out(text: str, left_over: str) -> None:
    said = clauses(text)
    kept = [word for word, gone in zip(said, denied(said), strict=True) if not gone]
    assert " ".join(word for word in kept if word not in CUES) == left_over


CUES = {"not", "no", "instead", "cannot", "couldnt", "nothing", "without", "nobody", "neither", "nor", ","}
WORDS = "not no without but and we you red blue chair forget only than , |".split()


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_a_text_without_a_cue_denies_nothing_and_every_word_has_an_answer(said: list[str]) -> None:
    answers = denied(tuple(said))
    assert len(answers) == len(said)
    if not {"not", "no", "without", "forget"} & set(said):
        assert not any(answers)


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.lists(st.sampled_from(WORDS), max_size=8))
def test_a_sentence_denies_nothing_in_the_next(first: list[str], second: list[str]) -> None:
    assert denied((*first, "|", *second))[len(first) + 1 :] == denied(tuple(second))
