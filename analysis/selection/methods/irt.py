"""IRT-based selection and prediction (section 3.2.3, appendix C.5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.scores.matrix import Floats, Indices, totals
from analysis.selection import irt
from analysis.selection.anchors import anchors, clusterings
from analysis.selection.seam import SelectionMethod, Sources, Subset


@dataclass(frozen=True)
class PIRT:
    """What p-IRT needs of the sources: the item parameters, and how a score becomes a response.

    ``mass`` is each pattern's balance weight, ``of_subset`` the chosen items' patterns, ``balance`` and ``threshold``
    the chosen items' own.
    """

    model: irt.ItemResponse
    mass: Floats
    of_subset: Indices
    balance: Floats
    threshold: Floats


class IRT(SelectionMethod):
    """Anchors among clusters of [alpha; beta] (eq. 12), and the full score by p-IRT (eq. 13-15).

    Items seen count with their actual scores, the others with sigma(alpha' theta - beta); each task's mean is plain,
    since the balance weight is constant inside it.

    Parameters
    ----------
    precision : of a normal prior on a target's ability. 0 as printed; 1e-3 keeps abilities finite where the subset is
        small, and raises the area under the curve by about .005.

    Notes
    -----
    Scores become responses at the sources' thresholds, one for each task; a target's too, whose own could not be known.
    The fit is made once for all sizes. ``weights`` are the clusters': the interval takes the estimate for APW's.
    """

    name = "irt"
    title = "IRT-based"
    binary = True

    def __init__(self, precision: float = 0.0) -> None:
        self.precision = precision

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        balance, task = sources.matrix.balance, sources.matrix.task
        threshold = irt.thresholds(sources.scores, task)[task]
        responses = (sources.scores >= threshold).astype(np.float64) if self.binary else sources.scores
        model = irt.fit(responses)
        mass = totals(model.of_item, balance)
        subsets = []
        for clusters in clusterings(model.parameters[model.of_item], balance, sizes, rng):
            subset = anchors(clusters, balance, rng)
            chosen = subset.items
            pirt = PIRT(model, mass, model.of_item[chosen], balance[chosen], threshold[chosen])
            subsets.append(replace(subset, fit=pirt))
        return subsets

    def estimate(self, subset: Subset, scores: Floats) -> Floats:
        pirt: PIRT = subset.fit
        missing = np.isnan(scores)
        responses = np.where(missing, np.nan, scores >= pirt.threshold) if self.binary else scores
        theta = irt.abilities(pirt.model.parameters[pirt.of_subset], responses, precision=self.precision)
        everything = pirt.model.probability(np.arange(len(pirt.mass)), theta) @ pirt.mass
        expected = pirt.model.probability(pirt.of_subset, theta)
        seen = np.where(missing, 0.0, scores - expected) @ pirt.balance
        return np.where(missing.all(axis=1), np.nan, everything + seen)
