"""How requests travel: the token, patience with a crowded service, both kinds of lists, one lane for money."""

import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, Field, SecretStr, TypeAdapter, ValidationError

from server.integrations.prolific.errors import (
    BadAnswerError,
    CrowdedError,
    NotThereError,
    UnreachableError,
    refusal,
)

REAL_URL = "https://api.prolific.com"
API = "/api/v1"
PAGE_SIZE = 100
TIMEOUT_S = 30.0

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a crowded service is asked again, and after how long: doubled each time, with full jitter."""

    tries: int = 6
    first_s: float = 0.5
    longest_s: float = 30.0
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def wait(self, tried: int) -> None:
        """Wait before the next try; ``tried`` counts from 1."""
        self.sleep(self.chance() * min(self.longest_s, self.first_s * 2**tried))


def connect(token: SecretStr, url: str = REAL_URL) -> httpx.Client:
    """A connection to Prolific, or by another address to whatever speaks as it does."""
    headers = {"Authorization": f"Token {token.get_secret_value()}", "User-Agent": "Parley"}
    return httpx.Client(base_url=url, headers=headers, timeout=TIMEOUT_S, follow_redirects=False)


class Transport:
    """Sends requests to one Prolific. Safe to use from many threads; requests for money go one at a time."""

    def __init__(self, http: httpx.Client, patience: Patience | None = None) -> None:
        self._http = http
        self._patience = patience or Patience()
        self._lane = threading.Lock()

    def ask(
        self,
        method: str,
        path: str,
        *,
        json: Mapping[str, Any] | None = None,
        params: Mapping[str, Any] | None = None,
        money: bool = False,
        repeatable: bool | None = None,
    ) -> httpx.Response:
        """One request. Crowding is waited out; after silence only what is ``repeatable`` (else: GET) is sent again.

        Raises ProlificRefusedError for a refusal, UnreachableError when no answer came.
        """
        may_repeat = method == "GET" if repeatable is None else repeatable
        lane: AbstractContextManager[Any] = self._lane if money else nullcontext()
        with lane:
            for tried in range(1, self._patience.tries):
                try:
                    return self._once(method, path, json=json, params=params)
                except CrowdedError:
                    self._patience.wait(tried)
                except UnreachableError:
                    if not may_repeat:
                        raise
                    self._patience.wait(tried)
            return self._once(method, path, json=json, params=params)

    def ask_for(self, model: type[M], method: str, path: str, **request: Any) -> M:
        """One request whose answer is an object of this model. Raises BadAnswerError where it is not."""
        return read(model, self.ask(method, path, **request))

    def by_offset(self, model: type[M], path: str, **params: Any) -> Iterator[M]:
        """Every item of a list that is asked for by ``limit`` and ``offset``."""
        offset, more = 0, True
        while more:
            items, more = self._page(model, path, {**params, "limit": PAGE_SIZE, "offset": offset}, first=offset == 0)
            yield from items
            offset += len(items)

    def by_page(self, model: type[M], path: str, **params: Any) -> Iterator[M]:
        """Every item of a list that is asked for by ``page``, from 1, and ``page_size``."""
        page, more = 1, True
        while more:
            items, more = self._page(model, path, {**params, "page": page, "page_size": PAGE_SIZE}, first=page == 1)
            yield from items
            page += 1

    def _page(self, model: type[M], path: str, params: Mapping[str, Any], *, first: bool) -> tuple[list[M], bool]:
        """One page and whether another follows. A page behind the last, which Prolific does not have, is empty."""
        try:
            page = self.ask_for(_Page, "GET", path, params=params)
        except NotThereError:
            if first:
                raise
            return [], False
        try:
            items = TypeAdapter(list[model]).validate_python(page.results)  # type: ignore[valid-type]
        except ValidationError as error:
            raise _unreadable(path, error) from error
        return items, bool(items) and page.has_next

    def _once(
        self, method: str, path: str, *, json: Mapping[str, Any] | None, params: Mapping[str, Any] | None
    ) -> httpx.Response:
        try:
            response = self._http.request(method, f"{API}{path}", json=json, params=params)
        except httpx.TransportError as error:
            raise UnreachableError(f"{method} {path}: {type(error).__name__}") from error
        if response.is_success:
            return response
        if response.is_server_error:
            raise UnreachableError(f"{method} {path}: {refusal(response)}")
        raise refusal(response)


def read(model: type[M], response: httpx.Response) -> M:
    """An answer as an object of this model. Raises BadAnswerError where it is none; its values are not repeated."""
    try:
        return model.model_validate_json(response.content)
    except ValidationError as error:
        raise _unreadable(response.request.url.path, error) from error


def _unreadable(path: str, error: ValidationError) -> BadAnswerError:
    faults = "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'answer'}: {fault['msg']}" for fault in error.errors())
    return BadAnswerError(f"{path}: {faults}")


class _Page(BaseModel):
    """A list's envelope. Its links decide whether it goes on."""

    results: list[Any]
    links: dict[str, Any] = Field({}, alias="_links")

    @property
    def has_next(self) -> bool:
        following = self.links.get("next")
        return bool(following.get("href") if isinstance(following, dict) else following)
