"""Errors of form are told in the words of an author: no library's words, no patterns, and what was meant."""

from typing import Any

import pytest

from scenarios.canonical import copy_json
from scenarios.form_words import fields_at
from scenarios.loading import ScenarioError, parse_scenario
from scenarios.scenario import SCENARIO
from tests.scenarios.plays import CATALOG, TOOL_SCENARIOS


def told(scenario_id: str, change: Any) -> list[str]:
    document = copy_json(CATALOG[scenario_id].document)
    change(document)
    with pytest.raises(ScenarioError) as refused:
        parse_scenario(document)
    return [f"{fault.path}: {fault.message}" for fault in refused.value.faults]


def put(*place: Any) -> Any:
    """A change of a document: the last part is the value."""

    def change(document: Any) -> None:
        *way, key, value = place
        node = document
        for part in way:
            node = node[part]
        node[key] = value

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("forbiden", []), "forbiden: 'forbiden' is not part of the format; did you mean 'forbidden'?"),
        (put("steps", 0, "lable", "x"), "steps.0.lable: 'lable' is not part of the format; did you mean 'label'?"),
        (
            put("final_state", 0, "where", {"day": {"kind": "exact", "valeu": 1, "value": 1}}),
            "final_state.0.where.day.exact.valeu: 'valeu' is not part of the format; did you mean 'value'?",
        ),
        (put("title", "Hm"), "title: must have at least 3 characters, not 'Hm'"),
        (put("id", "My Scenario"), "id: must be small letters and digits, with single hyphens between them, such as"),
        (put("steps", 0, "weight", 0), "steps.0.weight: must be more than 0, not 0"),
        (put("steps", 0, "times", "two"), "steps.0.times: must be a whole number, not 'two'"),
        (put("steps", 0, "shared", "perhaps"), "steps.0.shared: must be true or false, not 'perhaps'"),
        (put("steps", []), "steps: needs at least 1 entry, and has 0"),
        (put("mode", "fast"), "mode: must be 'product' or 'bfcl', not 'fast'"),
        (put("card", "tasks", "one"), "card.tasks: must be a list, not 'one'"),
        (
            put("worlds", "calendar", "entries", "entry-1", "tittle", "x"),
            "worlds.calendar.entries.entry-1.tittle: 'tittle' is not part of the format; did you mean 'title'?",
        ),
        (
            put("worlds", "calendar", "entries", "entry-1", "end", "09:00"),
            "worlds.calendar.entries.entry-1: end must be later than start, 10:00, on the same day, not 09:00",
        ),
    ],
)
def test_an_error_says_what_is_right(change: Any, message: str) -> None:
    found = told("calendar-01", change)
    assert len(found) == 1
    assert found[0].startswith(message)
    assert not {"pydantic", "Input", "String", "Tuple", "^["} & set(found[0].replace("'", " ").split())


def test_a_conversation_has_time_for_seven_steps() -> None:
    def twice(document: Any) -> None:
        document["steps"] += [step | {"id": f"{step['id']}_{n}"} for n in range(2) for step in document["steps"]][:4]

    assert "steps: 8 steps; at most 7 fit a conversation" in told("calendar-01", twice)


def test_an_unknown_world_is_told_once() -> None:
    document = copy_json(TOOL_SCENARIOS["calendar-01"].document)
    document["worlds"] = {"calender": document["worlds"]["calendar"]}
    document["domain"] = "calender"
    document["tools"] = [tool.replace("calendar.", "calender.") for tool in document["tools"]]
    with pytest.raises(ScenarioError) as refused:
        parse_scenario(document)
    assert str(refused.value) == "scenario: worlds.calender: 'calender' is no world; did you mean 'calendar'?"


def test_the_fields_of_a_place_are_those_of_its_form() -> None:
    schema = SCENARIO.json_schema()
    assert "worlds" in fields_at(schema, ("tool_calling",))
    assert "worlds" not in fields_at(schema, ("open_chat",))
    assert fields_at(schema, ("tool_calling", "frame")) == ["may_change", "free", "allow_extra_calls", "astray"]
    money = fields_at(schema, ("tool_calling", "steps", 0, "state", 0, "value", "money"))
    assert money == ["kind", "value", "currency", "tol"]
