"""The posting class of imported entries, by its function docs."""

from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.constants import load, with_defaults
from scenarios.worlds.imported import ImportedWorld, number_key
from scenarios.worlds.lookup import listed
from scenarios.worlds.schema import parameters, several, text, whole

DEFAULTS = load(__file__, "bfcl.json")
TWEET_ID = {"tweet_id": whole("The tweet's id.")}

Tweet = dict[str, Any]


class BfclSocialWorld(ImportedWorld):
    """State: one account with its ``tweets``, ``comments`` and ``retweets``; ids of tweets are keys as text."""

    domain = "social"

    @classmethod
    def from_bfcl(cls, config: dict[str, Any]) -> dict[str, Any]:
        """The state that an imported entry starts in."""
        return with_defaults(DEFAULTS, config)

    @tool("Log in.", parameters({"username": text("The user's name."), "password": text("The user's password.")}))
    def authenticate_twitter(self, username: str, password: str) -> dict[str, bool]:
        fits = username == self.state["username"] and password == self.state["password"]
        if fits:
            self.state["authenticated"] = True
        return {"authentication_status": fits}

    @tool("Tell whether the user is logged in.", parameters())
    def posting_get_login_status(self) -> dict[str, bool]:
        return {"login_status": bool(self.state["authenticated"])}

    @tool(
        "Post a tweet.",
        parameters(
            {
                "content": text("What it says."),
                "tags": several("Its tags, each starting with #.", {"type": "string"}) | {"default": []},
                "mentions": several("The users it mentions, each starting with @.", {"type": "string"})
                | {"default": []},
            },
            optional=("tags", "mentions"),
        ),
    )
    def post_tweet(
        self, content: str, tags: list[str] | None = None, mentions: list[str] | None = None
    ) -> dict[str, Any]:
        self._require_login()
        number = self.state["tweet_counter"]
        tweet = {
            "id": number,
            "username": self.state["username"],
            "content": content,
            "tags": tags or [],
            "mentions": mentions or [],
        }
        self.state["tweets"][str(number)] = tweet
        self.state["tweet_counter"] = number + 1
        return tweet

    @tool("Pass a tweet on to your own followers.", parameters(TWEET_ID))
    def retweet(self, tweet_id: int) -> dict[str, str]:
        self._require_login()
        self._tweet(tweet_id)
        mine: list[int] = self.state["retweets"].setdefault(self.state["username"], [])
        if tweet_id in mine:
            return {"retweet_status": "Already retweeted"}
        mine.append(tweet_id)
        return {"retweet_status": "Successfully retweeted"}

    @tool("Comment on a tweet.", parameters({**TWEET_ID, "comment_content": text("What the comment says.")}))
    def comment(self, tweet_id: int, comment_content: str) -> dict[str, str]:
        self._require_login()
        self._tweet(tweet_id)
        comments = self.state["comments"].setdefault(number_key(tweet_id), [])
        comments.append({"username": self.state["username"], "content": comment_content})
        return {"comment_status": "Comment added successfully"}

    @tool(
        "Add mentions of users to a tweet.",
        parameters({**TWEET_ID, "mentioned_usernames": several("The users to mention.", {"type": "string"})}),
    )
    def mention(self, tweet_id: int, mentioned_usernames: list[str]) -> dict[str, str]:
        self._tweet(tweet_id).setdefault("mentions", []).extend(mentioned_usernames)
        return {"mention_status": "Users mentioned successfully"}

    @tool("Follow a user.", parameters({"username_to_follow": text("The user's name.")}))
    def follow_user(self, username_to_follow: str) -> dict[str, bool]:
        self._require_login()
        following = self.state["following_list"]
        if username_to_follow in following:
            return {"follow_status": False}
        following.append(username_to_follow)
        return {"follow_status": True}

    @tool("Stop following a user.", parameters({"username_to_unfollow": text("The user's name.")}))
    def unfollow_user(self, username_to_unfollow: str) -> dict[str, bool]:
        self._require_login()
        following = self.state["following_list"]
        if username_to_unfollow not in following:
            return {"unfollow_status": False}
        following.remove(username_to_unfollow)
        return {"unfollow_status": True}

    @tool("List the users that you follow.", parameters())
    def list_all_following(self) -> dict[str, list[str]]:
        self._require_login()
        return {"following_list": self.state["following_list"]}

    @tool("Show one tweet.", parameters(TWEET_ID))
    def get_tweet(self, tweet_id: int) -> Tweet:
        return self._tweet(tweet_id)

    @tool("Show all tweets of a user.", parameters({"username": text("The user's name.")}))
    def get_user_tweets(self, username: str) -> dict[str, list[Tweet]]:
        return {"user_tweets": self._tweets_of(username)}

    @tool(
        "Find tweets that contain a word or phrase, or carry a tag.",
        parameters({"keyword": text("The word, the phrase, or the tag with its #.")}),
    )
    def search_tweets(self, keyword: str) -> dict[str, list[Tweet]]:
        wanted = keyword.lower()
        return {
            "matching_tweets": [
                tweet
                for tweet in self.state["tweets"].values()
                if wanted in tweet["content"].lower() or wanted in map(str.lower, tweet.get("tags", []))
            ]
        }

    @tool("Show the comments on a tweet.", parameters(TWEET_ID))
    def get_tweet_comments(self, tweet_id: int) -> dict[str, list[dict[str, str]]]:
        self._tweet(tweet_id)
        return {"comments": self.state["comments"].get(number_key(tweet_id), [])}

    @tool(
        "Count a user's tweets and retweets, and the users that they follow.", parameters({"username": text("Name.")})
    )
    def get_user_stats(self, username: str) -> dict[str, int]:
        is_me = username == self.state["username"]
        return {
            "tweet_count": len(self._tweets_of(username)),
            "following_count": len(self.state["following_list"]) if is_me else 0,
            "retweet_count": len(self.state["retweets"].get(username, [])),
        }

    def _tweet(self, tweet_id: int) -> Tweet:
        tweets: dict[str, Tweet] = self.state["tweets"]
        key = number_key(tweet_id)
        if key not in tweets:
            raise ToolError(f"there is no tweet {tweet_id!r}; ids: {listed(tweets)}")
        return tweets[key]

    def _tweets_of(self, username: str) -> list[Tweet]:
        return [tweet for tweet in self.state["tweets"].values() if tweet["username"] == username]

    def _require_login(self) -> None:
        if not self.state["authenticated"]:
            raise ToolError("nobody is logged in; log in with authenticate_twitter first")
