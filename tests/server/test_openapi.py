"""The API's description: stable, and with names that a generated client can wear."""

import json
import re
from typing import Any

import pytest

from server.openapi import document


@pytest.fixture(scope="module")
def api() -> dict[str, Any]:
    """The description, read back."""
    described: dict[str, Any] = json.loads(document())
    return described


def operations(api: dict[str, Any]) -> dict[str, str]:
    return {
        operation["operationId"]: f"{method} {path}"
        for path, methods in api["paths"].items()
        for method, operation in methods.items()
    }


def test_same_code_same_bytes() -> None:
    assert document() == document()


def test_operations_have_short_names(api: dict[str, Any]) -> None:
    names = operations(api)
    assert len(names) == 24
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)
    assert names["enter"] == "post /api/participant/entry"
    assert names["answer_consent"] == "post /api/participant/consent"


def test_every_refusal_is_described_as_a_problem(api: dict[str, Any]) -> None:
    for methods in api["paths"].values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert response["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_participants_schemas_have_no_word_for_a_model(api: dict[str, Any]) -> None:
    schemas = api["components"]["schemas"]
    participants = [name for name in schemas if name.endswith("Stage") or name in ("EntryView", "SubmissionView")]
    assert len(participants) >= 8
    for name in participants:
        assert not [field for field in schemas[name]["properties"] if "model" in field]
