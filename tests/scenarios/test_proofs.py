"""Proofs: what a scenario of good form may still get wrong."""

from typing import Any

import pytest

from scenarios.canonical import copy_json
from scenarios.loading import parse_scenario
from scenarios.proofs import unproven
from tests.scenarios.plays import TOOL_SCENARIOS


def calendar(change: Any) -> list[str]:
    document = copy_json(TOOL_SCENARIOS["calendar-01"].document)
    change(document)
    return [f"{'.'.join(map(str, fault.loc))}: {fault.message}" for fault in unproven(parse_scenario(document))]


def test_a_step_that_is_done_at_the_start() -> None:
    def done_already(document: Any) -> None:
        document["worlds"]["calendar"]["entries"]["entry-2"].update(day="2026-06-11", start="16:15", end="17:00")

    assert "steps.1: step 'move' is done before anyone has said a word" in calendar(done_already)


@pytest.mark.parametrize(
    ("scenario_id", "label", "told"),
    [
        ("calendar-01", "Dentist at a quarter past four", "'4'"),
        ("calendar-01", "Dentist moved to 16:15", "'16', '15'"),
        ("filesystem-06", "Boats named for Lisbon", "'lisbon'"),
        ("filesystem-06", "Pictures from the holiday renamed", None),
        ("calendar-03", "Call added on Saturday", "'saturday'"),
        ("calendar-03", "Call added on Saturday or Sunday", None),
        ("travel-03", "Business class booked", "'business'"),
        ("travel-04", "Business class on the way home", "'business'"),
        ("smart-home-01", "Front door locked", None),
        ("social-02", "Juniper followed", None),
    ],
)
def test_a_label_that_gives_an_answer_away(scenario_id: str, label: str, told: str | None) -> None:
    document = copy_json(TOOL_SCENARIOS[scenario_id].document)
    document["steps"][1]["label"] = label
    found = [(fault.loc, fault.message) for fault in unproven(parse_scenario(document))]
    message = f"gives an answer away: {told}; say what is to be done in words of the card"
    assert found == ([(("steps", 1, "label"), message)] if told else [])


def test_a_prohibition_that_is_broken_at_the_start() -> None:
    def broken_already(document: Any) -> None:
        document["worlds"]["calendar"]["entries"]["entry-3"].update(start="14:00")

    assert "forbidden.0: 'school_run' is true of the initial state" in calendar(broken_already)


def test_a_solution_that_does_not_solve() -> None:
    def at_three(document: Any) -> None:
        document["reference"][0][1]["args"]["start"] = "15:00"

    assert calendar(at_three) == ["reference.0: leaves step 'move' open: steps[1].state[0].where.start refuses '15:00'"]


def test_a_solution_with_a_call_that_fails_or_breaks_a_rule() -> None:
    def wrong(document: Any) -> None:
        document["reference"][0].append({"tool": "calendar.cancel_entry", "args": {"entry": "golf"}})
        document["reference"][1].append({"tool": "calendar.cancel_entry", "args": {"entry": "dentist"}})

    found = calendar(wrong)
    assert any(
        fault.startswith("reference.0.4: calendar.cancel_entry fails: there is no entry 'golf'") for fault in found
    )
    assert "reference.1: violates 'cancel'" in found


def test_a_call_that_is_not_needed() -> None:
    def twice(document: Any) -> None:
        document["reference"][0].insert(0, document["reference"][0][0])

    assert any("is not needed" in fault for fault in calendar(twice))


@pytest.mark.parametrize(
    ("where", "argument", "value", "grounded"),
    [
        (2, "title", "Pharmacy and bakery", False),
        (2, "start", "5:15 pm", True),
        (1, "entry", "entry-2", False),
        (0, "day", "the 11th", True),
        (0, "day", "June 11", True),
    ],
)
def test_what_nobody_could_know_is_told(where: int, argument: str, value: str, grounded: bool) -> None:
    def change(document: Any) -> None:
        document["reference"][0][where]["args"][argument] = value

    found = calendar(change)
    assert (
        f"reference.0.{where}.args.{argument}: {value!r} is neither on the card" in "\n".join(found)
    ) is not grounded


