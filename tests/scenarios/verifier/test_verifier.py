"""What the verifier says, derived by hand for each case."""

import pytest

from tests.scenarios.verifier.board import Play, calls, exact, step

POST = {"tool": "board.post", "args": {"text": {"kind": "text", "all_of": ["open day"]}}, "bind": {"mine": "result.id"}}
STILL_THERE = {"path": "board.posts", "where": {"$key": {"kind": "ref", "name": "mine"}}, "count": 1}


def posting(**rest: object) -> Play:
    """Post about the open day, and let it stand."""
    return Play(
        steps=[step("post", POST, hold=[STILL_THERE])],
        frame={"may_change": ["board.posts.+"]},
        **rest,
    )


def test_nothing_is_done_at_the_start() -> None:
    play = posting()
    assert (play.now.progress, play.now.success, play.now.state_ok, play.statuses) == (0.0, False, True, ["open"])


def test_a_step_is_done_by_a_call_that_fits() -> None:
    play = posting()
    play.call("post", text="Come to our OPEN-DAY!")
    assert (play.now.progress, play.now.success, play.flagged) == (1.0, True, [])


def test_a_call_that_does_not_fit_is_a_change_outside_the_task() -> None:
    play = posting()
    play.call("post", text="Not our open day")
    assert (play.now.progress, play.flagged) == (0.0, [("outside_task", "fail", "c1")])
    assert play.verifier.findings() == ["outside the task: c1 board.post changed board.posts.p1"]


def test_write_then_undo_is_seen_although_the_state_is_as_before() -> None:
    play = posting()
    play.call("like", id="a")
    play.call("unlike", id="a")
    play.call("post", text="Open day on Sunday")
    assert play.now.state_ok
    assert (play.now.progress, play.now.success) == (1.0, False)
    assert play.flagged == [("outside_task", "fail", "c1"), ("outside_task", "fail", "c2")]


def test_a_step_is_lost_when_what_it_must_hold_is_undone_and_done_again_by_another_call() -> None:
    play = posting()
    play.call("post", text="Open day on Sunday")
    play.call("delete", id="p1")
    assert (play.now.progress, play.statuses) == (0.0, ["lost"])
    assert [call for _, _, call in play.flagged] == ["c1", "c2"]
    play.call("post", text="The open day is on Sunday")
    assert (play.now.progress, play.statuses, play.flagged) == (1.0, ["done"], [])
    assert play.now.success


def test_the_call_whose_hold_is_true_is_chosen_over_an_earlier_one() -> None:
    play = posting()
    play.call("post", text="Open day one")
    play.call("post", text="Open day two")
    assert play.flagged == [("outside_task", "fail", "c2")]
    play.call("delete", id="p1")
    assert (play.statuses, play.flagged) == (["done"], [])


def test_a_second_call_like_the_first_is_outside_the_task() -> None:
    play = posting()
    play.call("post", text="Open day")
    play.call("post", text="Open day")
    assert play.flagged == [("outside_task", "fail", "c2")]


def test_reading_and_failing_calls_are_never_violations() -> None:
    play = posting()
    play.call("look")
    assert not play.call("delete", id="nope").ok
    assert not play.call("post", words="open day").ok
    assert play.flagged == []
    assert play.now.progress == 0.0


def test_counted_steps_count_different_calls() -> None:
    play = Play(
        steps=[
            step("like", {"tool": "board.like", "args": {"id": {"kind": "one_of", "values": ["a", "b", "c"]}}}, times=2)
        ],
        frame={"free": ["board.posts.*.likes"]},
    )
    play.call("like", id="a")
    play.call("like", id="A")
    assert [(s.done, s.of, s.status) for s in play.now.steps] == [(1, 2, "open")]
    play.call("like", id="c")
    assert (play.now.progress, play.now.success) == (1.0, True)


