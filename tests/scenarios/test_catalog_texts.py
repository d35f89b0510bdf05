"""The catalogue's texts as people dictate them: right wordings count, contradictions and half answers do not."""

from pathlib import Path
from typing import Any

import pytest

from scenarios.documents import read_document
from scenarios.reference import play
from scenarios.rules import ReferenceCall
from tests.scenarios.plays import TOOL_SCENARIOS, succeeds

TABLE: dict[str, list[dict[str, Any]]] = read_document(
    Path(__file__).with_name("catalog_texts.yaml").read_text(encoding="utf-8")
).content
TRIED: dict[str, dict[str, list[dict[str, Any]]]] = read_document(
    Path(__file__).with_name("catalog_texts_tried.yaml").read_text(encoding="utf-8")
).content
ERRORS = {  # false rejects and false accepts, as docs/verifier.md reports them
    "worked_out_on": (0, 0),
    "held_out": (0, 0),
    "written_later": (1, 1),
    "written_last": (1, 2),
    "written_for_5": (1, 21),
}
WRITTEN = {
    "calendar.add_entry": "title",
    "calendar.change_entry": "place",
    "travel.contact_customer_support": "message",
    "social.post_tweet": "content",
    "social.comment": "comment_content",
    "messaging.send_message": "message",
    "filesystem.echo": "content",
}


@pytest.mark.parametrize("scenario_id", TABLE)
def test_texts_count_when_they_say_what_the_card_asks_for(scenario_id: str) -> None:
    judged = {
        (wanted, said): succeeds(play(TOOL_SCENARIOS[scenario_id], _saying(scenario_id, row["for"], said)))
        for row in TABLE[scenario_id]
        for wanted in ("right", "wrong")
        for said in row[wanted]
    }
    assert [f"{wanted}: {said}" for (wanted, said), passed in judged.items() if passed is not (wanted == "right")] == []


@pytest.mark.parametrize("group", ERRORS)
def test_texts_that_were_tried_are_graded_as_reported(group: str) -> None:
    judged = [
        (wanted, said, succeeds(play(TOOL_SCENARIOS[scenario_id], _saying(scenario_id, row["for"], said))))
        for scenario_id, rows in TRIED[group].items()
        for row in rows
        for wanted in ("right", "wrong")
        for said in row.get(wanted, ())
    ]
    rejected = [said for wanted, said, passed in judged if wanted == "right" and not passed]
    accepted = [said for wanted, said, passed in judged if wanted == "wrong" and passed]
    assert (len(rejected), len(accepted)) == ERRORS[group], (rejected, accepted)


@pytest.mark.parametrize("scenario_id", TABLE)
def test_each_text_has_three_right_and_three_wrong_wordings(scenario_id: str) -> None:
    assert all(len(row["right"]) >= 3 and len(row["wrong"]) >= 3 for row in TABLE[scenario_id])


def test_no_written_text_of_the_catalogue_is_left_out() -> None:
    written = {
        (scenario.id, str(call.args[WRITTEN[call.tool]]))
        for scenario in TOOL_SCENARIOS.values()
        for call in scenario.reference[0]
        if WRITTEN.get(call.tool) in call.args
    }
    assert written <= {(scenario_id, row["for"]) for scenario_id, rows in TABLE.items() for row in rows}


def _saying(scenario_id: str, text: str, said: str) -> list[ReferenceCall]:
    """The first known solution with another wording wherever it has this text."""
    calls = TOOL_SCENARIOS[scenario_id].reference[0]
    worded = [
        call.model_copy(update={"args": {name: said if value == text else value for name, value in call.args.items()}})
        for call in calls
    ]
    assert worded != list(calls), f"{text!r} is in no call of {scenario_id}"
    return worded
