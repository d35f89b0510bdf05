"""From a study's file to a study on Prolific: everything is settled before anything is created."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import structlog

from server.integrations.prolific import Prolific
from server.integrations.prolific.codes import completion_codes
from server.integrations.prolific.filters import PAPER_WISHES, UnknownFilterError, Wish, resolve
from server.integrations.prolific.wire import Filter, Study, StudyDraft, SubmissionsConfig
from server.study_file import StudyFile

log = structlog.get_logger(__name__)
FLOOR_MINOR_PER_HOUR = {"USD": 800, "GBP": 600}  # Prolific's least reward, judged without bonuses
LINK_IDS = "PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}"


class LaunchError(ValueError):
    """A study that Prolific would not take, or must not be given; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Recruitment:
    """What a study's file does not say: where the page is, in how many places, and whom to ask."""

    page_url: str
    description: str
    project: str | None = None
    at_once: int = -1  # conversations that may be held at the same time; -1 for as many as come
    wishes: Sequence[Wish] = PAPER_WISHES


def create(prolific: Prolific, study: StudyFile, recruitment: Recruitment) -> Study:
    """Create the study, not yet published, so that it can be looked at.

    Raises LaunchError, also for a filter that Prolific does not offer today, and ProlificError.
    """
    check_pay(study)
    try:
        filters = resolve(recruitment.wishes, prolific.studies.filters())
    except UnknownFilterError as error:
        raise LaunchError(f"Prolific does not offer what the study asks for: {error}") from error
    made = prolific.studies.create(draft(study, recruitment, filters))
    log.info("study_created_on_prolific", study=study.id, prolific_study=made.id)
    return made


def check_pay(study: StudyFile) -> None:
    """Raise LaunchError when the reward alone is less than Prolific's floor, with the figures and what would do."""
    rules = study.pay
    floor = FLOOR_MINOR_PER_HOUR.get(rules.currency)
    if floor is None:
        raise LaunchError(
            f"pay.currency: Prolific pays in {' or '.join(FLOOR_MINOR_PER_HOUR)}, not in {rules.currency}"
        )
    least = ceil(floor * study.minutes_max / 60)
    if rules.base_minor < least:
        hourly = rules.base_minor * 60 / study.minutes_max / 100
        raise LaunchError(
            f"pay.base_minor: {rules.base_minor} for {study.minutes_max} minutes is {hourly:.2f} {rules.currency} an "
            f"hour, and Prolific asks for {floor / 100:.2f} without bonuses: make it {least} or more"
        )


def draft(study: StudyFile, recruitment: Recruitment, filters: Sequence[Filter]) -> StudyDraft:
    """What Prolific is sent. The page's address names the study, so that it holds for as long as the study does."""
    if study.rehearsal or study.places is None:
        raise LaunchError("only a study with a number of places, which is no rehearsal, can be launched")
    return StudyDraft(
        name=study.title,
        internal_name=study.id,
        description=recruitment.description,
        external_study_url=f"{recruitment.page_url.rstrip('/')}/s/{study.id}?{LINK_IDS}",
        total_available_places=study.places,
        estimated_completion_time=study.minutes_max,
        maximum_allowed_time=longest_minutes(study.minutes_max, study.lease_minutes),
        reward=study.pay.base_minor,
        completion_codes=completion_codes(**study.codes.model_dump()),
        filters=tuple(filters),
        project=recruitment.project,
        submissions_config=SubmissionsConfig(max_concurrent_submissions=recruitment.at_once),
        metadata=study.id,
    )


def longest_minutes(estimated: int, wanted: int) -> int:
    """How long a submission may take: what is wanted, and no less than Prolific's own least."""
    return max(wanted, ceil(2 + 2 * estimated + 2 * sqrt(estimated)))
