"""The API's description: stable, and with names that a generated client can wear."""

import json
import re

from server.openapi import document


def operations() -> dict[str, str]:
    paths = json.loads(document())["paths"]
    return {
        operation["operationId"]: f"{method} {path}"
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


def test_same_code_same_bytes() -> None:
    assert document() == document()


def test_operations_have_short_names() -> None:
    names = operations()
    assert len(names) == 23
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in names)
    assert names["enter"] == "post /api/participant/entry"
    assert names["answer_consent"] == "post /api/participant/consent"


def test_every_refusal_is_described_as_a_problem() -> None:
    paths = json.loads(document())["paths"]
    for methods in paths.values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert response["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_participants_schemas_have_no_word_for_a_model() -> None:
    schemas = json.loads(document())["components"]["schemas"]
    participants = [name for name in schemas if name.endswith("Stage") or name in ("EntryView", "SubmissionView")]
    assert len(participants) >= 8
    for name in participants:
        assert not [field for field in schemas[name]["properties"] if "model" in field]