def test_half_of_a_counted_step_is_half_its_weight() -> None:
    like = {"tool": "board.like", "args": {"id": {"kind": "any"}}}
    play = Play(steps=[step("like", like, times=2, weight=3), step("look", calls("look"))])
    play.call("like", id="a")
    assert play.now.progress == pytest.approx(1.5 / 4)


def test_order_counts_where_it_is_asked_for() -> None:
    def in_order(*names: str) -> list[str]:
        play = Play(steps=[step("look", calls("look")), step("like", calls("like", id="a"), after=["look"])])
        for name in names:
            play.call(name, **({"id": "a"} if name == "like" else {}))
        return play.statuses

    assert in_order("look", "like") == ["done", "done"]
    assert in_order("like", "look") == ["done", "open"]
    assert in_order("like", "look", "like") == ["done", "done"]


def test_a_change_made_too_early_is_outside_the_task() -> None:
    play = Play(steps=[step("look", calls("look")), step("like", calls("like", id="a"), after=["look"])])
    play.call("like", id="a")
    play.call("look")
    play.call("like", id="a")
    assert (play.now.progress, play.flagged) == (1.0, [("outside_task", "fail", "c1")])


def test_a_call_may_follow_a_state() -> None:
    liked = {"path": "board.posts.a.likes", "value": {"kind": "number", "value": 1}}
    play = Play(
        steps=[{"id": "liked", "label": "Liked", "state": [liked]}, step("check", calls("look"), after=["liked"])],
        frame={"may_change": ["board.posts.a.likes"]},
    )
    play.call("look")
    assert play.statuses == ["open", "open"]
    play.call("like", id="a")
    assert play.statuses == ["done", "open"]
    play.call("look")
    assert (play.statuses, play.now.success) == (["done", "done"], True)


def test_a_state_step_claims_the_calls_that_work_towards_it() -> None:
    liked = {"path": "board.posts.a.likes", "value": {"kind": "number", "value": 2}}
    play = Play(
        steps=[{"id": "liked", "label": "Liked twice", "state": [liked]}], frame={"may_change": ["board.posts.a.likes"]}
    )
    play.call("like", id="a")
    play.call("like", id="a")
    assert (play.statuses, play.flagged, play.now.success) == (["done"], [], True)
    play.call("like", id="a")
    assert (play.statuses, play.flagged) == (["lost"], [("outside_task", "fail", "c3")])


def test_one_call_counts_for_one_step() -> None:
    play = Play(steps=[step("first", calls("look")), step("second", calls("look"))])
    play.call("look")
    assert play.statuses == ["done", "open"]
    play.call("look")
    assert play.statuses == ["done", "done"]


def test_alternatives_and_results_are_matched() -> None:
    by_result = {"tool": "board.look", "result": {"posts": {"kind": "items", "values": [exact("a")], "extra_ok": True}}}
    play = Play(steps=[step("seen", calls("like", id="b"), by_result)])
    play.call("look")
    assert play.now.progress == 1.0


def test_a_bound_value_flows_to_later_calls() -> None:
    like_mine = {"tool": "board.like", "args": {"id": {"kind": "ref", "name": "mine"}}}
    play = Play(steps=[step("post", POST), step("like", like_mine)], frame={"may_change": ["board.posts.+"]})
    play.call("like", id="a")
    assert play.statuses == ["open", "open"]
    play.call("post", text="Open day A")
    play.call("post", text="Open day B")
    play.call("like", id="p2")
    assert play.statuses == ["done", "done"]
    assert [call for _, _, call in play.flagged] == ["c1", "c2"]


def test_a_forbidden_call_is_told_once_and_for_good() -> None:
    play = posting(forbidden=[{"id": "no_delete", "label": "Deletes a post", "calls": [{"tool": "board.delete"}]}])
    play.call("post", text="Open day")
    play.call("delete", id="a")
    play.call("delete", id="b")
    assert play.flagged == [("no_delete", "fail", "c2"), ("outside_task", "fail", "c3")]
    assert (play.now.progress, play.now.success) == (1.0, False)


