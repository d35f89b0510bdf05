"""What a model is asked and what it answers: the words every loader, metric and model of the benchmark shares."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """One scored unit: what the model reads and hears, and what its answer is held against.

    ``item_id`` is stable: ``benchmark/task/index``, the index being the row's in the published data. ``details`` holds
    what one metric alone needs (a question, IFEval's instructions, a checklist).
    """

    item_id: str
    task: str
    text: str = ""
    audio: tuple[Path, ...] = ()
    references: tuple[str, ...] = ()
    reference_audio: Path | None = None
    tools: tuple[Mapping[str, Any], ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)

    def content_hash(self) -> str:
        """SHA-256 of everything that can change a score: words, sounds (by their bytes), references, details."""
        return digest(
            {
                "task": self.task,
                "asked": _asked(self),
                "references": self.references,
                "reference_audio": file_hash(self.reference_audio) if self.reference_audio else None,
                "details": self.details,
            }
        )


@dataclass(frozen=True, slots=True)
class ToolCall:
    """One call that a model made: the tool's name and its arguments."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a provider reported; None where it said nothing."""

    input_tokens: int | None = None
    output_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What is put to a model: an item (never its references), and which kind of answer counts.

    ``calls`` are the calls that the model has made so far in this item; each was answered by ``mock_result``.
    """

    item: Item
    wants_audio: bool = False
    calls: tuple[ToolCall, ...] = ()

    def content_hash(self) -> str:
        """SHA-256 of what the model would receive: two tasks that ask the same share one answer."""
        return digest({"asked": _asked(self.item), "wants_audio": self.wants_audio})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered. ``latency_s`` is measured by who asked, when the model does not report its own."""

    text: str = ""
    audio: Path | None = None
    calls: tuple[ToolCall, ...] = ()
    latency_s: float | None = None
    usage: Usage = Usage()
    model_reported: str | None = None


def mock_result(call: ToolCall) -> str:
    """What a benchmark's tool answers, as in the published evaluator."""
    return f"MOCK_RESPONSE({call.name})"


def digest(document: Any) -> str:
    """SHA-256 of a document's canonical JSON."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, read once for each state of the file."""
    state = path.stat()
    return _file_hash(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=65536)
def _file_hash(path: Path, _modified_ns: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _asked(item: Item) -> dict[str, Any]:
    return {"text": item.text, "audio": [file_hash(path) for path in item.audio], "tools": item.tools}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no canonical JSON form")
