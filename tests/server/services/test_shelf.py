"""Studies and scenarios by id and by hash, also when their files have moved on."""

from pathlib import Path

import pytest

from server.services.shelf import Shelf, read_studies
from server.study_file import StudyFileError
from tests.server.actors import Page, talk_through
from tests.server.house import House, open_house, settings_in, the_catalog, write_studies
from tests.server.studies import real_study, write_study


def test_whoever_began_under_an_earlier_file_keeps_it(tmp_path: Path) -> None:
    write_studies(tmp_path)
    settings = settings_in(tmp_path)
    with open_house(settings) as house:
        early = Page(house).enter("early")
        consent_hash = early.stage["consent"]["hash"]
    changed = real_study(title="Another title")
    changed["consent"]["version"] = "2"
    write_study(tmp_path / "studies", changed)
    with open_house(settings) as house:
        early.house = house
        early.enter("early")
        late = Page(house).enter("late")
        assert early.stage["consent"]["hash"] == consent_hash != late.stage["consent"]["hash"]
        assert (early.stage["study_title"], late.stage["study_title"]) == (real_study()["title"], "Another title")
        talk_through(early)


def test_hashes_are_found_in_the_database(house: House) -> None:
    study = house.parts.shelf.current()[0]
    scenario = the_catalog().of("tool_calling")[0]
    empty = Shelf(database=house.parts.database, catalog=type(the_catalog())({}), studies=[])
    assert empty.find(study.file.id) is None
    assert empty.study(study.hash) == study
    assert empty.scenario(scenario.hash) == scenario


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"scenarios": ["no-such-scenario"]}, "scenarios: there is no scenario no-such-scenario"),
        ({"scenarios": ["open-chat-01"]}, "mix.goal_oriented: the study has no scenario of this category"),
    ],
)
def test_a_study_is_checked_against_the_catalog(tmp_path: Path, change: dict[str, list[str]], says: str) -> None:
    write_study(tmp_path, real_study(**change))
    with pytest.raises(StudyFileError, match=says):
        read_studies(tmp_path, the_catalog())


def test_a_server_without_a_study_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(StudyFileError, match="there is no study file"):
        read_studies(tmp_path, the_catalog())


def test_two_files_cannot_be_the_same_study(tmp_path: Path) -> None:
    write_study(tmp_path, real_study(), "a")
    write_study(tmp_path, real_study(), "b")
    with pytest.raises(StudyFileError, match=r"b\.yaml: id: trial is the id of another study"):
        read_studies(tmp_path, the_catalog())
