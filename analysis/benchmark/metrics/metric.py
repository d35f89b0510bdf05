"""The seam of every metric: an item, an answer and the graders at hand give an outcome."""

import wave
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.judges.judge import Judge, JudgeError, Role, Ruling
from analysis.benchmark.outcomes import Outcome, failed, scored, ungraded


class GraderMissingError(Exception):
    """What a metric needs is not at hand: a judge, a transcriber, a library. The item stays ungraded."""


class Transcriber(Protocol):
    """Writes down speech; ``name`` goes into the record."""

    name: str

    async def transcribe(self, sound: Path) -> str:
        """The words; raises OSError or ValueError when there are none to be had."""


@dataclass(frozen=True, slots=True)
class Graders:
    """What metrics may use. ``same_answer`` decides (reference, answer, question); ``quality`` gives a MOS of 1-5."""

    judges: Mapping[Role, Judge] = field(default_factory=dict)
    transcriber: Transcriber | None = None
    same_answer: Callable[[str, str, str], bool] | None = None
    quality: Callable[[Path], float] | None = None

    def judge(self, role: Role) -> Judge:
        """The judge of a role, or GraderMissingError."""
        if role not in self.judges:
            raise GraderMissingError(f"no judge for the role '{role}'")
        return self.judges[role]


Given = TypeVar("Given")


def told_by(name: str, foreign: Callable[[], Given]) -> Given:
    """What a grader that is foreign code gives.

    Raises:
        GraderMissingError: whatever it raised, as the reason that the item stays ungraded.
    """
    try:
        return foreign()
    except Exception as error:  # foreign code may raise anything, and none of it is the model's fault
        raise GraderMissingError(f"{name}: {type(error).__name__}: {str(error)[:200]}") from error


Grade = Callable[[Item, Answer, Graders], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Metric:
    """A named, versioned way of grading. ``version`` changes whenever the same answer could get another score.

    ``role`` is the judge that it asks, ``n_rulings`` times; ``hears`` says that an answer without sound cannot be
    graded.
    """

    name: str
    version: int
    grade: Grade
    role: Role | None = None
    n_rulings: int = 0
    hears: bool = False


async def grade(metric: Metric, item: Item, answer: Answer, graders: Graders) -> Outcome:
    """One answer's outcome; what is missing or cannot be read gives a reason, never a number."""
    fault = sound_fault(answer.audio)
    if metric.hears and answer.audio is None:
        return failed("no sound in the answer")
    if fault:
        return failed(fault)
    try:
        return await metric.grade(item, answer, graders)
    except (GraderMissingError, JudgeError) as reason:
        return ungraded(str(reason))


def sound_fault(sound: Path | None) -> str | None:
    """What is wrong with an answer's sound, None if nothing is; WAV alone is opened."""
    if sound is None:
        return None
    if not sound.is_file() or sound.stat().st_size == 0:
        return "the answer's sound is missing or empty"
    if sound.suffix == ".wav":
        try:
            with wave.open(str(sound), "rb") as file:
                if file.getnframes() == 0:
                    return "the answer's sound has no samples"
        except (wave.Error, EOFError) as error:
            return f"the answer's sound is malformed: {error}"
    return None


async def words_of(answer: Answer, graders: Graders) -> tuple[str, str]:
    """An answer's words and where they come from: its sound as transcribed, else the text that the model gave.

    Raises:
        GraderMissingError: there is sound only, and nobody to transcribe it.
    """
    if answer.audio is None:
        return answer.text, "text"
    if graders.transcriber is not None:
        try:
            return await graders.transcriber.transcribe(answer.audio), graders.transcriber.name
        except (OSError, ValueError) as error:
            raise GraderMissingError(f"transcriber {graders.transcriber.name}: {error}") from error
    if answer.text:
        return answer.text, "text"
    raise GraderMissingError("no transcriber, and the answer is sound only")


def ruled(
    score: float, ruling: Ruling, *, raw: float | None = None, pass_at: float = 1.0, **evidence: object
) -> Outcome:
    """A scored outcome that names its judge."""
    return scored(
        score, raw=raw, pass_at=pass_at, judge=ruling.pin.model, judge_reported=ruling.model_reported, **evidence
    )
