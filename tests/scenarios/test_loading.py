"""Reading scenarios: round trips, and every fault with its place and what would be right."""

import json
from pathlib import Path
from typing import Any

import pytest

from scenarios.canonical import copy_json
from scenarios.loading import CATALOG, ScenarioError, load_catalog, load_files, load_scenario, parse_scenario
from tests.scenarios.plays import CATALOG as LOADED
from tests.scenarios.plays import TOOL_SCENARIOS

CALENDAR = (CATALOG / "calendar-01.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("scenario_id", LOADED)
def test_a_scenario_survives_the_way_to_the_agent(scenario_id: str) -> None:
    scenario = LOADED[scenario_id]
    sent = json.dumps(scenario.document)
    received = parse_scenario(json.loads(sent))
    assert received == scenario
    assert received.hash == scenario.hash
    assert parse_scenario(scenario.model_dump(mode="json")).hash == scenario.hash


@pytest.mark.parametrize("scenario_id", LOADED)
def test_files_are_named_after_their_scenario(scenario_id: str) -> None:
    assert load_scenario(CATALOG / f"{scenario_id}.yaml").hash == LOADED[scenario_id].hash


def test_the_hash_is_of_the_content_not_of_the_layout(tmp_path: Path) -> None:
    moved = tmp_path / "moved.yaml"
    moved.write_text(json.dumps(dict(reversed(TOOL_SCENARIOS["calendar-01"].document.items()))), encoding="utf-8")
    assert load_scenario(moved).hash == TOOL_SCENARIOS["calendar-01"].hash
    moved.write_text(CALENDAR.replace("Elm Street", "Oak Street"), encoding="utf-8")
    assert load_scenario(moved).hash != TOOL_SCENARIOS["calendar-01"].hash


def test_the_catalogue_answers_by_id_and_category() -> None:
    catalog = load_catalog()
    assert list(catalog) == sorted(catalog)
    assert {scenario.category for scenario in catalog.of("goal_oriented")} == {"goal_oriented"}
    with pytest.raises(KeyError, match=r"there is no scenario 'nope'; .* are here, such as calendar-01, "):
        catalog["nope"]


def faults(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as raised:
        load_scenario(path)
    return [str(fault).removeprefix(f"{path}:") for fault in raised.value.faults]


def line_of(text: str) -> int:
    return CALENDAR[: CALENDAR.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "path", "message"),
    [
        ("title: Move", "titel: Move", "titel", "'titel' is not part of the format; did you mean 'title'?"),
        (
            "id: look\n",
            "id: Look\n",
            "steps[0].id",
            "must be a small letter first, then small letters, digits and",
        ),
        ("after: [move, add]", "after: [mov]", "steps[3].after", "'mov' is no other step; did you mean 'move'?"),
        ("after: [move, add]", "after: [review]", "steps[3].after", "'review' is no other step"),
        (
            "  - calendar.cancel_entry\n",
            "  - calendar.fly\n",
            "tools[6]",
            "'calendar.fly' is no tool of the scenario's worlds; there are: calendar.list",
        ),
        (
            "{words: {kind: text, all_of: [school]}}",
            "{word: {kind: text, all_of: [school]}}",
            "steps[0].any_of[2].args",
            "'word' is no argument of this tool; did you mean 'words'?",
        ),
        (
            "{kind: text, all_of: [school]}",
            "{kind: txt, all_of: [school]}",
            "steps[0].any_of[2].args.words",
            "kind 'txt' is none of the format's; did you mean 'text'?",
        ),
        (
            "{kind: text, all_of: [school]}",
            "{kind: text}",
            "steps[0].any_of[2].args.words",
            "needs value, all_of, any_of or none_of",
        ),
        ("domain: calendar", "domain: mail", "domain", "'mail' is no world of this scenario; there are: calendar"),
        (
            'start: "09:30"',
            'start: "9:30"',
            "worlds.calendar.entries.entry-2.start",
            "must be a time of the 24-hour clock, written HH:MM, not",
        ),
        ("next_number: 6", "next: 6", "worlds.calendar", "'next_number' is missing"),
        (
            "path: calendar.entries, count",
            "path: kalender.entries, count",
            "final_state[0].path",
            "'kalender' is no world of",
        ),
        ("    - calendar.entries.+", "    - calendar..entries", "frame.free[3]", "'calendar..entries' is no path"),
        (
            'start: "16:15"}}',
            'begin: "16:15"}}',
            "reference[0][1].args",
            "begin is no argument of this tool; arguments: entry",
        ),
        (
            "-04:00",
            "",
            "now",
            "must be an instant that exists, with its zone, in quotes: 2026-06-09T09:30",
        ),
    ],
)
def test_faults_name_line_path_and_what_is_right(tmp_path: Path, old: str, new: str, path: str, message: str) -> None:
    assert old in CALENDAR
    found = faults(tmp_path, CALENDAR.replace(old, new, 1))
    assert any(f": {path}: " in fault and message in fault for fault in found), found


@pytest.mark.parametrize("now", ["tomorrow", '"2026-06-31T12:00:00-04:00"', "2026-06-09", "12"])
def test_a_scenario_plays_at_an_instant_that_exists(tmp_path: Path, now: str) -> None:
    [written] = [line for line in CALENDAR.splitlines() if line.startswith("now: ")]
    [fault] = faults(tmp_path, CALENDAR.replace(written, f"now: {now}"))
    assert fault.startswith(f"{line_of('now: ')}: now: must be ")
    assert "pydantic" not in fault


@pytest.mark.parametrize("day", ["2026-02-30", "2026-6-9", "20260609", "tomorrow"])
def test_a_day_of_a_world_exists(tmp_path: Path, day: str) -> None:
    found = faults(tmp_path, CALENDAR.replace('day: "2026-06-09"', f'day: "{day}"', 1))
    place = f"{line_of('entry-1: {')}: worlds.calendar.entries.entry-1.day"
    assert found == [f"{place}: must be a day that exists, written YYYY-MM-DD, not {day!r}"]


@pytest.mark.parametrize(
    ("scenario_id", "key", "written"),
    [
        ("calendar-01", "day", "2026-02-30"),
        ("jobs-01", "closes", "2026-13-01"),
        ("shopping-01", "day", "2026-02-30"),
        ("social-01", "posted_at", "2026-02-30T12:00:00-05:00"),
        ("social-01", "posted_at", "2026-02-20T12:00:00"),
        ("messaging-01", "sent_at", "yesterday"),
    ],
)
def test_every_world_knows_what_a_day_is(scenario_id: str, key: str, written: str) -> None:
    document = copy_json(TOOL_SCENARIOS[scenario_id].document)
    assert _spoil(document["worlds"], key, written)
    with pytest.raises(ScenarioError) as refused:
        parse_scenario(document)
    assert [(fault.path.split(".")[-1], repr(written) in fault.message) for fault in refused.value.faults] == [
        (key, True)
    ]


def _spoil(node: Any, key: str, value: str) -> bool:
    """Put a value in the first place of that key, and tell whether there was one."""
    if isinstance(node, dict):
        if key in node:
            node[key] = value
            return True
        return any(_spoil(part, key, value) for part in node.values())
    return isinstance(node, list) and any(_spoil(part, key, value) for part in node)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file holds no scenario; `parley scenarios new DOMAIN`"),
        ("# nothing yet\n", "the file holds no scenario"),
        ("just text", "a scenario is fields, each as `name: value`, not 'just text'"),
        ("- a\n", "a scenario is fields, each as `name: value`, not a list"),
    ],
)
def test_what_is_no_scenario_is_one_fault(tmp_path: Path, text: str, message: str) -> None:
    found = faults(tmp_path, text)
    assert len(found) == 1
    assert message in found[0]


