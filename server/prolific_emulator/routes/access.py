"""What every route stands on: the world, a token, lists in Prolific's two ways."""

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar, cast

from fastapi import Body, Depends, Header, Request

from server.prolific_emulator.refusals import RefusalError
from server.prolific_emulator.world import World

T = TypeVar("T")


async def get_world(request: Request) -> World:
    """The world that this emulator plays."""
    return cast("World", request.app.state.world)


async def require_token(request: Request, authorization: Annotated[str, Header()] = "") -> None:
    """Only with the emulator's token, as ``Token <token>``."""
    if authorization != f"Token {request.app.state.token}":
        raise RefusalError(401, "Authentication credentials were not provided.")


WorldOf = Annotated[World, Depends(get_world)]
Sent = Annotated[dict[str, Any], Body()]


def find(things: dict[str, T], thing_id: str) -> T:
    """One of them by its id. Raises RefusalError."""
    if (found := things.get(thing_id)) is None:
        raise RefusalError(404, "Not found.")
    return found


def paged(items: Sequence[Any], request: Request) -> dict[str, Any]:
    """The page that ``limit`` and ``offset``, or ``page`` and ``page_size``, ask for. Raises RefusalError behind it."""
    query = request.query_params
    by_page = "page" in query or "page_size" in query
    size = int(query.get("page_size" if by_page else "limit", 20))
    start = (int(query.get("page", 1)) - 1) * size if by_page else int(query.get("offset", 0))
    if start and start >= len(items):
        raise RefusalError(404, "Invalid page.")
    name, following = ("page", start // size + 2) if by_page else ("offset", start + size)
    more = start + size < len(items)
    link = str(request.url.include_query_params(**{name: following})) if more else None
    return {
        "results": list(items[start : start + size]),
        "_links": {"self": {"href": str(request.url)}, "next": {"href": link}},
        "meta": {"count": len(items)},
    }
