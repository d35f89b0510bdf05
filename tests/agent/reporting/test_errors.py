from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from agent.reporting.errors import PlainError, describe, render
from agent.reporting.study_server import ServerRefusedError
from scenarios.events import parse_event

SPOKEN = "my secret is the colour blue"


class Shape(BaseModel):
    text: int


def invalid() -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        Shape.model_validate({"text": SPOKEN})
    assert SPOKEN in str(caught.value)
    return caught.value


def raised(error: BaseException) -> Any:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_a_validation_error_names_places_and_kinds_alone() -> None:
    assert describe(invalid()) == "Shape: text int_parsing"
    with pytest.raises(ValidationError) as caught:
        parse_event(f'{{"type": "{SPOKEN}"}}')
    assert SPOKEN not in describe(caught.value)


def test_our_own_words_are_kept() -> None:
    assert describe(PlainError("status 503")) == "PlainError: status 503"
    assert describe(ServerRefusedError(422, SPOKEN, "invalid")) == "ServerRefusedError: 422 invalid"


def test_the_system_says_why() -> None:
    assert describe(OSError(28, "No space left on device")) == "OSError: No space left on device"


def test_any_other_error_is_its_kind_and_place() -> None:
    words = describe(raised(KeyError(SPOKEN)))
    assert words.startswith("KeyError at ")
    assert "test_errors.py:" in words
    assert describe(KeyError(SPOKEN)) == "KeyError"


def test_a_group_is_its_members() -> None:
    group = ExceptionGroup(SPOKEN, [PlainError("a"), ValueError(SPOKEN)])
    assert describe(group) == "ExceptionGroup: PlainError: a; ValueError"


def test_a_traceback_shows_where_and_what_led_to_it_without_the_words() -> None:
    def fail() -> None:
        try:
            int(SPOKEN)
        except ValueError as cause:
            raise RuntimeError(SPOKEN) from cause

    with pytest.raises(RuntimeError) as caught:
        fail()
    text = render(caught.value)
    assert SPOKEN not in text
    assert text.index("ValueError at") < text.index("RuntimeError at")
    assert text.count("Traceback") == 2
    assert "in fail" in text
