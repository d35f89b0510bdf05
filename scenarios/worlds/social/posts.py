"""What a social state holds, and how a post is written and shown."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict

from scenarios.worlds.dates import Instant


class Tweet(BaseModel):
    """One post; ``id`` is also its key, as text."""

    model_config = ConfigDict(extra="forbid")

    id: int
    username: str
    content: str
    tags: list[str] = []
    mentions: list[str] = []
    posted_at: Instant


class Comment(BaseModel):
    """One comment on a post."""

    model_config = ConfigDict(extra="forbid")

    username: str
    content: str
    posted_at: Instant


class SocialState(BaseModel):
    """What an initial state must hold. ``likes`` maps post ids to users, ``retweets`` users to post ids."""

    model_config = ConfigDict(extra="forbid")

    username: str
    password: str | None = None
    authenticated: bool = True
    users: list[str] = []
    following_list: list[str] = []
    tweets: dict[str, Tweet]
    comments: dict[str, list[Comment]] = {}
    likes: dict[str, list[str]] = {}
    retweets: dict[str, list[int]] = {}
    tweet_counter: int = 0


def marked(words: Iterable[str], mark: str) -> list[str]:
    """Tags or mentions with their mark, each once, however they were said: ``food fest`` as ``#foodfest``."""
    bare = ("".join(word.split()).lstrip(mark) for word in words)
    found: dict[str, str] = {}
    for word in bare:
        found.setdefault(word.casefold(), mark + word)
    return [word for name, word in found.items() if name]


def in_text(content: str, mark: str) -> list[str]:
    """The words of a post that are written with a mark: its tags (``#``) or the people whom it mentions (``@``)."""
    return re.findall(rf"(?<!\w){re.escape(mark)}(?=\w*[^\W\d])(\w+)", content)


def has_tag(tweet: dict[str, Any], wanted: str) -> bool:
    """Whether a post carries a tag, said with or without its mark."""
    name = "".join(wanted.split()).lstrip("#").casefold()
    return bool(name) and any(tag.lstrip("#").casefold() == name for tag in tweet.get("tags", []))
