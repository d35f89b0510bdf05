"""Task-stratified random items, weighted as the best linear prediction weighs them."""

from collections.abc import Sequence

import numpy as np

from analysis.selection.kriging import kriged
from analysis.selection.methods.stratified import stratified_order
from analysis.selection.seam import SelectionMethod, Sources, Subset


class StratifiedKriging(SelectionMethod):
    """A stratified random subset with kriging weights.

    Beyond the paper: the choice is design-based, so it suits any target; the weights borrow from which items go
    together among the sources. From n = 50 on among the best there is, also for targets stronger than all sources.
    """

    name = "stratified-kriging"
    title = "Stratified + kriging"
    in_paper = False

    def select(self, sources: Sources, sizes: Sequence[int], rng: np.random.Generator) -> list[Subset]:
        order = stratified_order(sources.matrix, rng)
        return [kriged(sources, order[:n]) for n in sizes]
