from datetime import UTC, datetime, timedelta

from agent.observers.timeline import Timeline


def test_the_clock_starts_now_or_goes_on_from_the_first_attempt() -> None:
    start = datetime(2026, 6, 14, 12, 0, tzinfo=UTC)
    assert Timeline(wall=start.timestamp, monotonic=lambda: 7.0).now_s() == 0.0
    later = Timeline(start - timedelta(seconds=90), wall=start.timestamp, monotonic=lambda: 7.0)
    assert later.now_s() == 90.0
    assert later.at(90.0) == start
    assert later.offset_of(start.timestamp() + 1) == 91.0


def test_a_step_of_the_machines_clock_bends_nothing() -> None:
    wall, monotonic = [1_000.0], [5.0]
    timeline = Timeline(wall=lambda: wall[0], monotonic=lambda: monotonic[0])
    wall[0], monotonic[0] = 500.0, 6.5
    assert timeline.now_s() == 1.5
