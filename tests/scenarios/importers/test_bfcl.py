"""Entries become scenarios whose own answer reaches everything, and doing nothing nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from scenarios.canonical import copy_json
from scenarios.importers.bfcl import Imported, import_bfcl
from scenarios.proofs import unproven
from scenarios.reference import play
from scenarios.rules import ReferenceCall
from scenarios.scenario import ToolCalling
from tests.contracts.test_bfcl_replay import FOLDER, needs_traces
from tests.scenarios.importers.samples import FILES, FILES_ANSWER, TRIP, TRIP_ANSWER, write


@pytest.fixture
def imported(tmp_path: Path) -> Imported:
    return import_bfcl(*write(tmp_path, [TRIP, FILES], [TRIP_ANSWER, FILES_ANSWER]))


@pytest.fixture
def trip(imported: Imported) -> ToolCalling:
    return imported.scenarios[0]


@pytest.fixture
def files(imported: Imported) -> ToolCalling:
    return imported.scenarios[1]


def varied(scenario: ToolCalling, tool: str, **change: Any) -> list[ReferenceCall]:
    """A scenario's solution with other arguments for the calls of one tool."""
    return [
        call.model_copy(update={"args": call.args | change}) if call.tool == tool else call
        for call in scenario.reference[0]
    ]


def succeeds(scenario: ToolCalling, calls: list[ReferenceCall]) -> bool:
    verification = play(scenario, calls).verification
    assert verification is not None
    return verification.success and verification.progress == 1


def test_nothing_is_wrong_with_the_samples(imported: Imported) -> None:
    assert (imported.faults, imported.n_entries, len(imported.scenarios)) == ([], 2, 2)
    assert [unproven(scenario) for scenario in imported.scenarios] == [[], []]
    assert imported.notes[0].startswith("sample_trip_1: turn 1, call 1: get_flight_cost: there is no flight")
    assert len(imported.notes) == 1


def test_a_scenario_says_what_the_entry_says(trip: ToolCalling) -> None:
    assert (trip.id, trip.domain, trip.mode) == ("sample-trip-1", "travel", "bfcl")
    assert trip.card.tasks == tuple(turn[0]["content"] for turn in TRIP["question"][:2])
    assert list(trip.worlds) == ["travel", "messaging"]
    assert trip.worlds["travel"]["credit_card_list"]["c1"]["balance"] == 2000.0
    assert trip.worlds["messaging"]["user_count"] == 4
    assert "travel.register_credit_card" not in trip.tools
    assert {"travel.book_flight", "messaging.send_message"} <= set(trip.tools)
    assert [step.label for step in trip.steps][-1] == "Request 2: get credit card balance"


def test_moving_between_folders_is_no_step(files: ToolCalling) -> None:
    tools = [step.any_of[0].tool for step in files.steps]
    assert tools == ["filesystem.touch", "filesystem.echo", "social.post_tweet", "filesystem.ls"]
    assert files.reference[0][0].tool == "filesystem.cd"


def test_ids_of_another_run_stand_for_what_a_call_gave(trip: ToolCalling) -> None:
    cancel = next(call for call in trip.reference[0] if call.tool == "travel.cancel_booking")
    assert cancel.args == {"access_token": "tok", "booking_id": {"ref": "booking_id_1"}}


def test_every_call_is_needed(imported: Imported) -> None:
    for scenario in imported.scenarios:
        calls = list(scenario.reference[0])
        assert succeeds(scenario, calls)
        assert not any(succeeds(scenario, calls[:n] + calls[n + 1 :]) for n in range(len(calls)))


def test_doing_nothing_reaches_nothing(imported: Imported) -> None:
    for scenario in imported.scenarios:
        verification = play(scenario, ()).verification
        assert verification is not None
        assert (verification.progress, verification.success) == (0, False)


@pytest.mark.parametrize("text", ["water the ferns", "WATER THE FERNS.", "Water the ferns please"])
def test_free_text_may_be_heard_otherwise(files: ToolCalling, text: str) -> None:
    assert succeeds(files, varied(files, "filesystem.echo", content=text))


def test_tags_may_lose_their_mark(files: ToolCalling) -> None:
    assert succeeds(files, varied(files, "social.post_tweet", tags=["Ferns"]))


@pytest.mark.parametrize("text", ["Do not water the ferns", "Feed the cat", "Water the 7 ferns"])
def test_free_text_keeps_its_meaning(files: ToolCalling, text: str) -> None:
    assert not succeeds(files, varied(files, "filesystem.echo", content=text))


def test_numbers_in_free_text_are_kept(trip: ToolCalling) -> None:
    for day, right in (("June seventh", True), ("June 8", False)):
        message = f"the trip is off until {day}"
        assert succeeds(trip, varied(trip, "messaging.send_message", message=message)) is right


