import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.observers.cleaning import clean
from agent.observers.event_log import read_events
from scenarios.events import Fault, Reply, ToolCalled, ToolReturned
from tests.agent.parts import logged, new_log
from tests.support.virtual_time import run_virtual

HALF = "\ud83d"
TEXT = st.text(st.characters(exclude_categories=()), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3) | st.tuples(inner),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("value", "cleaned"),
    [
        ("plain \u00e9 \U0001f600", "plain \u00e9 \U0001f600"),
        (f"half {HALF}", "half \ufffd"),
        (f"{HALF}\ude00", "\U0001f600"),
        ("a\0b", "a\ufffdb"),
        (math.nan, None),
        ([1.5, -math.inf, {f"k{HALF}": (math.inf, True)}], [1.5, None, {"k\ufffd": (None, True)}]),
    ],
)
def test_what_json_cannot_hold_is_replaced(value: object, cleaned: object) -> None:
    assert clean(value) == cleaned


@given(VALUES)
def test_everything_becomes_valid_json(value: object) -> None:
    json.dumps(clean(value), allow_nan=False, ensure_ascii=False).encode()


def test_the_log_takes_whatever_a_model_or_a_tool_says(tmp_path: Path) -> None:
    async def main() -> None:
        log = new_log(tmp_path)
        log.append(Reply, reply=1, purpose="answer", text=f"Oh{HALF}", heard="Oh\0", interrupted=False)
        log.append(ToolCalled, call_id="c", tool="t", arguments={HALF: [HALF]}, raw=f'{{"a": "{HALF}"}}')
        log.append(ToolReturned, call_id="c", tool="t", ok=True, result={"rate": math.nan, "name": HALF})
        log.append(Fault, where="model", kind="Oops", message=HALF, fatal=False)
        assert [e.seq for e in read_events(log.folder)] == [1, 2, 3, 4]
        [returned] = logged(log, ToolReturned)
        assert returned.result == {"rate": None, "name": "\ufffd"}
        for line in (log.folder / "events.jsonl").read_text().splitlines():
            json.loads(line, parse_constant=pytest.fail)

    run_virtual(main())
