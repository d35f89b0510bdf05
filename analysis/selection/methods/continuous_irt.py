"""IRT on scores as they are: no threshold, nothing thrown away."""

from analysis.selection.methods.irt import IRT


class ContinuousIRT(IRT):
    """As `IRT`, with scores in [0, 1] as responses of a quasi-likelihood instead of 0 or 1.

    Beyond the paper: a threshold makes a judge's 6 and 9 of 10 the same. The logistic likelihood only needs a score's
    mean to be right, so it takes shares as it takes outcomes. Abilities have a prior of precision 1e-3.
    """

    name = "continuous-irt"
    title = "Continuous IRT"
    in_paper = False
    binary = False

    def __init__(self, precision: float = 1e-3) -> None:
        super().__init__(precision)
