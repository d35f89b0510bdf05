import io

import pytest

from scenarios.generate.cost import Bill, Price, Usage
from scenarios.generate.progress import LINE_EVERY_S, Progress, duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Watch:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def progress(out: io.StringIO) -> tuple[Progress, Watch, Bill]:
    watch, bill = Watch(), Bill({"m": Price(1, 1, 1)})
    return Progress(n_records=10, bill=bill, out=out, clock=watch), watch, bill


def test_time_left_goes_by_what_is_asked_now() -> None:
    """Five records came from the journal in no time; they say nothing about the speed."""
    shown, watch, bill = progress(io.StringIO())
    for _ in range(5):
        shown.settled(kept=True)
    assert shown.line == "5 of 10 conversations, 5 kept, $0.00"
    shown.answered()
    watch.now += 60
    bill.add("m", Usage(input=1_250_000))
    shown.settled(kept=False)
    assert shown.line == "6 of 10 conversations, 5 kept, $1.25, about 4 min left"


def test_a_terminal_shows_one_line() -> None:
    out = Terminal()
    shown, _, _ = progress(out)
    shown.settled(kept=True)
    shown.settled(kept=True)
    shown.close()
    assert out.getvalue().count("\n") == 1
    assert out.getvalue().endswith("\r\033[K2 of 10 conversations, 2 kept, $0.00\n")


def test_elsewhere_a_line_comes_now_and_then() -> None:
    out = io.StringIO()
    shown, watch, _ = progress(out)
    shown.settled(kept=True)
    assert out.getvalue() == ""
    watch.now += LINE_EVERY_S
    shown.settled(kept=True)
    shown.settled(kept=True)
    assert out.getvalue() == "2 of 10 conversations, 2 kept, $0.00\n"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (89, "89 s"), (120, "2 min"), (5000, "83 min"), (9000, "2.5 h")]
)
def test_lengths_of_time(seconds: float, words: str) -> None:
    assert duration(seconds) == words
