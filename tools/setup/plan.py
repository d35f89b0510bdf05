"""Which steps there are, in which order, and how they are run."""

import argparse
import fcntl
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tools.setup.errors import SetupError
from tools.setup.frontend import NODE_PACKAGES, PAGE
from tools.setup.livekit import livekit_step
from tools.setup.paths import STAMPS
from tools.setup.progress import Progress
from tools.setup.python import ENVIRONMENT, PACKAGES, PARLEY
from tools.setup.shell import Shell
from tools.setup.steps import Step
from tools.setup.system import SYSTEM_PACKAGES
from tools.up.options import complaint_about


def plan(goal: str) -> list[Step]:
    """The steps of ``run`` or ``test``, in order."""
    everything = [ENVIRONMENT, PACKAGES, PARLEY, NODE_PACKAGES, PAGE]
    if goal == "run":
        return [*everything, livekit_step(a_server_elsewhere_will_do=True)]
    return [SYSTEM_PACKAGES, *everything, livekit_step(a_server_elsewhere_will_do=False)]


def carry_out(steps: Sequence[Step], progress: Progress) -> None:
    """Do what is not up to date. Raises SetupError, named after the step, at the first that cannot be done."""
    for step in steps:
        progress.start(step.title)
        if reason := step.unneeded():
            progress.end(reason)
        elif step.is_done():
            progress.end("up to date")
        else:
            _do(step, progress)


def _do(step: Step, progress: Progress) -> None:
    step.log.unlink(missing_ok=True)
    try:
        step.do(Shell(step.log, progress))
    except (SetupError, OSError) as error:
        progress.end("failed")
        raise SetupError(f"{step.title}: {error}") from error
    progress.done()


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the set-up's lock, so that two `make` at once do not undo each other's work."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    with (STAMPS / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up is under way; waiting for it.", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main(arguments: Sequence[str]) -> int:
    """Set up for a goal. Gives the exit code: 0, 1 or 64 with one clear line, or 130 after Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python3 -m tools.setup", description="Set up Parley on this machine.")
    parser.add_argument("goal", choices=["run", "test"], help="what the machine must be able to do afterwards")
    parser.add_argument("options", nargs="*", help="after --, what `parley up` will be told: it is checked first")
    wanted = parser.parse_args(arguments)
    if complaint := complaint_about(wanted.options):
        print(f"parley up: {complaint}", file=sys.stderr)
        return os.EX_USAGE
    steps = plan(wanted.goal)
    try:
        with _alone():
            carry_out(steps, Progress(len(steps)))
    except SetupError as error:
        print(f"\nSet-up stopped. {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nSet-up interrupted; what is done stays done.", file=sys.stderr)
        return 130
    return 0
