import pytest

from agent.speech import guards


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turn off the lights.", "Turn off the lights."),
        ("no no no", "no no no"),
        ("No. No. No. No. No. No.", "No."),
        ("the meeting is at three the meeting is at three", "the meeting is at three"),
        ("Lights off, please. Lights off, please.", "Lights off, please. Lights off, please."),
        ("I said 3 30, 3 30, 3 30, 3 30, 3 30", "I said 3 30,"),
        ("", ""),
    ],
)
def test_a_text_that_goes_round_in_circles_is_said_once(text: str, expected: str) -> None:
    assert guards.once(text) == expected


def test_runaways_are_found_also_when_they_end_in_the_middle() -> None:
    assert guards.is_runaway("I had a long day at work. " * 6 + "I had a")
    assert not guards.is_runaway("I had a long day at work and then we went to see my sister in Boston.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [(". . . .", ""), ("[BLANK_AUDIO]", ""), ("(door slams) Hello", "Hello"), ("♪ la la ♪", ""), ("3.", "3.")],
)
def test_only_words_are_left(text: str, expected: str) -> None:
    assert guards.clean(text) == expected


def test_doubt_alone_is_no_noise() -> None:
    assert guards.is_noise(0.9, -1.5)
    assert not guards.is_noise(0.9, -0.3)
    assert not guards.is_noise(0.2, -1.5)
