"""Pairs of wishes and things, each thing once: list matchers with items, steps with calls."""

from collections.abc import Sequence


def pair(wishes: Sequence[Sequence[int]]) -> dict[int, int]:
    """As many wishes as possible, each with one of the things that it wants; earlier wishes go before later ones.

    With wishes in falling order of worth, what is paired is worth the most (bipartite matching by augmenting paths).
    """
    taken: dict[int, int] = {}
    for index in range(len(wishes)):
        _place(index, wishes, taken, set())
    return {index: thing for thing, index in taken.items()}


def _place(index: int, wishes: Sequence[Sequence[int]], taken: dict[int, int], tried: set[int]) -> bool:
    """Give a wish a thing of its own, moving other wishes to other things where they can move."""
    for thing in wishes[index]:
        if thing not in tried:
            tried.add(thing)
            if thing not in taken or _place(taken[thing], wishes, taken, tried):
                taken[thing] = index
                return True
    return False
