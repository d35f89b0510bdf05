"""What both sides of a contrast share is not denied with one of them."""

import pytest

from scenarios.forms.negation import denied
from scenarios.forms.words import clauses


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("at the north gate, not the south gate of the park", "the south gate"),
        ("at the north gate instead of the south gate of the park", "of the south gate"),
        ("not at the south gate of the park but at the north gate", "at the south gate"),
        ("at the south gate and not at the north gate of the park", "at the north gate"),
        ("no longer meeting at the south gate but at the north gate", "at the south gate"),
        ("no longer meeting at the south gate, but at the north gate", "at the south gate"),
        ("the party on Sunday, not the party on Saturday", "the party on saturday"),
        ("we do not meet at the north gate of the park", "meet at the north gate of the park"),
        ("don't use the front gate, but the green gate is open", "use the front gate"),
        ("not a word to Leah", "a word"),
        ("please say nothing to Leah", ""),
        ("don't let Leah know", ""),
        ("don't let them sit together", "let them sit together"),
        ("bring it without Leah noticing", ""),
    ],
)
def test_only_what_differs_is_denied(text: str, denies: str) -> None:
    said = clauses(text)
    assert " ".join(word for word, gone in zip(said, denied(said), strict=True) if gone) == denies
