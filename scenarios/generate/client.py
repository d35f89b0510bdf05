"""What the pipeline needs from a language model. Who talks to one over the network lives elsewhere and fits this."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Message = Mapping[str, str]


class Answer(Protocol):
    """One completion. ``text`` is None where the model refused; ``cut`` tells that it ran out of tokens."""

    @property
    def text(self) -> str | None: ...
    @property
    def refusal(self) -> str | None: ...
    @property
    def cut(self) -> bool: ...
    @property
    def input_tokens(self) -> int: ...
    @property
    def cached_tokens(self) -> int: ...
    @property
    def output_tokens(self) -> int: ...


class ChatClient(Protocol):
    """A chat model that answers in a given JSON Schema."""

    async def ask(self, *, model: str, messages: Sequence[Message], name: str, schema: Mapping[str, Any]) -> Answer:
        """One answer.

        Raises ConnectionError when the model cannot answer for now, and PermissionError when asking again would be
        of no use: a wrong key, no credit, an unknown model, a request that the endpoint does not take.
        """
        ...

    async def aclose(self) -> None:
        """Close the connections."""
        ...


class Connect(Protocol):
    """Opens a client; without ``base_url`` to the provider's own endpoint. Raises LookupError with what is missing."""

    def __call__(self, *, base_url: str | None) -> ChatClient: ...