def test_an_unknown_field_hides_no_other_fault(tmp_path: Path) -> None:
    broken = CALENDAR.replace("title: Move", "colour: red\ntitle: Move").replace("count: 6}", "count: 6, x: 1}")
    found = faults(tmp_path, broken.replace("  - calendar.move_entry\n", "  - calendar.moves\n"))
    assert [fault.split(": ")[1] for fault in found][:2] == ["colour", "tools[4]"]
    assert "final_state[0].x: 'x' is not part of the format" in found[-1]
    assert "did you mean 'title'?" in "".join(faults(tmp_path, CALENDAR.replace("\ntitle:", "\ntitel:", 1)))


def test_a_fault_stands_at_its_line(tmp_path: Path) -> None:
    found = faults(tmp_path, CALENDAR.replace("after: [move, add]", "after: [mov]"))
    assert found == [f"{line_of('after: [move')}: steps[3].after: 'mov' is no other step; did you mean 'move'?"]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    broken = (
        CALENDAR.replace("after: [move, add]", "after: [mov]")
        .replace("count: 6}", "count: 6, x: 1}")
        .replace("- id: look", "- id: 7")
    )
    assert len(faults(tmp_path, broken)) >= 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"any_of": None, "state": None}, "either any_of"),
        (
            {"times": 2, "any_of": [{"tool": "calendar.list_entries", "bind": {"x": "result.day"}}]},
            "cannot bind a name",
        ),
        (
            {"any_of": [{"tool": "calendar.list_entries", "bind": {"x": "answer.day"}}]},
            "must start with args or result",
        ),
        (
            {"any_of": [{"tool": "calendar.list_entries", "args": {"day": {"kind": "ref", "name": "nobody"}}}]},
            "'nobody' is no name bound by a step",
        ),
        (
            {"any_of": [{"tool": "calendar.list_entries"}], "after": ["again"]},
            "steps wait for one another: look, again",
        ),
    ],
)
def test_rules_that_make_no_sense(change: dict[str, Any], message: str) -> None:
    document = copy_json(TOOL_SCENARIOS["calendar-01"].document)
    document["steps"][0] = {
        key: value for key, value in {**document["steps"][0], **change}.items() if value is not None
    }
    again = {"id": "again", "label": "Once more", "any_of": [{"tool": "calendar.list_entries"}], "after": ["look"]}
    document["steps"].append(again)
    with pytest.raises(ScenarioError, match=message):
        parse_scenario(document)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": "Another title"}, None),
        ({"card": {"goals": ["one"]}}, "card.situation is missing"),
        ({"card": {"situation": "So.", "goals": ["one"]}}, "three to five goals, not 1"),
        ({"card": {"situation": "word " * 160, "goals": ["a", "b", "c"]}}, "a card that is read in a minute"),
        ({"card": {"title": "Other", "situation": "So.", "goals": ["a", "b", "c"]}}, "must be the scenario's own"),
        ({"category": "chat"}, "category 'chat' is none of the format's; there are: open_chat, goal"),
        ({"category": None}, "'category' is missing"),
    ],
)
def test_cards_and_categories(change: dict[str, Any], message: str | None) -> None:
    document = dict(LOADED["goal-001"].document)
    document["card"] = {key: value for key, value in document["card"].items() if key not in ("title", "category")}
    document = {key: value for key, value in {**document, **change}.items() if value is not None}
    if message is None:
        assert parse_scenario(document).card.title == "Another title"
    else:
        with pytest.raises(ScenarioError, match=message):
            parse_scenario(document)


