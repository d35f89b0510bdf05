"""Runs a comparison: repeats spread over processes or a cluster, each kept as it ends, so that a killed run goes on.

The output folder holds ``manifest.json`` (what was asked, of what), and ``folds``, ``targets`` and ``tasks``, each with
one Parquet file for each finished repeat. A file is written under another name and then renamed: it is whole or not
there. A folder of another comparison is refused.
"""

import json
import os
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from importlib.metadata import version
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any

import numpy as np

from analysis.scores.matrix import ScoreMatrix
from analysis.selection.evaluation import Repeat, evaluate
from analysis.selection.plan import Plan
from analysis.selection.seam import Feature

TABLES = ("folds", "targets", "tasks")


class RunFaultError(ValueError):
    """The output folder cannot be used for this comparison."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: repeats done of all, and the seconds left by the pace so far; None before the first is done."""

    done: int
    total: int
    left_s: float | None


@dataclass(frozen=True)
class Job:
    """What a worker needs; sent to each process once."""

    matrix: ScoreMatrix
    features: Mapping[str, Feature]
    plan: Plan


def run(
    job: Job,
    out: Path,
    *,
    workers: int = 1,
    executor: Executor | None = None,
    tell: Callable[[Progress], None] = lambda progress: None,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Carry out what is missing of a comparison.

    Parameters
    ----------
    workers : processes, each with one thread for linear algebra. With 1 the work is done in this process.
    executor : where to run instead, such as a Dask client's.
    tell : is told of progress, at once and after each repeat.

    Raises
    ------
    RunFaultError
        The folder holds another comparison.
    InsufficientDataError
        See `Plan.check`.
    """
    job.plan.check(job.matrix)
    _open_folder(job, out)
    missing = [repeat for repeat in range(job.plan.repeats) if not _is_done(out, repeat)]
    pace = _Pace(job.plan.repeats, len(missing), tell=tell, clock=clock)
    if not missing:
        return
    if executor is not None:
        futures = {executor.submit(_evaluate_job, job, repeat): repeat for repeat in missing}
        _gather(futures, out, pace)
    elif workers == 1:
        for repeat in missing:
            _keep(_evaluate_job(job, repeat), out, repeat)
            pace.one_more()
    else:
        with ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (job,)) as pool:
            _gather({pool.submit(_evaluate_here, repeat): repeat for repeat in missing}, out, pace)


class _Pace:
    """Counts finished repeats and tells the time left."""

    def __init__(
        self, total: int, missing: int, *, tell: Callable[[Progress], None], clock: Callable[[], float]
    ) -> None:
        self._total, self._before, self._missing = total, total - missing, missing
        self._done, self._tell, self._clock, self._began = 0, tell, clock, clock()
        tell(Progress(self._before, total, None))

    def one_more(self) -> None:
        self._done += 1
        each = (self._clock() - self._began) / self._done
        self._tell(Progress(self._before + self._done, self._total, each * (self._missing - self._done)))


_job: Job | None = None
"""A worker process's own, set once when it starts."""


def _start_worker(job: Job) -> None:
    global _job  # noqa: PLW0603
    _job = job
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent cannot stop its workers, and they would wait for work for ever."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _evaluate_here(repeat: int) -> Repeat:
    assert _job is not None
    return _evaluate_job(_job, repeat)


def _evaluate_job(job: Job, repeat: int) -> Repeat:
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        return evaluate(job.matrix, job.features, job.plan, repeat)


def _gather(futures: Mapping[Any, int], out: Path, pace: _Pace) -> None:
    try:
        for future in as_completed(futures):
            _keep(future.result(), out, futures[future])
            pace.one_more()
    except BaseException:
        for future in futures:
            future.cancel()
        raise


def _keep(result: Repeat, out: Path, repeat: int) -> None:
    """Write a repeat's tables; ``folds`` last, since it says that the repeat is done."""
    import pandas as pd

    for name in reversed(TABLES):
        path = _path(out, name, repeat)
        path.parent.mkdir(exist_ok=True)
        whole = path.with_suffix(".part")
        pd.DataFrame(getattr(result, name)).to_parquet(whole, index=False)
        os.replace(whole, path)  # noqa: PTH105


def _is_done(out: Path, repeat: int) -> bool:
    return _path(out, "folds", repeat).is_file()


def _path(out: Path, table: str, repeat: int) -> Path:
    return out / table / f"repeat-{repeat:04d}.parquet"


def _open_folder(job: Job, out: Path) -> None:
    """Make the folder with its manifest, or check that the one there is of the same comparison."""
    asked = manifest(job)
    path = out / "manifest.json"
    if path.is_file():
        there = json.loads(path.read_text(encoding="utf-8"))
        differing = [name for name in asked if there.get(name) != asked[name]]
        if differing:
            raise RunFaultError(
                f"{out} holds another comparison, of other {', '.join(differing)}; name another folder with --out"
            )
        return
    out.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asked, indent=2) + "\n", encoding="utf-8")
    os.replace(part, path)  # noqa: PTH105


def manifest(job: Job) -> dict[str, Any]:
    """What was asked, of what, and with which libraries: enough to do it again."""
    plan = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(job.plan).items()}
    return {
        "plan": plan,
        "scores": {
            "sha256": job.matrix.digest,
            "models": job.matrix.n_models,
            "items": job.matrix.n_items,
            "tasks": len(job.matrix.tasks),
            "ungraded": int(np.isnan(job.matrix.scores).sum()),
        },
        "features": {name: _digest(feature) for name, feature in sorted(job.features.items())},
        "versions": {name: version(name) for name in ("parley", "numpy", "scipy", "scikit-learn")},
    }


def _digest(feature: Feature) -> str:
    from hashlib import sha256

    return sha256(np.ascontiguousarray(feature).tobytes()).hexdigest()
