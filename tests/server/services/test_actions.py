"""What the page calls the assistant's tools."""

from scenarios.loading import load_catalog
from scenarios.worlds.together import wire_name
from server.services.actions import LONGEST, actions_of, in_few_words


def test_every_tool_of_the_catalogue_has_a_few_words_of_its_own() -> None:
    for scenario in load_catalog().of("tool_calling"):
        actions = actions_of(scenario.document)
        assert list(actions) == [wire_name(tool) for tool in scenario.document["tools"]]
        assert len(set(actions.values())) == len(actions), f"{scenario.id}: two tools look the same to a participant"
        for name, words in actions.items():
            assert 0 < len(words) <= LONGEST
            assert words[0].isupper(), name
            assert "_" not in words, name


def test_the_first_sentence_is_enough() -> None:
    assert in_few_words("Lock or unlock a door.") == "Lock or unlock a door"
    assert in_few_words("Move an entry to another day or time; its length stays the same.") == (
        "Move an entry to another day or time"
    )
    assert in_few_words("List the devices of the house, or of one room or kind, with what they are set to.") == (
        "List the devices of the house"
    )
    assert in_few_words("word " * 40).endswith(" word…")


def test_a_tool_of_the_past_has_no_words() -> None:
    document = {"tools": ["smart_home.set_lock", "smart_home.set_alarm", "spaceship.launch"]}
    assert actions_of(document) == {"smart_home_set_lock": "Lock or unlock a door"}
    assert actions_of({}) == {}
