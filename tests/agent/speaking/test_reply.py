import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.answering.dialogue import Said
from agent.models.base import Audio
from agent.speaking.reply import OUTPUT_RATE, SpokenReply, first_words, reply_of


def audio(seconds: float) -> Audio:
    return Audio(bytes(2 * round(seconds * OUTPUT_RATE)), OUTPUT_RATE)


def reply_with(*parts: tuple[str, float]) -> SpokenReply:
    """A reply whose sentences take so many seconds, all of it played."""
    reply = SpokenReply(1, "answer", Said())
    for words, seconds in parts:
        reply.add_text(words)
        marked = reply_of(reply.frame(audio(seconds), words))
        assert marked is not None
        reply.played(reply.frame(audio(seconds), words), marked[1])
    return reply


def test_nothing_is_heard_before_the_first_sample() -> None:
    assert reply_with(("Hello there.", 1.0)).heard(0.0) == ""


def test_whole_sentences_are_heard_whole() -> None:
    reply = reply_with(("One. ", 1.0), ("Two. ", 1.0), ("Three.", 1.0))
    assert reply.heard(2.0) == "One. Two. "
    assert reply.heard(3.0) == "One. Two. Three."


def test_a_sentence_that_was_cut_counts_by_its_share_in_whole_words() -> None:
    reply = reply_with(("Ready. ", 1.0), ("one two three four", 4.0))
    assert reply.heard(3.0) == "Ready. one two"


def test_audio_that_continues_a_sentence_brings_no_words() -> None:
    reply = reply_with(("one two three four", 1.0), ("", 1.0), ("five", 1.0))
    assert reply.heard(1.0) == "one two"
    assert reply.heard(2.5) == "one two three four"


def test_a_model_that_speaks_itself_marks_its_next_audio_with_its_transcript() -> None:
    reply = SpokenReply(1, "answer", Said())
    reply.add_transcript("Hello ")
    reply.add_transcript("you ")
    frame = reply.frame(audio(1.0))
    assert reply_of(frame) == (reply, "Hello you ")
    reply.played(frame, "Hello you ")
    reply.add_transcript("and the rest")  # a transcript may lag behind its audio
    assert reply.heard(1.0) == "Hello you and the rest"
    assert reply.said.text == "Hello you and the rest"


@given(st.text(alphabet="ab ", max_size=40), st.floats(0, 1))
def test_first_words_are_a_beginning_of_the_text(text: str, share: float) -> None:
    words = first_words(text, share)
    assert text.startswith(words)
    rest = text[len(words) :]
    assert not words or not rest or rest[0] == " "


@pytest.mark.parametrize(
    ("share", "heard"), [(0.0, ""), (0.3, "one"), (0.6, "one two"), (0.9, "one two"), (1.0, "one two three")]
)
def test_first_words_by_share(share: float, heard: str) -> None:
    assert first_words("one two three", share) == heard