def test_a_derived_value_is_accepted_with_its_rule() -> None:
    def change(document: Any) -> None:
        document["reference"][0][1]["args"]["entry"] = "entry-2"
        document["reference"][0][1]["derived"] = {"entry": "ids count from one"}

    assert calendar(change) == []


def test_names_that_sound_alike_are_told_unless_they_are_rivals() -> None:
    def alike(document: Any) -> None:
        document["worlds"]["calendar"]["entries"]["entry-1"]["people"] = ["Geoff"]
        document["worlds"]["calendar"]["entries"]["entry-4"]["people"] = ["Jeff"]

    assert calendar(alike) == ["worlds.calendar: 'Geoff' and 'Jeff' sound alike; rename one, or list them as rivals"]

    def rivals(document: Any) -> None:
        alike(document)
        name = {"kind": "name", "value": "Geoff", "rivals": ["Jeff"]}
        document["steps"][0]["any_of"][2]["args"]["words"] = name
        document["steps"][0]["any_of"].append({"tool": "calendar.find_entries", "args": {"words": {"kind": "any"}}})

    assert calendar(rivals) == []


def test_a_breach_that_breaks_nothing_or_more_than_its_rule() -> None:
    def other_breaches(document: Any) -> None:
        document["forbidden"][0]["breach"] = [{"tool": "calendar.list_entries", "args": {"day": "today"}}]
        document["forbidden"][1]["breach"].append({"tool": "calendar.cancel_entry", "args": {"entry": "book club"}})

    assert calendar(other_breaches) == [
        "forbidden.0.breach: flags nothing, not 'school_run' alone",
        "forbidden.1.breach: flags cancel, outside_task, not 'cancel' alone",
    ]


def test_a_change_astray_that_nothing_guards() -> None:
    def unguarded(document: Any) -> None:
        document["frame"]["allow_extra_calls"] = ["calendar.move_entry"]

    assert calendar(unguarded) == ["frame.astray.0: flags nothing, not 'outside_task' alone"]


@pytest.mark.parametrize(
    ("step", "name", "value", "told"),
    [
        (1, "start", "16:51", "steps.1.state.0.where.start: refuses '16:15', which is what every solution gives"),
        (2, "day", "2026-05-20", "steps.2.state.0.where.day: refuses '2026-06-11', which is what every solution gives"),
        (3, "day", "2026-05-20", "steps.3.any_of.0.result.day: refuses '2026-06-11', which is what every solution"),
    ],
)
def test_a_wrong_value_of_a_matcher_is_told_alone_and_where_it_is(step: int, name: str, value: str, told: str) -> None:
    def misspelt(document: Any) -> None:
        rule = document["steps"][step]
        where = rule["state"][0]["where"] if "state" in rule else rule["any_of"][0]["result"]
        where[name]["value"] = value

    found = calendar(misspelt)
    assert len(found) == 1
    assert found[0].startswith(told)


def test_what_a_step_refuses_is_told_where_the_solution_gives_it() -> None:
    document = copy_json(TOOL_SCENARIOS["travel-02"].document)
    number, call = next(
        (n, call) for n, call in enumerate(document["reference"][0]) if call["tool"] == "travel.get_flight_cost"
    )
    call["args"]["travel_date"] = "2026-06-28"
    [fault] = unproven(parse_scenario(document))
    assert fault.loc == ("reference", 0, number)
    told = "'2026-06-28' is refused by step 'prices', steps[2].any_of[0].result.travel_date"
    assert fault.message == told


def test_a_rule_that_is_broken_from_the_start_is_told_alone() -> None:
    def misspelt(document: Any) -> None:
        document["forbidden"][0]["state"][0]["where"]["day"]["value"] = "2026-05-20"

    assert calendar(misspelt) == ["forbidden.0: 'school_run' is true of the initial state"]


def test_what_a_solution_changes_beside_its_steps_goes_into_frame_free() -> None:
    def end_forgotten(document: Any) -> None:
        document["frame"]["free"].remove("calendar.entries.entry-2.end")
        document["frame"]["may_change"] = ["calendar.entries.entry-2.end"]

    told = (
        "calendar.move_entry changes calendar.entries.entry-2.end beside what a step asks for; put it into frame.free"
    )
    assert calendar(end_forgotten) == [f"reference.0.1: {told}", f"reference.1.2: {told}"]
