"""What is only asked is not told, whether or not a question mark is there."""

import pytest

from scenarios.forms.words import asserts, says


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There is a green gate", True),
        ("Is there a green gate?", False),
        ("is there a green gate", False),
        ("Hi, is there a green gate?", False),
        ("Can we take the green gate?", False),
        ("Where is the green gate?", False),
        ("I wonder if the green gate is open", False),
        ("How do you get in? Through the green gate", True),
        ("Could you come to the green gate?", True),
        ("Did you know that there is a green gate?", True),
        ("Why don't we meet at the green gate", True),
        ("Do use the green gate", True),
        ("What you want is the green gate", True),
        ("It's the green gate, right?", True),
    ],
)
def test_a_question_tells_nothing_and_a_request_does(text: str, told: bool) -> None:
    assert asserts(text, "green gate") is told
    assert says(text, "green gate")