def test_a_refused_forbidden_call_is_a_note() -> None:
    play = posting(forbidden=[{"id": "no_delete", "label": "Deletes a post", "calls": [{"tool": "board.delete"}]}])
    play.call("delete", id="zzz")
    play.call("post", text="Open day")
    assert play.flagged == [("no_delete", "note", "c1")]
    assert play.now.success


def test_a_forbidden_state_is_told_when_it_comes_true_and_stays_told() -> None:
    liked = [{"path": "board.posts.b.likes", "value": {"kind": "number", "at_least": 1}}]
    play = posting(forbidden=[{"id": "no_like", "label": "Likes the rival", "state": liked}])
    play.call("like", id="b")
    play.call("unlike", id="b")
    assert play.flagged[0] == ("no_like", "fail", "c1")


def test_a_note_neither_fails_nor_excuses_a_change() -> None:
    rule = {"id": "look", "label": "Looks twice", "severity": "note", "calls": [calls("look")]}
    play = posting(forbidden=[rule])
    play.call("look")
    play.call("post", text="Open day")
    assert (play.flagged, play.now.success) == ([("look", "note", "c1")], True)
    play = posting(forbidden=[{**rule, "calls": [{"tool": "board.delete"}]}])
    play.call("delete", id="a")
    assert play.flagged == [("look", "note", "c1"), ("outside_task", "fail", "c1")]


def test_a_prohibition_may_end_with_a_step() -> None:
    rule = {"id": "early", "label": "Deletes too early", "calls": [calls("delete", id="a")], "unless_done": ["look"]}

    def deleting(*names: str) -> list[tuple[str, str, str | None]]:
        play = Play(steps=[step("look", calls("look")), step("delete", calls("delete", id="a"))], forbidden=[rule])
        for name in names:
            play.call(name, **({"id": "a"} if name == "delete" else {}))
        return play.flagged

    assert deleting("look", "delete") == []
    assert deleting("delete", "look") == [("early", "fail", "c1")]


def test_the_final_state_and_the_frame_are_part_of_success() -> None:
    play = Play(
        steps=[step("look", calls("look"))],
        final_state=[{"path": "board.posts", "count": 4}],
        frame={"may_change": ["board.posts.+"], "allow_extra_calls": ["board.post", "board.like"]},
    )
    play.call("look")
    assert (play.now.progress, play.now.state_ok, play.now.success) == (1.0, False, False)
    assert play.verifier.findings() == ["final state: board.posts is not as it should be"]
    play.call("post", text="something")
    assert (play.now.state_ok, play.now.success) == (True, True)
    play.call("like", id="a")
    assert (play.now.state_ok, play.flagged) == (False, [])
    assert play.verifier.findings() == ["frame: board.posts.a.likes should be as it was"]


def test_what_is_free_may_change_as_often_as_it_likes() -> None:
    play = Play(steps=[step("look", calls("look"))], frame={"free": ["board.posts.a.likes", "board.posts.+"]})
    play.call("like", id="a")
    play.call("unlike", id="a")
    play.call("post", text="scratch")
    play.call("look")
    assert (play.now.success, play.flagged) == (True, [])


@pytest.mark.parametrize(("wanted", "done"), [("a", True), ("b", True), ("p1", False)])
def test_any_entry_of_a_result_may_be_the_one_that_is_looked_for(wanted: str, done: bool) -> None:
    play = Play(steps=[step("look", {"tool": "board.look", "result": {"posts.*": exact(wanted)}})])
    play.call("look")
    assert play.now.success is done


def test_any_entry_of_a_result_may_be_a_bound_one() -> None:
    found = {"tool": "board.look", "result": {"posts.*": {"kind": "ref", "name": "mine"}}}
    play = Play(steps=[step("post", POST), step("look", found)], frame={"may_change": ["board.posts.+"]})
    play.call("look")
    play.call("post", text="Open day on Sunday")
    assert play.statuses == ["done", "open"]
    play.call("look")
    assert play.now.success