def test_what_nobody_asked_for_is_seen(trip: ToolCalling, files: ToolCalling) -> None:
    again = ReferenceCall(tool="messaging.send_message", args={"receiver_id": "USR003", "message": "Hello"})
    assert not succeeds(trip, [*trip.reference[0], again])
    more = ReferenceCall(tool="filesystem.touch", args={"file_name": "more.txt"})
    undo = ReferenceCall(tool="filesystem.rm", args={"file_name": "more.txt"})
    assert not succeeds(files, [*files.reference[0], more])
    assert not succeeds(files, [*files.reference[0], more, undo])
    look = ReferenceCall(tool="filesystem.pwd")
    assert succeeds(files, [*files.reference[0], look])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ground_truth": [["jump()"]]}, "turn 1, call 1: no class of this entry offers 'jump'; functions: "),
        ({"ground_truth": [["ls(True, 1)"]]}, "turn 1, call 1: ls takes at most 1 arguments"),
        (
            {"ground_truth": [["cat('none.txt')"]]},
            "no call of its answer succeeds, so nothing can be verified; turn 1, call 1: cat: in /home there is no",
        ),
        ({"ground_truth": [[]]}, "no call of its answer succeeds"),
    ],
)
def test_answers_that_do_nothing_are_named(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    found = import_bfcl(*write(tmp_path, [TRIP, FILES], [TRIP_ANSWER, {**FILES_ANSWER, **change}]))
    assert [scenario.id for scenario in found.scenarios] == ["sample-trip-1"]
    assert len(found.faults) == 1
    assert "answers.jsonl:2: sample_files_2: " in str(found.faults[0])
    assert words in str(found.faults[0])


@pytest.mark.parametrize(
    "config",
    [{"root": {"home": "text"}}, {"root": [1]}, {"root": {"home": {"type": "directory", "contents": [1]}}}],
)
def test_configurations_that_do_not_fit_are_named(tmp_path: Path, config: dict[str, Any]) -> None:
    entry = {**FILES, "initial_config": {"GorillaFileSystem": config}}
    found = import_bfcl(*write(tmp_path, [entry], [FILES_ANSWER]))
    assert not found.scenarios
    assert "entries.jsonl:1: sample_files_2: initial_config of GorillaFileSystem does not fit: " in str(found.faults[0])


def test_functions_held_back_are_offered_from_the_start(tmp_path: Path) -> None:
    said = FILES["question"][0]
    entry = {**FILES, "question": [said, [], said], "missed_function": {"1": ["touch", "echo"]}}
    calls = FILES_ANSWER["ground_truth"][0]
    answer = {**FILES_ANSWER, "ground_truth": [[], calls[:3], calls[3:]]}
    found = import_bfcl(*write(tmp_path, [entry], [answer]))
    assert found.faults == []
    assert found.notes == ["sample_files_2: touch, echo: offered from the start, not from a later turn on"]
    (scenario,) = found.scenarios
    assert [step.label for step in scenario.steps] == [
        "Request 1: touch", "Request 1: echo", "Request 2: post tweet", "Request 2: ls"
    ]  # fmt: skip
    assert len(scenario.card.tasks) == 2
    assert unproven(scenario) == []


def test_functions_left_out_are_not_offered(tmp_path: Path) -> None:
    entries = [{**FILES, "excluded_function": ["pwd"]}, {**TRIP, "excluded_function": ["book_flight"]}]
    found = import_bfcl(*write(tmp_path, entries, [FILES_ANSWER, TRIP_ANSWER]))
    (scenario,) = found.scenarios
    assert "filesystem.pwd" not in scenario.tools
    assert "'book_flight' is among the entry's excluded_function" in str(found.faults[0])


def test_scenarios_keep_ids_of_their_own(tmp_path: Path) -> None:
    twin, answer = {**FILES, "id": "sample-files-2"}, {**FILES_ANSWER, "id": "sample-files-2"}
    found = import_bfcl(*write(tmp_path, [FILES, twin], [FILES_ANSWER, answer]))
    assert len(found.scenarios) == 1
    assert "id of 'sample_files_2'; ids differ" in str(found.faults[0])


@needs_traces
def test_the_public_examples_are_imported(tmp_path: Path) -> None:
    examples = [json.loads(line) for line in (FOLDER / "examples.jsonl").read_text("utf-8").splitlines()]
    entries = [
        {**example, "question": [[{"role": "user", "content": " ".join(turn["user"])}] for turn in example["turns"]]}
        for example in examples
    ]
    answers = [
        {"id": example["id"], "ground_truth": [[call["raw"] for call in turn["calls"]] for turn in example["turns"]]}
        for example in examples
    ]
    found = import_bfcl(*write(tmp_path, entries, answers))
    assert found.faults == []
    assert len(found.scenarios) == len(examples)
    for scenario in found.scenarios:
        assert succeeds(scenario, list(scenario.reference[0]))


def test_an_answer_may_pass_what_the_docs_type_otherwise(tmp_path: Path) -> None:
    entry: dict[str, Any] = {
        "id": "sample_ticket_3",
        "question": [[{"role": "user", "content": "Close ticket T-9, it is done."}]],
        "initial_config": {"TicketAPI": {"ticket_queue": [{"id": "T-9", "status": "Open"}]}},
        "involved_classes": ["TicketAPI"],
    }
    answer = {"id": "sample_ticket_3", "ground_truth": [["close_ticket(ticket_id='T-9')"]]}
    imported = import_bfcl(*write(tmp_path, [entry], [answer]))
    assert imported.faults == []
    assert unproven(imported.scenarios[0]) == []


def test_data_that_no_tool_can_work_with_are_said_not_raised(tmp_path: Path) -> None:
    entry = {**TRIP, "initial_config": {"TravelAPI": {"access_token": "tok", "booking_record": 7}}}
    imported = import_bfcl(*write(tmp_path, [entry], [TRIP_ANSWER]))
    assert imported.faults == []
    assert any("cancel_booking" in note for note in imported.notes)


def test_a_text_of_an_entry_is_taken_to_the_letter(tmp_path: Path) -> None:
    asked = copy_json(TRIP)
    asked["question"][0][0]["content"] += "\r\n\u200b"
    found = import_bfcl(*write(tmp_path, [asked], [TRIP_ANSWER]))
    assert (found.faults, len(found.scenarios)) == ([], 1)
