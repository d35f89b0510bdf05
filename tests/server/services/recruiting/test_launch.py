"""A study's file on Prolific."""

from typing import Any

import pytest

from server.clock import ManualClock
from server.integrations.prolific.filters import Wish
from server.services.recruiting.launch import LaunchError, Recruitment, create, longest_minutes
from server.study_file import StudyFile, parse_study
from tests.server.prolific import Emulated
from tests.server.studies import real_study

RECRUITMENT = Recruitment(page_url="https://parley.example.org/", description="You talk.", at_once=25)


def study(**pay: Any) -> StudyFile:
    file = real_study(places=4, minutes_min=10, minutes_max=13)
    return parse_study(file | {"pay": file["pay"] | {"base_minor": 260} | pay}, where="test").file


def test_a_launched_study_brings_people_with_their_ids() -> None:
    emulated = Emulated(ManualClock())
    made = create(emulated.prolific, study(), RECRUITMENT)
    assert (made.status, made.reward, made.total_available_places) == ("UNPUBLISHED", 260, 4)
    emulated.prolific.studies.publish(made.id)
    entries = emulated.arrive(made.id, 9)
    assert len(entries) == 4
    assert entries[0]["url"] == (
        f"https://parley.example.org/s/trial?PROLIFIC_PID={entries[0]['participant']}"
        f"&STUDY_ID={made.id}&SESSION_ID={entries[0]['submission']}"
    )


def test_the_codes_are_those_of_the_file() -> None:
    emulated = Emulated(ManualClock())
    made = create(emulated.prolific, study(), RECRUITMENT)
    with emulated.world.open() as state:
        codes = {code["code"]: code["code_type"] for code in state.studies[made.id].sent["completion_codes"]}
    assert codes == {
        "REHEARSAL-DONE": "COMPLETED",
        "REHEARSAL-DECLINED": "NO_CONSENT",
        "REHEARSAL-NO-SOUND": "INCOMPATIBLE_DEVICE",
        "REHEARSAL-OUR-FAULT": "OTHER",
    }


def test_the_paper_s_pay_is_refused_with_the_figures_and_a_fix() -> None:
    emulated = Emulated(ManualClock())
    with pytest.raises(LaunchError, match=r"25 for 13 minutes is 1\.15 USD an hour.*8\.00.*174 or more"):
        create(emulated.prolific, study(base_minor=25), RECRUITMENT)
    create(emulated.prolific, study(base_minor=174), RECRUITMENT)
    with pytest.raises(LaunchError, match="USD or GBP"):
        create(emulated.prolific, study(currency="EUR"), RECRUITMENT)


def test_nothing_is_created_when_a_filter_is_not_offered() -> None:
    emulated = Emulated(ManualClock())
    wish = Wish("Favourite colour", ("Blue",))
    with pytest.raises(LaunchError, match="no filters are called"):
        create(emulated.prolific, study(), Recruitment("https://parley.example.org", "You talk.", wishes=[wish]))
    assert list(emulated.prolific.studies.list_of_project("any")) == []


@pytest.mark.parametrize("changes", [{"places": None}, {"rehearsal": True}])
def test_what_cannot_be_launched(changes: dict[str, Any]) -> None:
    emulated = Emulated(ManualClock())
    with pytest.raises(LaunchError, match="number of places"):
        create(emulated.prolific, study().model_copy(update=changes), RECRUITMENT)


@pytest.mark.parametrize(("estimated", "wanted", "longest"), [(13, 45, 45), (13, 20, 36), (20, 45, 51)])
def test_no_less_time_than_prolific_gives(estimated: int, wanted: int, longest: int) -> None:
    assert longest_minutes(estimated, wanted) == longest