def test_two_files_may_not_share_an_id(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(CALENDAR, encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"b\.yaml:1: id: 'calendar-01' is the id of .*a\.yaml, .*b\.yaml"):
        load_files([tmp_path / "a.yaml", tmp_path / "b.yaml"])


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="cannot be read"):
        load_scenario(tmp_path / "none.yaml")


def test_a_misspelt_world_is_told_once(tmp_path: Path) -> None:
    [fault] = faults(tmp_path, CALENDAR.replace("worlds:\n  calendar:", "worlds:\n  calender:", 1))
    assert fault.endswith(": worlds.calender: 'calender' is no world; did you mean 'calendar'?")


def test_calls_that_a_file_leaves_empty_are_told(tmp_path: Path) -> None:
    text = CALENDAR.replace("    state:\n", "    any_of: []\n    state:\n", 1)
    [fault] = faults(tmp_path, text)
    assert fault.endswith(": steps[1].any_of: is empty; leave it out, or say what is wanted")


@pytest.mark.parametrize("unseen", ["\\u202E", "\\u200B", "\\u0007", "\\u2066", "\\uFEFF"])
def test_characters_that_nobody_sees_are_refused(tmp_path: Path, unseen: str) -> None:
    written = CALENDAR.replace("title: Dentist", f'title: "Den{unseen}tist"', 1)
    [fault] = faults(tmp_path, written)
    assert fault.startswith(
        f"{line_of('entry-2: {')}: worlds.calendar.entries.entry-2.title: holds the unseen character"
    )
    assert f"U+{unseen[2:]}" in fault


def test_line_breaks_and_joined_signs_are_no_unseen_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(CALENDAR.replace("Elm Street", '"Elm\\tStreet 👩\\u200D⚕️"', 1), encoding="utf-8")
    assert load_scenario(path).id == "calendar-01"
