from typing import Any

from scenarios.card import Card
from scenarios.generate.duplicates import TOO_NEAR, Known, content_words, similarity
from tests.scenarios.generate.conversations import draft
from tests.scenarios.plays import CATALOG


def card(subject: str, **changes: Any) -> Card:
    fields = {key: value for key, value in draft(subject).items() if key not in ("topic", "assistant_prompt")}
    return Card(category="goal_oriented", **(fields | changes))


RETOLD = Card(
    category="goal_oriented",
    title="Choosing a name for a puppy",
    goal="Find a good name for your new dog.",
    situation="On Friday a puppy moves in with you and has no name yet. The family has a list that nobody likes.",
    goals=(
        "Describe the puppy.",
        "Say which names were turned down and why.",
        "Collect some new ideas.",
        "Choose three and call them aloud.",
    ),
)


def test_a_scenario_told_again_is_found() -> None:
    known = Known((scenario.id, scenario.card) for scenario in CATALOG.of("goal_oriented"))
    twin = known.twin_of("new", RETOLD)
    assert twin is not None
    assert CATALOG[twin.id].title == "A name for somebody with four legs"


def test_the_same_title_is_enough() -> None:
    known = Known([("old", card("kayaks"))])
    other = card("violins", title="ALL ABOUT kayaks!")
    assert similarity(content_words(other), content_words(card("kayaks"))) < TOO_NEAR
    twin = known.twin_of("new", other)
    assert (twin.id, twin.similarity) == ("old", 1.0) if twin else False


def test_different_scenarios_and_the_scenario_itself_are_no_twins() -> None:
    known = Known([("old", card("kayaks"))])
    assert known.twin_of("new", card("violins")) is None
    assert known.twin_of("old", card("kayaks")) is None


def test_a_copy_does_not_learn_what_is_added() -> None:
    known = Known()
    before = known.copy()
    known.add("old", card("kayaks"))
    assert before.twin_of("new", card("kayaks")) is None
    assert known.twin_of("new", card("kayaks")) is not None


def test_endings_and_small_words_do_not_count() -> None:
    assert content_words(card("kayaks", title="All the boats and trains")) == content_words(
        card("kayaks", title="Your boat was in training")
    )
    assert similarity(frozenset(), frozenset()) == 0
