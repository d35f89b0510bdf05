"""Finding things by name: alike is found, near is offered, nothing is guessed."""

import pytest

from scenarios.worlds.lookup import find_name, listed, near_names, no_such


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Notes.txt", "Notes.txt"),
        ("notes txt", "Notes.txt"),
        ("NOTES", None),
        ("plan b", None),
        ("Plan B", "Plan B"),
        ("...", None),
        ("", None),
    ],
)
def test_one_name_or_none(wanted: str, found: str | None) -> None:
    assert find_name(wanted, ["Notes.txt", "Plan B", "plan-b", "***"]) == found


def test_near_names_hold_the_word_or_are_spelt_alike() -> None:
    names = ["Chris Baker", "Chris Novak", "Nadia Roy"]
    assert near_names("chris", names) == ["Chris Baker", "Chris Novak"]
    assert near_names("nadia ray", names) == ["Nadia Roy"]
    assert near_names("", names) == []


def test_messages_list_what_is_valid_in_order() -> None:
    assert no_such("file", "zzz", ["b", "a"]) == "there is no file 'zzz'; valid: b, a"
    assert no_such("file", "ab c", ["abc"]) == "there is no file 'ab c'; did you mean 'abc'? valid: abc"
    assert listed([]) == "none"
    assert listed(map(str, range(22))) == f"{', '.join(map(str, range(20)))} and 2 more"
