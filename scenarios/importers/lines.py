"""The lines of BFCL's multi-turn files as they are written, and faults that name file, line and what would be right."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

Line = TypeVar("Line", bound=BaseModel)

FORMS = {
    "question": "a list of turns, each a list of {role, content}",
    "initial_config": "an object of one object per class",
    "involved_classes": "a list of class names",
    "excluded_function": "a list of function names",
    "missed_function": "an object of turn indexes, each with a list of function names",
    "ground_truth": "a list of turns, each a list of calls as text",
}
COMPLAINTS = {
    "missing": "is missing",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
}
LONGEST_SHOWN = 60

Config = Annotated[dict[str, Any], BeforeValidator(lambda value: {} if value is None else value)]
Configs = Annotated[dict[str, Config], BeforeValidator(lambda value: {} if value is None else value)]
Names = Annotated[list[str], BeforeValidator(lambda value: [] if value is None else value)]
HeldBack = Annotated[dict[str, Names], BeforeValidator(lambda value: {} if value is None else value)]


@dataclass(frozen=True, slots=True, order=True)
class ImportFault:
    """One thing that is wrong. ``line`` counts from 1."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """``file:line: message``."""
        return f"{self.file}:{self.line}: {self.message}"


class Said(BaseModel):
    """One message of a turn."""

    role: str
    content: str


class EntryLine(BaseModel):
    """A line of the file of entries; fields that we do not use are let through, and null stands for none."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(min_length=1)
    question: list[list[Said]]
    initial_config: Configs
    involved_classes: list[str] = Field(min_length=1)
    excluded_function: Names = []
    missed_function: HeldBack = {}


class AnswerLine(BaseModel):
    """A line of the file of answers."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(min_length=1)
    ground_truth: list[list[str]]


def read_lines(path: Path, faults: list[ImportFault]) -> list[tuple[int, Any]]:
    """The JSON values of a file with their lines. Raises OSError when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        faults.append(ImportFault(str(path), 1, f"the file is no UTF-8 text: {fault.reason} at byte {fault.start}"))
        return []
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        faults.append(ImportFault(str(path), 1, "the file is empty; each line holds one JSON object"))
    elif len(lines) > 1 and _is_json(text):
        message = "the file is one JSON value; each line holds one JSON object, as `jq -c '.[]'` would write a list"
        faults.append(ImportFault(str(path), 1, message))
        return []
    return list(_values(path, lines, faults))


def fit(model: type[Line], content: Any, *, path: Path, line: int, faults: list[ImportFault]) -> Line | None:
    """A line's content as a model; None where it does not fit, with a fault for each field."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults += [ImportFault(str(path), line, _complaint(part)) for part in error.errors()]
        return None


def _values(path: Path, lines: list[tuple[int, str]], faults: list[ImportFault]) -> Iterator[tuple[int, Any]]:
    for number, line in lines:
        try:
            value = json.loads(line)
            json.dumps(value, ensure_ascii=False).encode()
        except json.JSONDecodeError as fault:
            message = f"no JSON: {fault.msg} at column {fault.colno}; each line holds one JSON object"
            faults.append(ImportFault(str(path), number, message))
        except UnicodeEncodeError:
            message = "a text has half of a surrogate pair (\\ud800 to \\udfff), which is no character"
            faults.append(ImportFault(str(path), number, message))
        except (RecursionError, ValueError) as fault:
            faults.append(ImportFault(str(path), number, f"no JSON: {fault}; each line holds one JSON object"))
        else:
            yield number, value


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (RecursionError, ValueError):
        return False
    return True


def _complaint(part: ErrorDetails) -> str:
    where = ".".join(map(str, part["loc"])) or "the line"
    complaint = COMPLAINTS.get(part["type"])
    if complaint is None:
        return f"{where}: {part['msg']}"
    shown = json.dumps(part["input"], ensure_ascii=False)
    if len(shown) > LONGEST_SHOWN:
        shown = shown[:LONGEST_SHOWN] + "…"
    found = f", not {shown}" if part["type"].endswith("_type") else ""
    field = str(part["loc"][0]) if part["loc"] else ""
    hint = f"; {field} is {FORMS[field]}" if field in FORMS else ""
    return f"{where} {complaint}{found}{hint}"
