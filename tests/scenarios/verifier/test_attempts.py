"""What somebody gets wrong on the way to a step can be mended; what comes after it is outside the task."""

import pytest

from tests.scenarios.verifier.board import Play, step

TRY = {"tool": "board.post"}
POST = {
    "tool": "board.post",
    "args": {"text": {"kind": "text", "all_of": ["open day"]}},
    "bind": {"mine": "result.id"},
}
HOLD = {"path": "board.posts", "where": {"$key": {"kind": "ref", "name": "mine"}}, "count": 1}


def posting() -> Play:
    return Play(
        steps=[step("post", POST, hold=[HOLD], attempts=[TRY])],
        frame={"may_change": ["board.posts.+"]},
    )


def test_an_attempt_that_missed_is_mended_by_one_that_fits() -> None:
    play = posting()
    play.call("post", text="Come on Sunday")
    assert (play.now.progress, play.now.success, play.flagged) == (0.0, False, [])
    play.call("post", text="Open day on Sunday")
    assert (play.now.progress, play.now.success, play.flagged) == (1.0, True, [])


def test_an_attempt_may_be_taken_back_before_the_right_call_and_after_it() -> None:
    for right_one_at in (1, 2):
        play = posting()
        play.call("post", text="Come on Sunday")
        later = [("delete", {"id": "p1"})]
        later.insert(right_one_at - 1, ("post", {"text": "Open day on Sunday"}))
        for tool, arguments in later:
            play.call(tool, **arguments)
        assert (play.now.success, play.flagged) == (True, [])


def test_the_right_call_may_be_done_again_after_it_was_taken_back() -> None:
    play = posting()
    play.call("post", text="Open day on Sunday")
    play.call("delete", id="p1")
    assert (play.now.progress, play.statuses, play.flagged) == (0.0, ["lost"], [])
    play.call("post", text="Open day on Sunday, at ten")
    assert play.now.success


@pytest.mark.parametrize("text", ["Forget it", "Open day on Sunday"])
def test_what_follows_a_step_that_is_done_is_outside_the_task(text: str) -> None:
    play = posting()
    play.call("post", text="Open day on Sunday")
    play.call("post", text=text)
    play.call("delete", id="p2")
    assert (play.now.progress, play.now.success) == (1.0, False)
    assert play.flagged == [("outside_task", "fail", "c2")]


def test_other_changes_are_outside_the_task_as_ever() -> None:
    play = posting()
    play.call("like", id="a")
    play.call("delete", id="b")
    play.call("post", text="Open day on Sunday")
    assert [call for _, _, call in play.flagged] == ["c1", "c2"]


def test_attempts_belong_to_calls() -> None:
    truth = {"path": "board.posts", "count": 3}
    with pytest.raises(ValueError, match="attempts and shared belong to any_of"):
        Play(steps=[{"id": "three", "label": "Three posts", "state": [truth], "attempts": [TRY]}])
