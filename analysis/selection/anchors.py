"""Anchors: the item nearest to each cluster's centre stands for the cluster (appendix C.6)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.scores.matrix import Floats, Indices, totals
from analysis.selection.kmeans import Cloud, Points, greedy_starts, lloyd
from analysis.selection.seam import Subset


@dataclass(frozen=True)
class Clusters:
    """Items in clusters: ``of_item`` codes 0 .. n - 1, every one of them used, and each item's squared distance."""

    of_item: Indices
    distance: Floats

    @property
    def n(self) -> int:
        """How many there are."""
        return int(self.of_item.max()) + 1


def clusterings(
    vectors: Floats | Points, balance: Floats, sizes: Sequence[int], rng: np.random.Generator
) -> list[Clusters]:
    """Weighted k-means of the items for each size (eq. 17), from prefixes of one greedy order of starts.

    There are fewer clusters than asked where there are fewer distinct vectors or where clusters empty.
    """
    cloud = Cloud.of(vectors, balance)
    starts = greedy_starts(cloud, max(sizes), rng)
    return [_clusters(cloud, lloyd(cloud, starts[:size])) for size in sizes]


def anchors(clusters: Clusters, balance: Floats, rng: np.random.Generator) -> Subset:
    """The nearest item of each cluster (eq. 18) with the cluster's balance weight (eq. 19); ties are drawn."""
    order = np.lexsort((rng.random(len(balance)), np.round(clusters.distance, 9), clusters.of_item))
    return _one_each(clusters, order, balance)


def members(clusters: Clusters, balance: Floats, rng: np.random.Generator) -> Subset:
    """A member of each cluster, drawn with probability as its balance weight, with the cluster's weight."""
    order = np.lexsort((rng.standard_exponential(len(balance)) / balance, clusters.of_item))
    return _one_each(clusters, order, balance)


def _one_each(clusters: Clusters, order: Indices, balance: Floats) -> Subset:
    ordered = clusters.of_item[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return Subset(order[is_first].astype(np.intp), totals(clusters.of_item, balance))


def _clusters(cloud: Cloud, labels: Indices) -> Clusters:
    _, of_point = np.unique(labels, return_inverse=True)
    of_point = of_point.reshape(-1)
    mass = totals(of_point, cloud.mass)
    points = cloud.points.astype(np.float64)
    centres = np.stack([np.bincount(of_point, cloud.mass * column) for column in points.T], axis=1) / mass[:, None]
    distance = np.square(points - centres[of_point]).sum(axis=1)
    return Clusters(of_point[cloud.of_item].astype(np.intp), distance[cloud.of_item])
