"""What the two models are told. The texts stand beside this file, so that they can be read and changed as texts."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from scenarios.documents import read_document
from scenarios.generate.client import Message
from scenarios.generate.drafts import Draft
from scenarios.generate.records import Record, Said

EXCERPT_MESSAGES, EXCERPT_CHARACTERS = 6, 700  # of a record, and of each message: enough to see what was wanted

_HERE = Path(__file__).parent


def transform_messages(record: Record) -> list[Message]:
    """Instructions, examples, and the record to be transformed."""
    messages = [{"role": "system", "content": _text("transform.md")}]
    for example in _examples():
        said = [Said(part["role"], part["content"]) for part in example["conversation"]]
        messages.append({"role": "user", "content": _excerpt(said)})
        messages.append({"role": "assistant", "content": json.dumps(example["answer"], ensure_ascii=False)})
    return [*messages, {"role": "user", "content": _excerpt(record.said)}]


def validate_messages(draft: Draft) -> list[Message]:
    """Instructions, and the draft to be checked."""
    written = json.dumps(draft.model_dump(mode="json"), indent=1, ensure_ascii=False)
    return [
        {"role": "system", "content": _text("validate.md")},
        {"role": "user", "content": f"<draft>\n{written}\n</draft>"},
    ]


def again(messages: list[Message], answer: str, fault: str) -> list[Message]:
    """The same question once more, with the answer that could not be used and why."""
    told = f"This answer cannot be used: {fault}. Give the whole answer again."
    return [*messages, {"role": "assistant", "content": answer}, {"role": "user", "content": told}]


def _excerpt(said: tuple[Said, ...] | list[Said]) -> str:
    lines = [f"{part.role}: {_shortened(part.content)}" for part in said[:EXCERPT_MESSAGES]]
    if len(said) > EXCERPT_MESSAGES:
        lines.append(f"({len(said) - EXCERPT_MESSAGES} more messages)")
    return "<record>\n{}\n</record>".format("\n".join(lines))


def _shortened(text: str) -> str:
    return text if len(text) <= EXCERPT_CHARACTERS else f"{text[:EXCERPT_CHARACTERS]} ..."


@cache
def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8").strip()


@cache
def _examples() -> tuple[dict[str, Any], ...]:
    return tuple(read_document(_text("examples.yaml")).content)
