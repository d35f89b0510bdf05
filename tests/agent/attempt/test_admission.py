import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from agent.attempt.admission import Admission


@dataclass
class Offer:
    """A job on offer; whoever takes it has begun it when ``begin`` is set."""

    id: str
    running: list[str]
    begin: asyncio.Event = field(default_factory=asyncio.Event)
    answer: str | None = None
    job: Any = field(default_factory=lambda: SimpleNamespace(metadata="cv-1"))

    async def accept(self) -> None:
        self.answer = "accepted"
        await self.begin.wait()
        self.running.append(self.id)

    async def reject(self, *, terminate: bool = True) -> None:
        self.answer = "ended" if terminate else "left to others"


async def offered(admission: Admission, *offers: Any) -> list[asyncio.Task[None]]:
    tasks = [asyncio.create_task(admission.answer(offer)) for offer in offers]
    await asyncio.sleep(0)
    return tasks


async def test_as_many_as_there_is_room_for_are_taken_in_one_moment() -> None:
    running: list[str] = ["earlier"]
    admission = Admission(capacity=3, running=lambda: running)
    offers = [Offer(name, running) for name in "abc"]
    answering = await offered(admission, *offers)
    assert [offer.answer for offer in offers] == ["accepted", "accepted", "left to others"]
    for offer in offers:
        offer.begin.set()
    await asyncio.gather(*answering)
    assert running == ["earlier", "a", "b"]


async def test_a_job_that_has_begun_and_is_still_being_answered_counts_once() -> None:
    running: list[str] = ["a"]
    admission = Admission(capacity=2, running=lambda: running)
    slow, next_one = Offer("a", running), Offer("b", running)
    answering = [*await offered(admission, slow), *await offered(admission, next_one)]
    assert next_one.answer == "accepted"
    for task in answering:
        task.cancel()


async def test_a_job_that_ended_makes_room() -> None:
    running: list[str] = ["a"]
    admission = Admission(capacity=1, running=lambda: running)
    refused, taken = Offer("b", running), Offer("c", running)
    await offered(admission, refused)
    running.clear()
    [answering] = await offered(admission, taken)
    assert (refused.answer, taken.answer) == ("left to others", "accepted")
    answering.cancel()
