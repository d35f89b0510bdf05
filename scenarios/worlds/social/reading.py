"""The tools that read posts by voice: timeline, search, people."""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.forms.words import canonical
from scenarios.worlds.base import LooseEnd, ToolError, World, tool
from scenarios.worlds.lookup import listed, plain
from scenarios.worlds.reading import find_one
from scenarios.worlds.schema import parameters, text, whole
from scenarios.worlds.social.links import loose_ends
from scenarios.worlds.social.posts import SocialState, has_tag

TWEET_ID = {"tweet_id": whole("The tweet's id.")}
USERNAME = {"username": text("The user's name.")}


class SocialReading(World):
    """State: see ``SocialState``. One account acts; it is logged in unless the state says otherwise."""

    domain = "social"
    state_model = SocialState
    bookkeeping = ("tweet_counter",)

    @classmethod
    def spoken_names(cls, state: Mapping[str, Any]) -> list[str]:
        people = [state["username"], *state.get("users", []), *state.get("following_list", [])]
        return list(dict.fromkeys([*people, *(tweet["username"] for tweet in state["tweets"].values())]))

    @classmethod
    def loose_ends(cls, state: Mapping[str, Any]) -> Iterator[LooseEnd]:
        return loose_ends(state)

    @tool(
        "Log in.",
        parameters({**USERNAME, "password": text("The password, if the user gives one.")}, optional=("password",)),
    )
    def authenticate_twitter(self, username: str, password: str | None = None) -> dict[str, bool]:
        own = self.state.get("password")
        if plain(username) != plain(self.state["username"]):
            raise ToolError(f"this session belongs to another user than {username!r}")
        if password is not None and own is not None and plain(password) != plain(own):
            raise ToolError("the password does not fit; the session can also be opened with the user name alone")
        self.state["authenticated"] = True
        return {"authentication_status": True}

    @tool("Tell whether the user is logged in.", parameters())
    def posting_get_login_status(self) -> dict[str, bool]:
        return {"login_status": bool(self.state.get("authenticated", True))}

    @tool("Show the latest tweets of the users that you follow, newest first.", parameters())
    def get_timeline(self) -> dict[str, list[dict[str, Any]]]:
        self.me()
        followed = self.state.get("following_list", [])
        return {"tweets": [shown for shown in reversed(self._shown_all()) if shown["username"] in followed]}

    @tool("Show one tweet.", parameters(TWEET_ID))
    def get_tweet(self, tweet_id: int) -> dict[str, Any]:
        return self.shown(self.tweet(tweet_id))

    @tool("Show all tweets of a user, oldest first.", parameters(USERNAME))
    def get_user_tweets(self, username: str) -> dict[str, Any]:
        author = self.person(username)
        return {
            "username": author,
            "user_tweets": [shown for shown in self._shown_all() if shown["username"] == author],
        }

    @tool(
        "Find tweets that contain a word or phrase, or carry a tag.",
        parameters({"keyword": text("The word, the phrase or the tag; case does not matter.")}),
    )
    def search_tweets(self, keyword: str) -> dict[str, list[dict[str, Any]]]:
        wanted = canonical(keyword)
        found = [t for t in self.state["tweets"].values() if wanted in canonical(t["content"]) or has_tag(t, wanted)]
        return {"matching_tweets": [self.shown(tweet) for tweet in found]}

    @tool("Show the comments on a tweet.", parameters(TWEET_ID))
    def get_tweet_comments(self, tweet_id: int) -> dict[str, list[dict[str, str]]]:
        self.tweet(tweet_id)
        return {"comments": self.state.get("comments", {}).get(str(tweet_id), [])}

    @tool("Count a user's tweets and retweets; for yourself also the users that you follow.", parameters(USERNAME))
    def get_user_stats(self, username: str) -> dict[str, Any]:
        person = self.person(username)
        own = {"following_count": len(self.state.get("following_list", []))} if person == self.state["username"] else {}
        return {
            "username": person,
            "tweet_count": sum(tweet["username"] == person for tweet in self.state["tweets"].values()),
            **own,
            "retweet_count": len(self.state.get("retweets", {}).get(person, [])),
        }

    @tool("List the users that you follow.", parameters())
    def list_all_following(self) -> dict[str, list[str]]:
        self.me()
        return {"following_list": self.state.get("following_list", [])}

    def me(self) -> str:
        """The account that acts. Raises ToolError when it is not logged in."""
        if not self.state.get("authenticated", True):
            raise ToolError("nobody is logged in; log in with authenticate_twitter first")
        username: str = self.state["username"]
        return username

    def tweet(self, tweet_id: int) -> dict[str, Any]:
        """A post by its id. Raises ToolError."""
        tweets: dict[str, dict[str, Any]] = self.state["tweets"]
        if str(tweet_id) not in tweets:
            raise ToolError(
                f"there is no tweet {tweet_id}; search_tweets finds tweets by their words; ids: {listed(tweets)}"
            )
        return tweets[str(tweet_id)]

    def person(self, name: str) -> str:
        """The user name that is meant. Raises ToolError."""
        people = self.spoken_names(self.state)
        return find_one(name, {person: person for person in people}, kind="user")

    def shown(self, tweet: dict[str, Any]) -> dict[str, Any]:
        """A post with what others made of it."""
        key = str(tweet["id"])
        likes = self.state.get("likes", {}).get(key, [])
        return {
            **tweet,
            "likes": len(likes),
            "liked_by_you": self.state["username"] in likes,
            "comments": len(self.state.get("comments", {}).get(key, [])),
        }

    def _shown_all(self) -> list[dict[str, Any]]:
        by_time = sorted(self.state["tweets"].values(), key=lambda tweet: (tweet["posted_at"], tweet["id"]))
        return [self.shown(tweet) for tweet in by_time]
