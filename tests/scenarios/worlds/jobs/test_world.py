"""The job board."""

from typing import Any

import pytest
from pydantic import ValidationError

from scenarios.worlds.base import DEFAULT_NOW
from scenarios.worlds.jobs import WORLD
from scenarios.worlds.jobs.state import JobsState
from tests.scenarios.worlds.asking import ask, refuse


def job(title: str, employer: str, **more: Any) -> dict[str, Any]:
    return {
        "title": title,
        "employer": employer,
        "place": "Mill Road",
        "minutes_away": 15,
        "hours_per_week": 20,
        "hourly_cents": 1850,
        "days": ["monday", "tuesday"],
        "closes": "2026-01-31",
        "about": "Weekday mornings",
        **more,
    }


STATE: dict[str, Any] = {
    "profile": {"name": "Robin", "home": "Old Town", "days": ["friday"], "from_day": "2026-02-01"},
    "jobs": {
        "porter": job("Night porter", "Riverside Hotel", about="Nights at the front desk"),
        "cook": job("Breakfast cook", "Riverside Hotel"),
        "guide": job("Museum guide", "City Museum", closes="2026-01-04"),
    },
    "applications": {
        "application-1": {
            "job": "cook",
            "status": "invited",
            "sent_on": "2025-12-20",
            "days": ["sunday"],
            "from_day": "2026-01-01",
        }
    },
    "saved": {"guide": "2026-01-02"},
}


@pytest.fixture
def world() -> Any:
    JobsState.model_validate(STATE)
    return WORLD(STATE)


@pytest.mark.parametrize(
    ("words", "found"),
    [("hotel", ["porter", "cook"]), ("morning cooks", ["cook", "guide"]), ("guides", ["guide"]), ("pilot", [])],
)
def test_jobs_are_found_by_any_word_best_first(world: Any, words: str, found: list[str]) -> None:
    assert [job["id"] for job in ask(world, "search_jobs", words=words)["jobs"]] == found


def test_a_search_is_brief_and_a_job_is_shown_in_full(world: Any) -> None:
    brief = {"id": "guide", "title": "Museum guide", "employer": "City Museum", "hours_per_week": 20}
    assert ask(world, "search_jobs", words="guide") == {"jobs": [brief]}
    shown = ask(world, "get_job", job="the museum guide")
    assert (shown["id"], shown["pay_per_hour"], shown["minutes_away"]) == ("guide", 18.5, 15)
    assert "hourly_cents" not in shown
    refuse(world, "get_job", "Riverside Hotel (porter)", "Riverside Hotel (cook)", "ask which", job="Riverside Hotel")


def test_jobs_are_saved_and_taken_off_again(world: Any) -> None:
    ask(world, "save_job", job="night porter")
    assert [job["id"] for job in ask(world, "list_saved_jobs")["jobs"]] == ["guide", "porter"]
    assert world.state["saved"]["porter"] == DEFAULT_NOW.date().isoformat()
    refuse(world, "save_job", "porter is saved already", job="porter")
    ask(world, "unsave_job", job="guide")
    assert list(world.state["saved"]) == ["porter"]
    refuse(world, "unsave_job", "guide is not saved; saved: porter", job="guide")


def test_an_application_tells_the_profile_of_its_day(world: Any) -> None:
    first = ask(world, "apply_for_job", job="porter", note="I know the house.")["application"]
    assert first == {
        "id": "application-2",
        "job": "porter",
        "status": "sent",
        "sent_on": "2026-01-05",
        "days": ["friday"],
        "from_day": "2026-02-01",
        "note": "I know the house.",
        "title": "Night porter",
        "employer": "Riverside Hotel",
    }
    profile = ask(world, "set_availability", days=["sunday", "monday", "sunday"], from_day="January 12")
    assert (profile["days"], profile["from_day"]) == (["monday", "sunday"], "2026-01-12")
    assert ask(world, "get_profile") == profile
    assert world.state["applications"]["application-2"]["days"] == ["friday"]
    assert ask(world, "set_availability", days=["monday"])["from_day"] == "2026-01-12"
    refuse(world, "set_availability", "days is empty", days=[])
    refuse(world, "set_availability", "is no day", days=["monday"], from_day="soon")


def test_one_application_for_a_job_at_a_time(world: Any) -> None:
    refuse(world, "apply_for_job", "for cook already: application-1", job="cook")
    ask(world, "withdraw_application", application="breakfast cook")
    refuse(world, "withdraw_application", "withdrawn already", application="application-1")
    assert ask(world, "apply_for_job", job="cook")["application"]["id"] == "application-2"
    listed = ask(world, "list_applications")["applications"]
    assert [(item["id"], item["status"]) for item in listed] == [
        ("application-2", "sent"),
        ("application-1", "withdrawn"),
    ]


def test_a_closed_job_is_refused(world: Any) -> None:
    refuse(world, "apply_for_job", "guide closed on 2026-01-04; today is 2026-01-05", job="guide")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"saved": {"pilot": "2026-01-01"}}, "'pilot' is no job; jobs: porter, cook, guide"),
        ({"applications": {"a": STATE["applications"]["application-1"]}}, "ids are application-1, application-2"),
    ],
)
def test_a_state_names_its_jobs(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        JobsState.model_validate({**STATE, **change})
