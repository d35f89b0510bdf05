"""Whom and what a social state refers to: its users, where it lists them, and its posts."""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.worlds.base import LooseEnd
from scenarios.worlds.links import unknown

Place = tuple[str | int, ...]


def loose_ends(state: Mapping[str, Any]) -> Iterator[LooseEnd]:
    """Names that no user has, and ids that no post has. Without a list of users, those who post are the users."""
    posts = list(state["tweets"])
    users = [state["username"], *state.get("users", ())]
    if not state.get("users"):
        users += [*state.get("following_list", ()), *(post["username"] for post in state["tweets"].values())]
    for place, name in _named(state):
        yield from unknown(place, name, users, "user")
    for place, post in _posts_meant(state):
        yield from unknown(place, post, posts, "post's id")
    for key, post in state["tweets"].items():
        if str(post["id"]) != key:
            yield ("tweets", key, "id"), f"must be {key}, as its key is, not {post['id']}"


def _named(state: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Every user that is named, with the place."""
    for number, name in enumerate(state.get("following_list", ())):
        yield ("following_list", number), name
    for key, post in state["tweets"].items():
        yield ("tweets", key, "username"), post["username"]
        for number, name in enumerate(post.get("mentions", ())):
            yield ("tweets", key, "mentions", number), name.removeprefix("@")
    for key, comments in state.get("comments", {}).items():
        for number, comment in enumerate(comments):
            yield ("comments", key, number, "username"), comment["username"]
    for key, names in state.get("likes", {}).items():
        for number, name in enumerate(names):
            yield ("likes", key, number), name
    for name in state.get("retweets", {}):
        yield ("retweets", name), name


def _posts_meant(state: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Every id of a post that something belongs to, with the place."""
    for part in ("comments", "likes"):
        for key in state.get(part, {}):
            yield (part, key), key
    for name, numbers in state.get("retweets", {}).items():
        for place, number in enumerate(numbers):
            yield ("retweets", name, place), str(number)
