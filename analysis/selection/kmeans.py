"""Weighted k-means for many k on the same points: one greedy order of starts, identical points merged, exact Lloyd.

A Lloyd step only looks again at what can have changed: points of clusters whose centre moved meet all centres, the
others only the centres that moved. Assignments are those of the plain algorithm; late steps cost a small part of it.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analysis.scores.matrix import Flags, Floats, Indices, totals

Points = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
BLOCK_CELLS = 1 << 17
"""Distances held at once: half a megabyte, so that a block stays in the cache between product and minimum."""
N_TRIALS = 8
MAX_STEPS = 300
TOLERANCE = 1e-4
"""scikit-learn's: steps end when centres move less than this share of the mean variance."""


@dataclass(frozen=True)
class Cloud:
    """Items as points, those with the same coordinates merged.

    Attributes
    ----------
    points : shape (N, D), float32, centred on the weighted mean.
    mass : shape (N,), sum of the items' weights.
    of_item : shape (I,), each item's point.
    """

    points: Points
    mass: Floats
    of_item: Indices

    @classmethod
    def of(cls, vectors: Floats | Points, weights: Floats) -> "Cloud":
        """Merge I items, shape (I, D). Equal means equal to 6 digits."""
        packed = np.ascontiguousarray(np.round(vectors, 6).astype(np.float32) + np.float32(0.0))
        keys = packed.view(np.dtype((np.void, packed.dtype.itemsize * packed.shape[1]))).ravel()
        _, first, of_item = np.unique(keys, return_index=True, return_inverse=True)
        mass = totals(of_item.reshape(-1), weights)
        points = np.asarray(vectors, dtype=np.float64)[first]
        points = points - (mass @ points) / mass.sum()
        return cls(points.astype(np.float32), mass, of_item.reshape(-1).astype(np.intp))

    def __len__(self) -> int:
        return len(self.points)


def greedy_starts(cloud: Cloud, n: int, rng: np.random.Generator) -> Indices:
    """Points in the order in which greedy k-means++ takes them; the first k start a k-means with k clusters.

    Each next one is the best of eight draws by squared distance. Ends early when every point is a start.
    """
    points, mass = cloud.points, cloud.mass
    norms = np.einsum("nd,nd->n", points, points)
    chosen = [int(rng.choice(len(points), p=mass / mass.sum()))]
    nearest = _squared(points, norms, np.array(chosen))[:, 0]
    while len(chosen) < min(n, len(points)):
        cumulative = np.cumsum(mass * nearest)
        if cumulative[-1] <= 0:
            break
        drawn = np.searchsorted(cumulative, rng.random(N_TRIALS) * cumulative[-1])
        drawn = np.minimum(drawn, len(points) - 1)
        distances = np.minimum(_squared(points, norms, drawn), nearest[:, None])
        best = int(np.argmin(mass @ distances))
        chosen.append(int(drawn[best]))
        nearest = distances[:, best]
        nearest[drawn[best]] = 0.0
    return np.array(list(dict.fromkeys(chosen)), dtype=np.intp)


def lloyd(cloud: Cloud, starts: Indices) -> Indices:
    """Each point's cluster, shape (N,), from starts at the given points; a cluster that empties is dropped for good."""
    points, n = cloud.points, len(starts)
    centres = points[starts].copy()
    labels, best = _nearest(points, centres)
    limit = TOLERANCE * float(points.var(axis=0).mean())
    for _ in range(MAX_STEPS):
        moved_to = _centres(cloud, labels, n)
        there = np.isfinite(moved_to[:, 0])
        shift = float(np.square(moved_to[there] - centres[there]).sum())
        has_moved = (moved_to != centres).any(axis=1)
        centres = moved_to
        if not has_moved.any():
            break
        before = labels.copy()
        _reassign(points, centres, has_moved, labels, best)
        if np.array_equal(before, labels) or shift <= limit:
            break
    return labels


def _reassign(points: Points, centres: Points, has_moved: Flags, labels: Indices, best: Points) -> None:
    """One assignment step in place: only against what moved, where a point's own centre stayed."""
    own_moved = has_moved[labels]
    again = np.flatnonzero(own_moved)
    labels[again], best[again] = _nearest(points[again], centres)
    rest, moved = np.flatnonzero(~own_moved), np.flatnonzero(has_moved)
    if not len(rest):
        return
    candidate, value = _nearest(points[rest], centres[moved])
    closer = value < best[rest]
    labels[rest[closer]] = moved[candidate[closer]]
    best[rest[closer]] = value[closer]


def _nearest(points: Points, centres: Points) -> tuple[Indices, Points]:
    """The nearest centre of each point, and half its squared distance less half the point's own square."""
    there = np.flatnonzero(np.isfinite(centres[:, 0]))
    kept = centres[there]
    half = 0.5 * np.einsum("kd,kd->k", kept, kept)
    labels = np.empty(len(points), dtype=np.intp)
    best = np.empty(len(points), dtype=np.float32)
    rows = max(64, BLOCK_CELLS // len(kept))
    for start in range(0, len(points), rows):
        block = slice(start, start + rows)
        distances = half - points[block] @ kept.T
        labels[block] = distances.argmin(axis=1)
        best[block] = np.take_along_axis(distances, labels[block, None], axis=1)[:, 0]
    return there[labels], best


def _centres(cloud: Cloud, labels: Indices, n: int) -> Points:
    """Weighted means, shape (n, D); infinite for a cluster without points."""
    members = sparse.csr_matrix(
        (cloud.mass.astype(np.float32), (labels, np.arange(len(labels)))), shape=(n, len(labels)), dtype=np.float32
    )
    sums = members @ cloud.points
    mass = np.bincount(labels, cloud.mass, minlength=n).astype(np.float32)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(mass[:, None] > 0, sums / mass[:, None], np.float32(np.inf)).astype(np.float32)


def _squared(points: Points, norms: Points, drawn: Indices) -> Points:
    distances = norms[:, None] + norms[drawn] - 2.0 * (points @ points[drawn].T)
    return np.maximum(distances, 0.0, out=distances)
