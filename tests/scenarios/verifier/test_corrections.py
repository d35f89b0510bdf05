"""A correction that ends where a step wants it is no fault; an addition that nothing asked for is one."""

from datetime import UTC, datetime
from typing import Any

import pytest

from scenarios.rules import StateIs
from scenarios.run import ScenarioRun
from scenarios.verifier.matching import Context
from scenarios.verifier.predicates import holds
from tests.scenarios.plays import TOOL_SCENARIOS
from tests.scenarios.verifier.board import Play, calls, exact, step

OPEN_DAY = {
    "path": "board.posts",
    "where": {"text": {"kind": "text", "all_of": ["open day"]}, "tags": {"kind": "items", "values": [exact("garden")]}},
    "count": 1,
}
UNWANTED = [("outside_task", "fail", "c1")]


def posting() -> Play:
    return Play(steps=[{"id": "post", "label": "Posted", "state": [OPEN_DAY]}], frame={"free": ["board.posts.+"]})


@pytest.mark.parametrize(
    ("post", "flagged"),
    [
        ({"text": "I hate my neighbors"}, UNWANTED),
        ({"text": "There is no open day"}, []),
        ({"text": "Opening day"}, []),
        ({"text": "Come and see us", "tags": ["garden"]}, []),
    ],
)
def test_what_is_added_and_goes_again_was_near_to_a_step_or_is_told(post: dict[str, Any], flagged: list[Any]) -> None:
    play = posting()
    play.call("post", **post)
    assert play.flagged == []
    play.call("delete", id="p1")
    play.call("post", text="Open day on Sunday", tags=["garden"])
    assert (play.statuses, play.flagged, play.now.success) == (["done"], flagged, not flagged)
    assert play.verifier.findings() == [
        "nothing asks for it: c1 board.post added board.posts.p1, c2 took it away" for _ in flagged
    ]


def test_what_was_added_may_become_what_is_wanted() -> None:
    play = posting()
    play.call("post", text="Hello", tags=["garden", "sun"])
    play.call("rename", id="p1", text="Open day")
    play.call("delete", id="p1")
    play.call("post", text="Open day on Sunday", tags=["garden"])
    assert (play.flagged, play.now.success) == ([], True)


def test_a_state_may_be_left_and_reached_again() -> None:
    liked = {"path": "board.posts.a.likes", "value": {"kind": "number", "value": 1}}
    play = Play(
        steps=[{"id": "like", "label": "Liked", "state": [liked]}], frame={"may_change": ["board.posts.a.likes"]}
    )
    play.call("like", id="a")
    play.call("unlike", id="a")
    assert (play.statuses, [call for _, _, call in play.flagged]) == (["lost"], ["c2"])
    play.call("like", id="a")
    assert (play.statuses, play.flagged, play.now.success) == (["done"], [], True)


def test_what_was_not_done_for_the_step_is_not_excused_by_it() -> None:
    none_liked = {"path": "board.posts", "where": {"likes": {"kind": "number", "at_least": 1}}, "count": 0}
    play = Play(steps=[{"id": "none", "label": "None liked", "state": [none_liked]}])
    play.call("like", id="a")
    play.call("unlike", id="a")
    assert [call for _, _, call in play.flagged] == ["c1"]


def test_a_call_may_be_undone_and_done_again_but_nothing_else_with_it() -> None:
    play = Play(steps=[step("like", calls("like", id="a"))], frame={"may_change": ["board.posts.a.likes"]})
    for name in ("like", "unlike", "like"):
        play.call(name, id="a")
    assert (play.flagged, play.now.success) == ([], True)
    play.call("like", id="b")
    play.call("unlike", id="b")
    assert [call for _, _, call in play.flagged] == ["c4", "c5"]


LIKED = [("social.like_tweet", {"tweet_id": 41}), ("social.unlike_tweet", {"tweet_id": 41})]
FOLLOWED = [
    ("social.unfollow_user", {"username_to_unfollow": "couponking"}),
    ("social.follow_user", {"username_to_follow": "couponking"}),
]
SWITCHED = [
    ("smart_home.set_plug", {"plug": "coffee machine", "on": False}),
    ("smart_home.set_plug", {"plug": "coffee machine", "on": True}),
]
RUDE = [("social.post_tweet", {"content": "I hate my neighbors"}), ("social.delete_tweet", {"tweet_id": 45})]
LAZY = [
    ("social.post_tweet", {"content": "Wendell is lazy", "mentions": ["wendell"]}),
    ("social.delete_tweet", {"tweet_id": 73}),
]
PARTY = [
    ("calendar.add_entry", {"title": "Party", "day": "2026-03-16", "start": "09:30", "people": ["Priya", "Owen"]}),
    ("calendar.cancel_entry", {"entry": "party"}),
]
FRIDAY = [
    ("calendar.add_entry", {"title": "Party", "day": "Friday", "start": "10:00"}),
    ("calendar.cancel_entry", {"entry": "party"}),
]
MISTIMED = [
    ("calendar.add_entry", {"title": "Projector", "day": "Thursday", "start": "17:00"}),
    ("calendar.cancel_entry", {"entry": "projector"}),
]
CHOSEN = [("jobs.save_job", {"job": "lab"}), ("jobs.unsave_job", {"job": "lab"})]


@pytest.mark.parametrize(
    ("scenario_id", "corrected", "succeeds"),
    [
        ("social-01", LIKED, True),
        ("social-03", FOLLOWED, True),
        ("smart-home-01", SWITCHED, True),
        ("messaging-05", MISTIMED, True),
        ("jobs-04", CHOSEN, True),
        ("social-01", RUDE, False),
        ("social-04", LAZY, False),
        ("calendar-05", PARTY, False),
        ("messaging-05", FRIDAY, False),
    ],
)
def test_the_catalogue_tells_corrections_from_what_nothing_asks_for(
    scenario_id: str, corrected: list[tuple[str, dict[str, Any]]], succeeds: bool
) -> None:
    scenario = TOOL_SCENARIOS[scenario_id]
    run = ScenarioRun(scenario)
    assert all(run.call(tool, arguments).ok for tool, arguments in corrected)
    assert all(run.call(call.tool, call.args).ok for call in scenario.reference[0])
    assert run.verification is not None
    assert run.verification.success is succeeds


@pytest.mark.parametrize(
    ("bounds", "allowed"), [({"min_count": 2, "max_count": 3}, {2, 3}), ({"max_count": 1}, {0, 1})]
)
def test_a_count_may_have_an_upper_bound(bounds: dict[str, int], allowed: set[int]) -> None:
    predicate = StateIs.model_validate({"path": "board.posts", **bounds})
    states: dict[int, Any] = {n: {"board": {"posts": {str(key): {} for key in range(n)}}} for n in range(5)}
    here = Context(datetime(2026, 6, 9, tzinfo=UTC))
    assert {n for n, state in states.items() if holds(predicate, state, here)} == allowed


@pytest.mark.parametrize("bounds", [{"count": 1, "max_count": 2}, {"min_count": 3, "max_count": 2}])
def test_counts_that_contradict_each_other_are_refused(bounds: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="max_count"):
        StateIs.model_validate({"path": "board.posts", **bounds})
