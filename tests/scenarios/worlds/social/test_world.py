"""Posts by voice: times, likes, deleting, tags and names as they are said."""

from typing import Any

import pytest

from scenarios.worlds.social import WORLD
from scenarios.worlds.social.posts import SocialState, has_tag, marked
from tests.scenarios.worlds.asking import ask, refuse

STATE: dict[str, Any] = {
    "username": "alex",
    "password": "harbor",
    "users": ["rosa_p", "daniel"],
    "following_list": ["rosa_p"],
    "tweets": {
        "31": {
            "id": 31,
            "username": "rosa_p",
            "content": "The dumplings!",
            "tags": ["#FoodFest"],
            "posted_at": "2026-01-04T10:00:00+00:00",
        },
        "30": {"id": 30, "username": "alex", "content": "On my way", "posted_at": "2026-01-04T09:00:00+00:00"},
        "32": {"id": 32, "username": "daniel", "content": "Rain", "posted_at": "2026-01-04T12:00:00+00:00"},
    },
}


@pytest.fixture
def world() -> Any:
    SocialState.model_validate(STATE)
    return WORLD(STATE)


def test_tags_and_mentions_in_the_text_count_too(world: Any) -> None:
    tweet = ask(
        world, "post_tweet", content="#FoodFest with @Daniel, a@b and @nobody", tags=["foodfest"], mentions=["alex"]
    )
    assert (tweet["tags"], tweet["mentions"]) == (["#foodfest"], ["@alex", "@daniel"])
    assert ask(world, "post_tweet", content="No. #1, #rain_day")["tags"] == ["#rain_day"]


def ids(tweets: list[dict[str, Any]]) -> list[int]:
    return [tweet["id"] for tweet in tweets]


def test_tags_and_mentions_get_their_marks(world: Any) -> None:
    tweet = ask(
        world, "post_tweet", content="Great day", tags=["food fest", "#food fest"], mentions=["Rosa P", "@alex"]
    )
    assert (tweet["tags"], tweet["mentions"]) == (["#foodfest"], ["@rosa_p", "@alex"])
    assert (tweet["id"], tweet["posted_at"]) == (33, "2026-01-05T09:00:00+00:00")
    assert marked(["#a", " a ", ""], "#") == ["#a"]
    refuse(world, "post_tweet", "needs words", content=" ")
    refuse(world, "post_tweet", "no user 'zoe'", content="Hi", mentions=["zoe"])


def test_the_timeline_is_of_people_followed_newest_first(world: Any) -> None:
    assert ids(ask(world, "get_timeline")["tweets"]) == [31]
    ask(world, "follow_user", username_to_follow="Daniel")
    assert ids(ask(world, "get_timeline")["tweets"]) == [32, 31]


@pytest.mark.parametrize(
    ("keyword", "found"),
    [("foodfest", [31]), ("#food fest", [31]), ("DUMPLINGS", [31]), ('"dumplings!"', [31]), ("x", [])],
)
def test_search_takes_tags_as_they_are_said(world: Any, keyword: str, found: list[int]) -> None:
    assert ids(ask(world, "search_tweets", keyword=keyword)["matching_tweets"]) == found
    assert not has_tag({"tags": ["#a"]}, "#")


def test_likes(world: Any) -> None:
    assert ask(world, "like_tweet", tweet_id=31) == {"like_status": "Successfully liked"}
    assert ask(world, "like_tweet", tweet_id=31) == {"like_status": "Already liked"}
    shown = ask(world, "get_tweet", tweet_id=31)
    assert (shown["likes"], shown["liked_by_you"]) == (1, True)
    assert ask(world, "unlike_tweet", tweet_id=31) == {"like_status": "Like removed"}
    assert ask(world, "unlike_tweet", tweet_id=31) == {"like_status": "Not liked"}
    assert world.state["likes"] == {"31": []}
    refuse(world, "like_tweet", "search_tweets", tweet_id=1)
    refuse(world, "unlike_tweet", "no tweet 1", tweet_id=1)


def test_only_own_tweets_are_deleted_and_their_ids_stay_used(world: Any) -> None:
    number = ask(world, "post_tweet", content="Oops")["id"]
    assert ask(world, "delete_tweet", tweet_id=number) == {"delete_status": True}
    assert ask(world, "post_tweet", content="Again")["id"] == number + 1
    refuse(world, "delete_tweet", "not yours", tweet_id=31)


def test_retweets_and_comments(world: Any) -> None:
    assert ask(world, "retweet", tweet_id=31) == {"retweet_status": "Successfully retweeted"}
    assert ask(world, "retweet", tweet_id=31) == {"retweet_status": "Already retweeted"}
    refuse(world, "retweet", "your own", tweet_id=30)
    ask(world, "comment", tweet_id=31, comment_content="Yum")
    assert ask(world, "get_tweet_comments", tweet_id=31) == {
        "comments": [{"username": "alex", "content": "Yum", "posted_at": "2026-01-05T09:00:02+00:00"}]
    }
    refuse(world, "comment", "needs words", tweet_id=31, comment_content="")
    assert ask(world, "get_user_stats", username="alex") == {
        "username": "alex",
        "tweet_count": 1,
        "following_count": 1,
        "retweet_count": 1,
    }
    assert ask(world, "get_user_stats", username="Daniel") == {
        "username": "daniel",
        "tweet_count": 1,
        "retweet_count": 0,
    }


def test_people(world: Any) -> None:
    assert ask(world, "follow_user", username_to_follow="rosa p") == {"follow_status": False, "username": "rosa_p"}
    assert ask(world, "unfollow_user", username_to_unfollow="@rosa_p") == {
        "unfollow_status": True,
        "username": "rosa_p",
    }
    assert ask(world, "unfollow_user", username_to_unfollow="rosa_p") == {
        "unfollow_status": False,
        "username": "rosa_p",
    }
    assert ask(world, "list_all_following") == {"following_list": []}
    refuse(world, "follow_user", "yourself", username_to_follow="alex")
    refuse(world, "follow_user", "no user", username_to_follow="zzz")
    assert ids(ask(world, "get_user_tweets", username="Rosa P")["user_tweets"]) == [31]


def test_mentions_are_added_to_own_tweets(world: Any) -> None:
    ask(world, "mention", tweet_id=30, mentioned_usernames=["daniel", "daniel"])
    assert world.state["tweets"]["30"]["mentions"] == ["@daniel"]
    refuse(world, "mention", "in a comment", tweet_id=31, mentioned_usernames=["daniel"])


def test_no_secret_has_to_be_spoken() -> None:
    world = WORLD({**STATE, "authenticated": False})
    refuse(world, "get_timeline", "authenticate_twitter")
    refuse(world, "authenticate_twitter", "another user", username="rosa_p")
    refuse(world, "authenticate_twitter", "user name alone", username="Alex", password="haven")
    assert ask(world, "posting_get_login_status") == {"login_status": False}
    assert ask(world, "authenticate_twitter", username="Alex.") == {"authentication_status": True}
    assert ask(world, "authenticate_twitter", username="alex", password="Harbor!") == {"authentication_status": True}
