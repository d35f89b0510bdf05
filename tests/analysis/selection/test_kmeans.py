"""The clustering is plain Lloyd's, on merged points."""

import numpy as np
import pytest
from sklearn.cluster import KMeans

from analysis.selection.anchors import anchors, clusterings, members
from analysis.selection.kmeans import Cloud, greedy_starts, lloyd


def cloud_of(seed: int, n: int = 400, dims: int = 6) -> tuple[Cloud, np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    rng = np.random.default_rng(seed)
    vectors = rng.random((n, dims))
    weights = rng.random(n)
    return Cloud.of(vectors, weights / weights.sum()), vectors


@pytest.mark.parametrize("n", [3, 20, 60])
def test_same_inertia_as_scikit_learn_from_the_same_starts(n: int) -> None:
    cloud, _ = cloud_of(n)
    starts = greedy_starts(cloud, n, np.random.default_rng(1))
    labels = lloyd(cloud, starts)
    theirs = KMeans(n, init=cloud.points[starts], n_init=1, max_iter=300).fit(cloud.points, sample_weight=cloud.mass)
    centres = np.stack(
        [np.average(cloud.points[labels == code], axis=0, weights=cloud.mass[labels == code]) for code in range(n)]
    )
    inertia = cloud.mass @ np.square(cloud.points - centres[labels]).sum(axis=1)
    assert inertia == pytest.approx(theirs.inertia_, rel=0.01)


def test_identical_items_are_one_point_with_their_weights() -> None:
    cloud = Cloud.of(np.array([[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]]), np.array([0.2, 0.5, 0.3]))
    assert len(cloud) == 2
    assert sorted(cloud.mass.tolist()) == [0.5, 0.5]
    assert cloud.of_item[0] == cloud.of_item[2] != cloud.of_item[1]


def test_starts_are_distinct_and_end_with_the_points() -> None:
    cloud = Cloud.of(np.repeat(np.eye(3), 4, axis=0), np.full(12, 1 / 12))
    assert sorted(greedy_starts(cloud, 10, np.random.default_rng(0)).tolist()) == [0, 1, 2]


def test_two_clusters_by_hand() -> None:
    """Items at 0, 1, 2 and at 10, 12 (weight 1/4 and 3/4 there): centres 1 and 11.5; nearest are 1 and 12."""
    vectors = np.array([[0.0], [1.0], [2.0], [10.0], [12.0]])
    balance = np.array([0.2, 0.2, 0.2, 0.1, 0.3])
    (clusters,) = clusterings(vectors, balance, [2], np.random.default_rng(0))
    subset = anchors(clusters, balance, np.random.default_rng(0))
    assert dict(zip(subset.items.tolist(), subset.weights.round(9).tolist(), strict=True)) == {1: 0.6, 4: 0.4}


def test_equally_near_items_are_drawn() -> None:
    vectors = np.array([[0.0], [0.0], [5.0]])
    balance = np.full(3, 1 / 3)
    chosen = set()
    for seed in range(20):
        (clusters,) = clusterings(vectors, balance, [2], np.random.default_rng(seed))
        chosen |= set(anchors(clusters, balance, np.random.default_rng(seed)).items.tolist())
    assert chosen == {0, 1, 2}


def test_members_are_drawn_by_balance_weight() -> None:
    balance = np.array([0.1, 0.3, 0.6])
    (clusters,) = clusterings(np.array([[0.0], [0.1], [9.0]]), balance, [2], np.random.default_rng(0))
    rng = np.random.default_rng(1)
    drawn = [members(clusters, balance, rng).items.tolist() for _ in range(2000)]
    assert sum(1 in items for items in drawn) / 2000 == pytest.approx(0.75, abs=0.04)
    assert all(2 in items for items in drawn)
