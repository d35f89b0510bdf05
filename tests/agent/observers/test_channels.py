"""Where audio lies on the recording's timeline, on a clock that runs as fast as the test."""

from collections.abc import Callable

import numpy as np
import pytest

from agent.observers.channels import Channel, Tape

RATE = 24_000
FRAME_S = 0.05
FLUSH_EVERY_S = 0.5


def samples(value: int, seconds: float) -> np.ndarray:
    return np.full(round(seconds * RATE), value, np.int16)


def taken(channel: Channel, start_s: float, end_s: float) -> list[tuple[int, int]]:
    """Values and their lengths in samples."""
    block = channel.take(round(start_s * RATE), round(end_s * RATE))
    edges = np.flatnonzero(np.diff(block)) + 1
    return [(int(run[0]), len(run)) for run in np.split(block, edges) if len(run)]


def test_audio_lies_where_it_was_put_and_silence_elsewhere() -> None:
    channel = Channel(RATE)
    channel.put(1.0, samples(5, 0.5))
    assert taken(channel, 0.0, 2.0) == [(0, 24_000), (5, 12_000), (0, 12_000)]


def test_frames_that_jitter_are_one_run() -> None:
    channel = Channel(RATE)
    for index, jitter in enumerate((0.0, 0.03, -0.02, 0.05)):
        channel.put(1.0 + index * 0.05 + jitter, samples(7, 0.05))
    assert taken(channel, 0.0, 2.0) == [(0, 24_000), (7, 4_800), (0, 19_200)]


def test_a_gap_is_kept_and_nothing_overlaps() -> None:
    channel = Channel(RATE)
    channel.put(0.0, samples(1, 0.1))
    channel.put(1.0, samples(2, 0.1))
    channel.put(1.05, samples(3, 0.1))
    assert taken(channel, 0.0, 1.2) == [(1, 2_400), (0, 21_600), (2, 2_400), (3, 2_400)]


def test_what_is_taken_in_pieces_is_the_whole() -> None:
    channel = Channel(RATE)
    channel.put(0.25, samples(4, 1.0))
    pieces = [taken(channel, at, at + 0.5) for at in (0.0, 0.5, 1.0)]
    assert pieces == [[(0, 6_000), (4, 6_000)], [(4, 12_000)], [(4, 6_000), (0, 6_000)]]


def test_audio_that_was_not_played_is_cut() -> None:
    channel = Channel(RATE)
    channel.put(0.0, samples(9, 2.0))
    channel.put(2.0, samples(9, 2.0))
    channel.cut(0.5)
    channel.put(1.0, samples(3, 0.1))
    assert taken(channel, 0.0, 1.5) == [(9, 12_000), (0, 12_000), (3, 2_400), (0, 9_600)]


def number(index: int) -> int:
    """What the samples of a frame say: its index, so that it is found again."""
    return index % 30_000 + 1


def record(n_frames: int, captured_s: Callable[[int], float], arrived_s: Callable[[int], float]) -> np.ndarray:
    """A participant's frames, each captured at one time and seen by the process at another, through the tape.

    Frames and flushes are seen in the order of their times; no flush happens while a frame is being held up.
    """
    tape, blocks, now_s, awake_s = Tape(RATE), [], 0.0, FLUSH_EVERY_S
    n = round(FRAME_S * RATE)
    for index in range(n_frames):
        now_s = max(now_s, arrived_s(index))
        while awake_s <= captured_s(index):
            blocks.append(tape.settled(awake_s)[:, 0])
            awake_s = max(awake_s + FLUSH_EVERY_S, now_s)
        tape.user.hear(now_s, np.full(n, number(index), np.int16))
    blocks.append(tape.rest(now_s + 1)[:, 0])
    return np.concatenate(blocks)


def errors_s(heard: np.ndarray, n_frames: int, captured_s: Callable[[int], float]) -> np.ndarray:
    """How far from its true place every frame was found, by its last sample; NaN for one that is missing."""
    edges = np.append(np.flatnonzero(np.diff(heard)), len(heard) - 1)
    ends = {int(heard[edge]): (edge + 1) / RATE for edge in edges}
    return np.array([ends.get(number(i), np.nan) - captured_s(i) - FRAME_S for i in range(n_frames)])


def steady(index: int) -> float:
    return 1.0 + index * FRAME_S


def test_ten_minutes_with_jitter_stay_in_place() -> None:
    rng = np.random.default_rng(7)
    late_s: list[float] = rng.exponential(0.008, 12_000).tolist()

    def arrived(index: int) -> float:
        return steady(index) + FRAME_S + late_s[index]

    found = errors_s(record(12_000, steady, arrived), 12_000, steady)
    assert np.abs(found).max() < 0.02


@pytest.mark.parametrize("stall_s", [0.15, 0.7, 4.0])
def test_frames_that_a_stall_held_up_fall_into_their_places(stall_s: float) -> None:
    def arrived(index: int) -> float:
        on_time = steady(index) + FRAME_S
        return 10.02 + stall_s if 10.02 <= on_time <= 10.02 + stall_s else on_time

    found = errors_s(record(1_200, steady, arrived), 1_200, steady)
    assert np.abs(found).max() < 0.02


@pytest.mark.parametrize("parts_per_million", [-200, 200])
def test_a_drifting_clock_is_followed(parts_per_million: int) -> None:
    def captured(index: int) -> float:
        return 1.0 + index * FRAME_S * (1 + parts_per_million / 1e6)

    def arrived(index: int) -> float:
        return captured(index) + FRAME_S

    heard = record(12_000, captured, arrived)
    assert np.abs(errors_s(heard, 12_000, captured)).max() < 0.02
    assert np.count_nonzero(heard) > 0.999 * 12_000 * FRAME_S * RATE


@pytest.mark.parametrize("gap_s", [0.2, 1.0, 30.0])
def test_a_track_that_was_muted_leaves_a_gap_as_long_as_it_was(gap_s: float) -> None:
    def captured(index: int) -> float:
        return steady(index) + (gap_s if index >= 200 else 0.0)

    heard = record(400, captured, lambda index: captured(index) + FRAME_S)
    assert np.abs(errors_s(heard, 400, captured)).max() < 0.02
    before, after = (np.flatnonzero(heard == number(index)) for index in (199, 200))
    assert (after[0] - before[-1] - 1) / RATE == pytest.approx(gap_s, abs=0.001)


def test_both_sides_of_the_tape_have_one_length() -> None:
    tape = Tape(RATE)
    tape.agent.put(0.5, samples(3, 1.0))
    assert tape.settled(0.5).shape == (0, 2)
    assert tape.settled(1.3).shape == (12_000, 2)
    rest = tape.rest(2.0)
    assert rest.shape == (36_000, 2)
    assert np.count_nonzero(rest[:, 1]) == 24_000
