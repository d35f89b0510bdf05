"""Whatever an answer calls, in whatever order: if anything succeeds, the entry becomes a sound scenario."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.importers.bfcl import import_bfcl
from scenarios.proofs import unproven
from tests.scenarios.importers.samples import write
from tests.scenarios.worlds.sound_calls import CALLS, CONFIGS


def written(function: str, arguments: dict[str, Any]) -> str:
    return f"{function}({', '.join(f'{name}={value!r}' for name, value in arguments.items())})"


def answers_of(classes: tuple[str, ...]) -> st.SearchStrategy[list[list[str]]]:
    """Turns of sound calls; repeated ones may fail, undo each other or do nothing."""
    calls = [written(function, passed) for name in classes for function, (passed, _) in CALLS[name].items()]
    return st.lists(st.lists(st.sampled_from(calls), max_size=4), min_size=1, max_size=3)


@settings(max_examples=60)
@given(data=st.data())
def test_any_answer_that_succeeds_somewhere_becomes_a_scenario(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    classes = tuple(data.draw(st.lists(st.sampled_from(list(CALLS)), min_size=1, max_size=2, unique=True)))
    turns = data.draw(answers_of(classes))
    entry = {
        "id": "drawn_1",
        "question": [[{"role": "user", "content": "Do it."}] for _ in turns],
        "initial_config": {name: CONFIGS[name] for name in classes},
        "involved_classes": list(classes),
    }
    found = import_bfcl(*write(tmp_path_factory.mktemp("drawn"), [entry], [{"id": "drawn_1", "ground_truth": turns}]))
    if found.faults:
        assert "no call of its answer succeeds" in found.faults[0].message
        assert not found.scenarios
    else:
        (scenario,) = found.scenarios
        assert unproven(scenario) == []
