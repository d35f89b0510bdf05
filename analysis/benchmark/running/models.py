"""The seam to models under evaluation: one awaitable function from a request to an answer, with a name and a version.

``analysis`` knows no model registry. A model comes from a Python function (``module:function``), from an
OpenAI-compatible URL, or from a ``Connector`` that whoever composes the packages hands to the command: a function from
a name to a ``BenchmarkModel``. The command takes it from its context's object, so ``parley.py`` needs one line,
``hands="<module>:<connector>"``, to offer the registry's models here.
"""

import asyncio
import importlib
import inspect
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from analysis.benchmark.items import Answer, Request, digest, file_hash


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


Connector = Callable[[str], BenchmarkModel]


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
