"""A step that holds something is done while that is true, and not before, whatever was called."""

from tests.scenarios.verifier.board import Play, calls, exact, step

TAGGED = {"path": "board.posts.p1.tags", "value": exact(["garden"])}
LIKED = {"path": "board.posts.a.likes", "value": exact(1)}


def test_a_hold_that_was_never_true_leaves_the_step_open() -> None:
    play = Play(steps=[step("post", calls("post", text="open day"), hold=[TAGGED])])
    play.call("post", text="open day")
    assert (play.now.progress, play.statuses, play.now.success) == (0.0, ["open"], False)
    assert play.now.steps[0].done == 0


def test_of_a_counted_step_all_but_one_count_until_the_hold_is_true() -> None:
    wanted = {"tool": "board.post", "args": {"text": {"kind": "one_of", "values": ["one", "two"]}}}
    play = Play(steps=[step("posts", wanted, times=2, hold=[LIKED])], frame={"free": ["board.posts.*.likes"]})
    play.call("post", text="one")
    play.call("post", text="two")
    assert (play.now.steps[0].done, play.statuses) == (1, ["open"])
    play.call("like", id="a")
    assert (play.now.steps[0].done, play.statuses) == (2, ["done"])


def test_a_hold_may_come_true_later_by_another_step_s_call() -> None:
    play = Play(
        steps=[step("post", calls("post", text="x"), hold=[LIKED]), step("like", calls("like", id="a"))],
        frame={"free": ["board.posts.*.likes"]},
    )
    play.call("post", text="x")
    assert play.statuses == ["open", "open"]
    play.call("like", id="a")
    assert play.statuses == ["done", "done"]
    play.call("unlike", id="a")
    assert play.statuses[0] == "lost"


def test_a_breach_is_one_until_every_step_that_would_allow_it_is_done() -> None:
    def played(*names: str) -> list[tuple[str, str, str | None]]:
        play = Play(
            steps=[step("a", calls("like", id="a")), step("b", calls("like", id="b"))],
            forbidden=[
                {"id": "early", "label": "Too early", "calls": [calls("look")], "unless_done": ["a", "b"]},
            ],
            frame={"free": ["board.posts.*.likes"]},
        )
        for name in names:
            play.call("like", id=name)
        play.call("look")
        return play.flagged

    assert played() == [("early", "fail", "c1")]
    assert played("a") == [("early", "fail", "c2")]
    assert played("a", "b") == []
