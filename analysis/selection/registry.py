"""Every selection method by name. Adding one is one file in ``methods`` and one line here."""

from collections.abc import Iterable, Mapping, Sequence

from analysis.selection.methods.acoustic import Acoustic
from analysis.selection.methods.anchor_kriging import AnchorKriging
from analysis.selection.methods.anchor_points import AnchorPoints
from analysis.selection.methods.cluster_member import ClusterMember
from analysis.selection.methods.combined import Combined
from analysis.selection.methods.continuous_irt import ContinuousIRT
from analysis.selection.methods.difficulty import Difficulty
from analysis.selection.methods.irt import IRT
from analysis.selection.methods.random import Random
from analysis.selection.methods.random_sampling_learn import RandomSamplingLearn
from analysis.selection.methods.random_search_learn import RandomSearchLearn
from analysis.selection.methods.semantic import Semantic
from analysis.selection.methods.stratified import Stratified
from analysis.selection.methods.stratified_difference import StratifiedDifference
from analysis.selection.methods.stratified_kriging import StratifiedKriging
from analysis.selection.methods.variance import Variance
from analysis.selection.seam import SelectionMethod

_CLASSES: Sequence[type[SelectionMethod]] = (
    Random,
    RandomSamplingLearn,
    RandomSearchLearn,
    Variance,
    Difficulty,
    IRT,
    AnchorPoints,
    Semantic,
    Acoustic,
    Combined,
    Stratified,
    StratifiedDifference,
    StratifiedKriging,
    AnchorKriging,
    ClusterMember,
    ContinuousIRT,
)
METHODS: Mapping[str, SelectionMethod] = {each.name: each() for each in _CLASSES}
"""In the order of table 1, then those beyond the paper."""


def methods_for(names: Sequence[str], features: Iterable[str]) -> list[SelectionMethod]:
    """The methods asked for; ``paper`` and ``all`` stand for those that the features at hand allow.

    Raises
    ------
    ValueError
        No method has that name, or one asked for by name needs features that are not there.
    """
    there = set(features)
    chosen: dict[str, SelectionMethod] = {}
    for name in names:
        if name in ("paper", "all"):
            chosen |= {
                key: each for key, each in METHODS.items() if _fits(each, there) and (each.in_paper or name == "all")
            }
        elif name not in METHODS:
            raise ValueError(f"no method is called {name}; there are paper, all, {', '.join(METHODS)}")
        elif not _fits(METHODS[name], there):
            missing = ", ".join(sorted(set(METHODS[name].needs) - there))
            raise ValueError(f"method {name} needs features that are not there: {missing}")
        else:
            chosen[name] = METHODS[name]
    return [method for key, method in METHODS.items() if key in chosen]


def _fits(method: SelectionMethod, features: set[str]) -> bool:
    return set(method.needs) <= features
