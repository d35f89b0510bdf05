import re
from typing import Any

import pytest

from scenarios.generate.drafts import Draft
from scenarios.generate.making import DraftError, scenario_id_of, scenario_of
from scenarios.generate.records import Record, Said
from tests.scenarios.generate.conversations import draft

RECORD = Record(
    "r/1 x", (Said("user", "Tell me how people carve small wooden birds for the garden."),), "English", False, False
)


def made(**changes: Any) -> Any:
    return scenario_of(Draft.model_validate(draft("kayaks", **changes)), RECORD)


def test_a_draft_becomes_a_scenario() -> None:
    scenario = made(title="  All\nabout kayaks. ")
    assert (scenario.id, scenario.title, scenario.topic) == (scenario_id_of(RECORD), "All about kayaks", "hobbies")
    assert re.fullmatch(r"goal-r[0-9a-f]{10}", scenario.id)
    assert len(scenario.card.goals) == 3
    assert scenario.card.note
    assert scenario.instructions.endswith("Keep your answers short enough for a conversation.")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"goals": ["Say hello.", "Say goodbye."]}, "three to five goals, not 2"),
        ({"title": "Hm"}, "title: must have at least 3 characters, not 'Hm'"),
        ({"situation": "You are here."}, "1 sentences; two or three are right"),
        (
            {"situation": "You like birds. You ask how people carve small wooden birds for the garden."},
            "'how people carve small wooden birds for the' is copied from the record",
        ),
        (
            {"assistant_prompt": "Tell them how people carve small wooden birds for the garden."},
            "is copied from the record",
        ),
    ],
)
def test_a_draft_that_is_none_says_why(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(DraftError) as error:
        made(**changes)
    assert message in str(error.value)
