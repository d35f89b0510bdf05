import math
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from scenarios.events import EVENT, Event, EventBase, ModelUsed, parse_event, to_line
from server.schemas.agent import EventBatch

TYPES: tuple[type[EventBase], ...] = get_args(get_args(Event)[0])
NOW = datetime(2026, 6, 14, 12, 0, tzinfo=UTC)


def takes_none(kind: type[EventBase], name: str) -> bool:
    """Whether a field may hold nothing."""
    annotation = kind.model_fields[name].annotation
    return annotation is Any or type(None) in get_args(annotation)


@st.composite
def events_with_nothing(draw: st.DrawFn) -> Event:
    """Any event whose fields that may be None are None."""
    kind = draw(st.sampled_from(TYPES))
    nothing: dict[str, Any] = {name: st.none() for name in kind.model_fields if takes_none(kind, name)}
    finite = st.floats(allow_nan=False, allow_infinity=False)
    plain: dict[str, Any] = {"at": st.just(NOW), "offset_s": finite}
    if "arguments" in kind.model_fields:
        plain["arguments"] = st.dictionaries(st.text(), st.none() | st.text())
    for name in ("talked_s", "started_s", "ended_s", "ms"):
        if name in kind.model_fields and name not in nothing:
            plain[name] = finite
    return draw(st.builds(kind, **nothing, **plain))  # type: ignore[return-value]


@given(events_with_nothing())
@settings(max_examples=60)
def test_an_event_survives_the_log_and_the_way_to_the_server(event: Event) -> None:
    assert parse_event(to_line(event)) == event
    posted = {"job_id": "job", "attempt": 1, "events": [event.model_dump(mode="json", exclude_none=True)]}
    assert EventBatch.model_validate(posted).events == [event]


@pytest.mark.parametrize("count", [math.nan, math.inf, -math.inf])
def test_a_count_that_is_no_number_is_refused_before_it_is_written_as_null(count: float) -> None:
    with pytest.raises(ValidationError):
        ModelUsed(attempt=1, seq=1, at=NOW, offset_s=0, turn=1, model="m", model_reported="m", usage={"tokens": count})


def test_every_event_is_covered() -> None:
    assert {kind.model_fields["type"].default for kind in TYPES} == set(EVENT.json_schema()["discriminator"]["mapping"])
