"""Which conversations are tried: a sample that depends on their ids and a seed alone, not on their order.

A larger sample with the same seed holds the smaller one, in the same order: raising the limit goes on where it ended.
"""

import heapq
from collections.abc import Iterable

from scenarios.canonical import sha256_of
from scenarios.generate.records import Record


class Sample:
    """Keeps the ``limit`` records with the smallest keyed hashes."""

    def __init__(self, *, limit: int, seed: int) -> None:
        """Start empty."""
        self._limit, self._seed = limit, seed
        self._heap: list[tuple[int, str, Record]] = []
        self._ids: set[str] = set()
        self.n_offered = 0

    def offer(self, record: Record) -> None:
        """Consider one record; an id that is in the sample already is passed over."""
        self.n_offered += 1
        key = int(sha256_of(f"{self._seed}\n{record.id}"), 16)
        if record.id in self._ids or (len(self._heap) >= self._limit and -key <= self._heap[0][0]):
            return
        self._ids.add(record.id)
        heapq.heappush(self._heap, (-key, record.id, record))
        if len(self._heap) > self._limit:
            self._ids.discard(heapq.heappop(self._heap)[1])

    @property
    def records(self) -> list[Record]:
        """The sample, in the order of its hashes."""
        return [record for _, _, record in sorted(self._heap, key=lambda entry: -entry[0])]


def drawn(records: Iterable[Record], *, limit: int, seed: int) -> list[Record]:
    """The sample of all these records."""
    sample = Sample(limit=limit, seed=seed)
    for record in records:
        sample.offer(record)
    return sample.records
