"""Random orders have the distribution that the paper states, and ties are drawn."""

import numpy as np
import pytest

from analysis.selection.draws import balanced_order, balanced_orders, tied_order
from tests.analysis.selection.matrices import matrix_of


def test_tasks_are_drawn_alike_whatever_their_size() -> None:
    matrix = matrix_of(np.zeros((1, 60)), ["big"] * 50 + ["small"] * 10)
    orders = balanced_orders(matrix, 6, n_orders=4000, rng=np.random.default_rng(0))
    first = matrix.task[orders[:, 0]]
    assert first.mean() == pytest.approx(0.5, abs=0.03)


def test_dropping_repeats_draws_as_keys_do() -> None:
    """P(second = b | first = a) by hand: tasks t = {a, b}, u = {c, ...}: b has 1/4 of what is left, 3/4: 1/3."""
    matrix = matrix_of(np.zeros((1, 42)), ["t", "t", *["u"] * 40])
    rng = np.random.default_rng(0)
    orders = balanced_orders(matrix, 2, n_orders=20_000, rng=rng)
    after_a = orders[orders[:, 0] == 0, 1]
    assert (after_a == 1).mean() == pytest.approx(1 / 3, abs=0.025)
    by_keys = np.stack([balanced_order(matrix, 2, rng) for _ in range(4000)])
    after_a = by_keys[by_keys[:, 0] == 0, 1]
    assert (after_a == 1).mean() == pytest.approx(1 / 3, abs=0.04)


def test_orders_hold_each_item_once() -> None:
    matrix = matrix_of(np.zeros((1, 60)), ["t"] * 5 + ["u"] * 55)
    for row in balanced_orders(matrix, 15, n_orders=200, rng=np.random.default_rng(1)):
        assert len(set(row.tolist())) == 15
    assert sorted(balanced_order(matrix, 60, np.random.default_rng(1)).tolist()) == list(range(60))


def test_values_equal_to_twelve_digits_are_tied_and_drawn() -> None:
    values = np.array([0.1 + 0.2, 0.3, 0.5])
    firsts = {tuple(tied_order(values, np.random.default_rng(seed)).tolist()) for seed in range(20)}
    assert firsts == {(2, 0, 1), (2, 1, 0)}
