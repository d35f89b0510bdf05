"""The seam to models under evaluation: one awaitable function from a request to an answer, with a name and a version.

``analysis`` knows no model registry. A model comes from a Python function (``module:function``), from an
OpenAI-compatible URL, or from a ``Connector`` that is handed to the command as its context's object. A connector deals
in plain data (``PlainModel``), so a package that may not import this one can offer its models: one line in
``parley.py``, ``hands="<module>:<connector>"``, and they can be named here.
"""

import asyncio
import importlib
import inspect
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from analysis.benchmark.items import Answer, Request, ToolCall, Usage, digest, file_hash, mock_result

ANSWER_FIELDS = {"text", "audio", "calls", "latency_s", "input_tokens", "output_tokens", "model_reported"}


class UnknownModelError(ValueError):
    """No model answers to this name here; the message says what can be named."""


class Answerer(Protocol):
    """Answers one request. Whatever it raises is the item's error, with its words as the reason."""

    def __call__(self, request: Request, /) -> Awaitable[Answer]:
        """The answer; a sound in it is a file that stays where it is until the answer is kept."""


@dataclass(frozen=True, slots=True)
class BenchmarkModel:
    """A model under evaluation. ``settings`` is all that can change its answers: another setting, another model."""

    name: str
    version: str
    answer: Answerer
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def identity(self) -> str:
        """Name and fingerprint: what its answers are kept under."""
        fingerprint = digest({"name": self.name, "version": self.version, "settings": self.settings})[:10]
        return f"{''.join(sign if sign.isalnum() or sign in '.-' else '-' for sign in self.name)}-{fingerprint}"


class PlainModel(Protocol):
    """A model in plain data, for packages that do not know this one's types.

    ``answer`` gets ``text``, ``audio`` (paths), ``tools``, ``calls`` (made so far: name, arguments, result) and
    ``wants_audio``. It gives any of ``text``, ``audio`` (a path), ``calls`` (name, arguments), ``latency_s``,
    ``input_tokens``, ``output_tokens`` and ``model_reported``.
    """

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def version(self) -> str:
        """Which one of that name it is."""

    @property
    def settings(self) -> Mapping[str, Any]:
        """All that can change its answers."""

    async def answer(self, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        """The answer; what it raises is the item's error."""


class Connector(Protocol):
    """Finds a model by its name."""

    def __call__(self, *, name: str) -> PlainModel:
        """The model; raises ValueError where there is none of this name."""


def from_function(path: str, *, name: str | None = None) -> BenchmarkModel:
    """The model behind ``module:function``; the function may be async or not, and runs in a thread if it is not.

    Its version is its ``version`` attribute, else the hash of its module's file.

    Raises:
        UnknownModelError: there is no such module or function.
    """
    module_name, _, function_name = path.partition(":")
    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    try:
        function = getattr(importlib.import_module(module_name), function_name)
    except (ImportError, AttributeError) as error:
        raise UnknownModelError(f"no model '{path}': {error}") from error
    source = inspect.getsourcefile(function)
    version = getattr(function, "version", None) or (file_hash(Path(source))[:12] if source else "unknown")
    return BenchmarkModel(name or path, str(version), _awaited(function))


def _awaited(function: Callable[[Request], Any]) -> Answerer:
    if inspect.iscoroutinefunction(function):
        return function

    async def answer(request: Request) -> Answer:
        given: Answer = await asyncio.to_thread(function, request)
        return given

    return answer


def from_plain(plain: PlainModel, *, name: str | None = None) -> BenchmarkModel:
    """The model that a connector found."""

    async def answer(request: Request) -> Answer:
        given = await plain.answer(_asked(request))
        unknown = set(given) - ANSWER_FIELDS
        if unknown:
            raise ValueError(f"unknown in an answer: {', '.join(sorted(unknown))}")
        sound = given.get("audio")
        return Answer(
            text=str(given.get("text") or ""),
            audio=Path(sound) if sound else None,
            calls=tuple(ToolCall(call["name"], call.get("arguments") or {}) for call in given.get("calls") or ()),
            latency_s=given.get("latency_s"),
            usage=Usage(given.get("input_tokens"), given.get("output_tokens")),
            model_reported=given.get("model_reported"),
        )

    return BenchmarkModel(name or plain.name, plain.version, answer, dict(plain.settings))


def _asked(request: Request) -> dict[str, Any]:
    return {
        "text": request.item.text,
        "audio": [str(path) for path in request.item.audio],
        "tools": [dict(tool) for tool in request.item.tools],
        "calls": [
            {"name": call.name, "arguments": dict(call.arguments), "result": mock_result(call)}
            for call in request.calls
        ],
        "wants_audio": request.wants_audio,
    }
