"""Posts by the function docs."""

from typing import Any

import pytest

from scenarios.worlds.base import World
from tests.scenarios.worlds.asking import ask, bfcl, refuse

TWEETS: dict[str, Any] = {
    "0": {"id": 0, "username": "jo", "content": "Rain in the Garden", "tags": ["#Rain"], "mentions": []},
    "4": {"id": 4, "username": "kim", "content": "Sun again", "tags": ["#garden", "#sun"], "mentions": ["@jo"]},
}


@pytest.fixture
def world() -> World:
    config = {"username": "jo", "password": "pw", "authenticated": True, "tweets": TWEETS, "tweet_counter": 5}
    return bfcl("TwitterAPI", config)


def test_login_compares_name_and_password() -> None:
    world = bfcl("TwitterAPI")
    assert ask(world, "posting_get_login_status") == {"login_status": False}
    for name, password in (("john", "x"), ("jane", "john123"), ("John", "john123")):
        found = ask(world, "authenticate_twitter", username=name, password=password)
        assert found == {"authentication_status": False}
        assert not world.state["authenticated"]
    assert ask(world, "authenticate_twitter", username="john", password="john123") == {"authentication_status": True}
    assert ask(world, "posting_get_login_status") == {"login_status": True}


def test_posts_are_counted_on(world: World) -> None:
    tweet = ask(world, "post_tweet", content="Hi", tags=["#a"], mentions=["@kim"])
    assert tweet == {"id": 5, "username": "jo", "content": "Hi", "tags": ["#a"], "mentions": ["@kim"]}
    assert ask(world, "post_tweet", content="Ho") == {
        "id": 6,
        "username": "jo",
        "content": "Ho",
        "tags": [],
        "mentions": [],
    }
    assert world.state["tweets"]["5"] == tweet
    assert world.state["tweet_counter"] == 7


def test_retweeting_twice_changes_nothing(world: World) -> None:
    assert ask(world, "retweet", tweet_id=4) == {"retweet_status": "Successfully retweeted"}
    assert world.state["retweets"] == {"jo": [4]}
    assert ask(world, "retweet", tweet_id=4)["retweet_status"] != "Successfully retweeted"
    assert world.state["retweets"] == {"jo": [4]}
    refuse(world, "retweet", "ids: 0, 4", tweet_id=1)


def test_comments(world: World) -> None:
    assert ask(world, "get_tweet_comments", tweet_id=4) == {"comments": []}
    assert ask(world, "comment", tweet_id=4, comment_content="Nice") == {"comment_status": "Comment added successfully"}
    assert world.state["comments"] == {"4": [{"username": "jo", "content": "Nice"}]}
    assert ask(world, "get_tweet_comments", tweet_id=4) == {"comments": [{"username": "jo", "content": "Nice"}]}
    refuse(world, "comment", "no tweet 9", tweet_id=9, comment_content="x")
    refuse(world, "get_tweet_comments", "no tweet 9", tweet_id=9)


def test_an_id_written_with_a_point_is_the_same_tweet(world: World) -> None:
    ask(world, "comment", tweet_id=4.0, comment_content="Nice")
    ask(world, "comment", tweet_id=4, comment_content="Indeed")
    said = [{"username": "jo", "content": "Nice"}, {"username": "jo", "content": "Indeed"}]
    assert world.state["comments"] == {"4": said}
    assert ask(world, "get_tweet_comments", tweet_id=4.0) == {"comments": said}


def test_mentions_are_added_without_a_login(world: World) -> None:
    world.state["authenticated"] = False
    assert ask(world, "mention", tweet_id=4, mentioned_usernames=["@a", "@b"]).keys() == {"mention_status"}
    assert world.state["tweets"]["4"]["mentions"] == ["@jo", "@a", "@b"]
    refuse(world, "mention", "no tweet 9", tweet_id=9, mentioned_usernames=["@a"])


def test_following(world: World) -> None:
    assert ask(world, "list_all_following") == {"following_list": ["alice", "bob"]}
    assert ask(world, "follow_user", username_to_follow="kim") == {"follow_status": True}
    assert ask(world, "follow_user", username_to_follow="kim") == {"follow_status": False}
    assert ask(world, "unfollow_user", username_to_unfollow="alice") == {"unfollow_status": True}
    assert ask(world, "unfollow_user", username_to_unfollow="alice") == {"unfollow_status": False}
    assert world.state["following_list"] == ["bob", "kim"]


def test_reading_needs_no_login(world: World) -> None:
    world.state["authenticated"] = False
    assert ask(world, "get_tweet", tweet_id=4) == TWEETS["4"]
    refuse(world, "get_tweet", "no tweet 9", tweet_id=9)
    assert ask(world, "get_user_tweets", username="kim") == {"user_tweets": [TWEETS["4"]]}
    assert ask(world, "get_user_tweets", username="nobody") == {"user_tweets": []}


@pytest.mark.parametrize(
    ("keyword", "ids"), [("GARDEN", [0]), ("#Garden", [4]), ("#gard", []), ("in", [0, 4]), ("zebra", [])]
)
def test_search_looks_at_words_and_whole_tags(world: World, keyword: str, ids: list[int]) -> None:
    assert [tweet["id"] for tweet in ask(world, "search_tweets", keyword=keyword)["matching_tweets"]] == ids


def test_stats(world: World) -> None:
    ask(world, "retweet", tweet_id=4)
    assert ask(world, "get_user_stats", username="jo") == {"tweet_count": 1, "following_count": 2, "retweet_count": 1}
    assert ask(world, "get_user_stats", username="kim") == {"tweet_count": 1, "following_count": 0, "retweet_count": 0}


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("post_tweet", {"content": "x"}),
        ("retweet", {"tweet_id": 4}),
        ("comment", {"tweet_id": 4, "comment_content": "x"}),
        ("follow_user", {"username_to_follow": "kim"}),
        ("unfollow_user", {"username_to_unfollow": "bob"}),
        ("list_all_following", {}),
    ],
)
def test_acting_needs_a_login(world: World, tool: str, arguments: dict[str, Any]) -> None:
    world.state["authenticated"] = False
    refuse(world, tool, "log in with authenticate_twitter first", **arguments)
