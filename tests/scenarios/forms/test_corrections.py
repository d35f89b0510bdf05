"""What is corrected at once is taken back, and no more than that."""

import pytest

from scenarios.forms.words import says


@pytest.mark.parametrize(
    ("text", "said", "gone"),
    [
        ("We meet at the north gate of the park. No, wait, at the south gate", "south gate", "north gate"),
        ("We meet at the north gate of the park - no, wait, at the south gate", "park", "north gate"),
        ("The north gate, no wait, the south gate", "south gate", "north gate"),
        ("Open on Saturday, sorry, I mean Sunday", "sunday", "saturday"),
        ("From ten, no wait, from eleven on", "eleven", "ten"),
        ("Dinner at my place, or rather at Oscar's", "oscars", "my place"),
        ("Dinner at the club, no, wait, bring the cake", "club", "no phrase"),
    ],
)
def test_a_correction_takes_back_what_it_replaces(text: str, said: str, gone: str) -> None:
    assert says(text, said)
    assert not says(text, gone)
