import asyncio
import gc
import threading
from functools import partial

import pytest

from agent.speech.fair_queue import FairQueue, Priority


class Order:
    """Work that notes when it ran; the first piece holds the only thread until ``go``."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self._gate = threading.Event()

    def hold(self) -> None:
        assert self._gate.wait(5)

    def go(self) -> None:
        self._gate.set()

    def note(self, name: str) -> str:
        self.ran.append(name)
        return name


async def test_urgent_work_overtakes_and_results_arrive() -> None:
    order, queue = Order(), FairQueue(workers=1, name="test")
    queue.submit("x", Priority.NOW, order.hold)
    maybe = queue.submit("a", Priority.MAYBE, lambda: order.note("maybe"))
    now = queue.submit("b", Priority.NOW, lambda: order.note("now"))
    order.go()
    assert list(await asyncio.gather(maybe.future, now.future)) == ["maybe", "now"]
    assert order.ran == ["now", "maybe"]
    queue.close()


async def test_a_promoted_job_overtakes() -> None:
    order, queue = Order(), FairQueue(workers=1, name="test")
    queue.submit("x", Priority.NOW, order.hold)
    first = queue.submit("a", Priority.SOON, lambda: order.note("first"))
    second = queue.submit("b", Priority.MAYBE, lambda: order.note("second"))
    queue.promote(second, Priority.NOW)
    order.go()
    await asyncio.gather(first.future, second.future)
    assert order.ran == ["second", "first"]
    queue.close()


async def test_one_busy_owner_does_not_starve_the_others() -> None:
    order, queue = Order(), FairQueue(workers=1, name="test")
    queue.submit("busy", Priority.NOW, order.hold)
    jobs = [queue.submit("busy", Priority.NOW, partial(order.note, f"busy {i}")) for i in range(3)]
    jobs.append(queue.submit("quiet", Priority.NOW, lambda: order.note("quiet")))
    order.go()
    await asyncio.gather(*(job.future for job in jobs))
    assert order.ran == ["quiet", "busy 0", "busy 1", "busy 2"]
    queue.close()


async def test_cancelled_and_forgotten_work_never_runs() -> None:
    order, queue = Order(), FairQueue(workers=1, name="test")
    held = queue.submit("x", Priority.NOW, order.hold)
    cancelled = queue.submit("a", Priority.NOW, lambda: order.note("cancelled"))
    forgotten = queue.submit("gone", Priority.NOW, lambda: order.note("forgotten"))
    kept = queue.submit("a", Priority.MAYBE, lambda: order.note("kept"))
    cancelled.future.cancel()
    queue.forget("gone")
    order.go()
    await asyncio.gather(held.future, kept.future)
    assert order.ran == ["kept"]
    assert forgotten.future.cancelled()
    queue.close()


async def test_a_failure_reaches_only_the_one_who_asked() -> None:
    def broken() -> None:
        raise ValueError("broken")

    queue = FairQueue(workers=1, name="test")
    bad, good = queue.submit("a", Priority.NOW, broken), queue.submit("a", Priority.NOW, lambda: "fine")
    with pytest.raises(ValueError, match="broken"):
        await bad.future
    assert await good.future == "fine"
    queue.close()


async def test_no_more_runs_at_once_than_there_are_workers() -> None:
    inside, most, lock = [0], [0], threading.Lock()
    both = threading.Barrier(2, timeout=5)

    def work() -> None:
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        both.wait()
        with lock:
            inside[0] -= 1

    queue = FairQueue(workers=2, name="test")
    await asyncio.gather(*(queue.submit(i, Priority.NOW, work).future for i in range(6)))
    assert most[0] == 2
    queue.close()


async def test_a_failure_that_nobody_waits_for_any_more_is_no_unseen_one() -> None:
    unseen: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: unseen.append(str(context)))
    order, queue = Order(), FairQueue(workers=1, name="test")

    def fail() -> None:
        order.hold()
        raise RuntimeError("the model broke")

    leaving = queue.submit("a", Priority.NOW, fail)
    leaving.future.cancel()
    order.go()
    await queue.submit("b", Priority.NOW, lambda: order.note("next")).future
    gc.collect()
    assert unseen == []
    queue.close()
