"""Posting by voice: the functions of the imported class, with times, likes and deleting, and no spoken secrets."""

from typing import Any

from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.lookup import find_name
from scenarios.worlds.schema import parameters, several, text
from scenarios.worlds.social.posts import in_text, marked
from scenarios.worlds.social.reading import TWEET_ID, SocialReading


class SocialWorld(SocialReading):
    """The whole world of posts."""

    domain = "social"

    @tool(
        "Post a tweet. Tags and mentions may also stand in its text, with # and @.",
        parameters(
            {
                "content": text("What it says."),
                "tags": several("Its tags.", {"type": "string"}) | {"default": []},
                "mentions": several("The users it mentions.", {"type": "string"}) | {"default": []},
            },
            optional=("tags", "mentions"),
        ),
    )
    def post_tweet(
        self, content: str, tags: list[str] | None = None, mentions: list[str] | None = None
    ) -> dict[str, Any]:
        username = self.me()
        if not content.strip():
            raise ToolError("content is empty; a tweet needs words")
        number = self._new_id()
        self.state["tweets"][str(number)] = {
            "id": number,
            "username": username,
            "content": content,
            "tags": marked([*(tags or []), *in_text(content, "#")], "#"),
            "mentions": marked([*map(self.person, mentions or []), *self._named_in(content)], "@"),
            "posted_at": self._stamp(),
        }
        return self.shown(self.tweet(number))

    @tool("Delete one of your own tweets.", parameters(TWEET_ID))
    def delete_tweet(self, tweet_id: int) -> dict[str, bool]:
        if self.tweet(tweet_id)["username"] != self.me():
            raise ToolError(f"tweet {tweet_id} is not yours; only own tweets can be deleted")
        del self.state["tweets"][str(tweet_id)]
        return {"delete_status": True}

    @tool("Like a tweet.", parameters(TWEET_ID))
    def like_tweet(self, tweet_id: int) -> dict[str, str]:
        username = self.me()
        self.tweet(tweet_id)
        likes = self.state.setdefault("likes", {}).setdefault(str(tweet_id), [])
        if username in likes:
            return {"like_status": "Already liked"}
        likes.append(username)
        return {"like_status": "Successfully liked"}

    @tool("Take back a like.", parameters(TWEET_ID))
    def unlike_tweet(self, tweet_id: int) -> dict[str, str]:
        username = self.me()
        self.tweet(tweet_id)
        likes = self.state.get("likes", {}).get(str(tweet_id), [])
        if username not in likes:
            return {"like_status": "Not liked"}
        likes.remove(username)
        return {"like_status": "Like removed"}

    @tool("Pass a tweet on to your own followers.", parameters(TWEET_ID))
    def retweet(self, tweet_id: int) -> dict[str, str]:
        username = self.me()
        if self.tweet(tweet_id)["username"] == username:
            raise ToolError(f"tweet {tweet_id} is your own; only tweets of others can be retweeted")
        mine: list[int] = self.state.setdefault("retweets", {}).setdefault(username, [])
        if tweet_id in mine:
            return {"retweet_status": "Already retweeted"}
        mine.append(tweet_id)
        return {"retweet_status": "Successfully retweeted"}

    @tool("Comment on a tweet.", parameters({**TWEET_ID, "comment_content": text("What the comment says.")}))
    def comment(self, tweet_id: int, comment_content: str) -> dict[str, str]:
        username = self.me()
        self.tweet(tweet_id)
        if not comment_content.strip():
            raise ToolError("comment_content is empty; a comment needs words")
        comments = self.state.setdefault("comments", {}).setdefault(str(tweet_id), [])
        comments.append({"username": username, "content": comment_content, "posted_at": self._stamp()})
        return {"comment_status": "Comment added successfully"}

    @tool(
        "Add mentions of users to one of your own tweets.",
        parameters({**TWEET_ID, "mentioned_usernames": several("The users to mention.", {"type": "string"})}),
    )
    def mention(self, tweet_id: int, mentioned_usernames: list[str]) -> dict[str, str]:
        tweet = self.tweet(tweet_id)
        if tweet["username"] != self.me():
            raise ToolError(f"tweet {tweet_id} is not yours; mention people in a comment instead")
        wanted = [*tweet.get("mentions", []), *("@" + self.person(name) for name in mentioned_usernames)]
        tweet["mentions"] = list(dict.fromkeys(wanted))
        return {"mention_status": "Users mentioned successfully"}

    @tool("Follow a user.", parameters({"username_to_follow": text("The user's name.")}))
    def follow_user(self, username_to_follow: str) -> dict[str, Any]:
        me, person = self.me(), self.person(username_to_follow)
        following = self.state.setdefault("following_list", [])
        if person == me:
            raise ToolError("you cannot follow yourself")
        if person in following:
            return {"follow_status": False, "username": person}
        following.append(person)
        return {"follow_status": True, "username": person}

    @tool("Stop following a user.", parameters({"username_to_unfollow": text("The user's name.")}))
    def unfollow_user(self, username_to_unfollow: str) -> dict[str, Any]:
        self.me()
        person = self.person(username_to_unfollow)
        following = self.state.get("following_list", [])
        if person not in following:
            return {"unfollow_status": False, "username": person}
        following.remove(person)
        return {"unfollow_status": True, "username": person}

    def _named_in(self, content: str) -> list[str]:
        """The users whom a text names with ``@``; an unknown name is a word like any other."""
        people = self.spoken_names(self.state)
        return [person for name in in_text(content, "@") if (person := find_name(name, people))]

    def _stamp(self) -> str:
        return self.now.isoformat(timespec="seconds")

    def _new_id(self) -> int:
        """An id that no tweet has had: counted on from the highest, so that deleting frees none."""
        highest = max((tweet["id"] for tweet in self.state["tweets"].values()), default=0)
        number: int = max(self.state.get("tweet_counter", 0), highest + 1)
        self.state["tweet_counter"] = number + 1
        return number
