"""Studies and scenarios by id and by hash, also when their files have moved on."""

import json
import sqlite3
from pathlib import Path

import pytest

from scenarios.loading import Catalog
from server.services.shelf import Shelf, read_studies
from server.study_file import StudyFileError
from tests.server.actors import Job, Page, talk_through
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
    found = empty.scenario(scenario.hash)
    assert (found.card, found.document) == (scenario.card, scenario.document)
    assert found == house.parts.shelf.scenario(scenario.hash)


def test_a_stored_study_that_the_schema_of_today_refuses_is_carried_on(tmp_path: Path) -> None:
    """As if the code had moved on: a field was renamed, a limit tightened, a text added."""
    write_studies(tmp_path)
    settings = settings_in(tmp_path)
    with open_house(settings) as house:
        page = Page(house).enter()
        old = dict(json.loads(house.parts.shelf.study(_hash_of(house)).content))
    old["words_of_yesterday"] = old.pop("quick_start")
    old |= {"limit_s": 5, "minutes_max": 1}
    old["consent"]["sections"][0]["colour"] = "red"
    old["pay"] |= {"base_minor": 33, "retired_bonus_minor": 10}
    with sqlite3.connect(tmp_path / "data/parley.db") as connection:
        connection.execute("DROP TRIGGER study_version_append_only")
        connection.execute("UPDATE study_version SET content = ? WHERE study_id = 'trial'", [json.dumps(old)])
    write_study(tmp_path / "studies", real_study(title="Another title"))
    with open_house(settings) as house:
        page.house = house
        page.enter()
        assert page.stage["pay"][0]["amount_minor"] == 33
        page.consent()
        page.pass_audio_check()
        assert page.stage["quick_start"] == real_study()["quick_start"]
        assert page.stage["limit_s"] == 5
        talk_through(page)
        assert page.rate().is_success


def test_a_stored_scenario_that_the_schema_of_today_refuses_is_carried_on(tmp_path: Path) -> None:
    write_studies(tmp_path)
    with open_house(settings_in(tmp_path)) as house:
        page = Page(house).enter(study="rehearsal", scenario="goal-001")
        page.consent()
        page.pass_audio_check()
        card = page.stage["card"]
    with sqlite3.connect(tmp_path / "data/parley.db") as connection:
        connection.execute("DROP TRIGGER scenario_version_append_only")
        connection.execute("""UPDATE scenario_version SET content = json_set(content, '$.schema_version', 0,
            '$.card.colour', 'red')""")
    catalog = Catalog({name: found for name, found in the_catalog().items() if name != "goal-001"})
    with open_house(settings_in(tmp_path), catalog=catalog) as house:
        page.house = house
        page.look()
        assert page.stage["card"] == card
        job = Job(house, page.start())
        job.begin()
        assert job.brief is not None
        assert job.brief.scenario["schema_version"] == 0


def _hash_of(house: House) -> str:
    study = house.parts.shelf.find("trial")
    assert study is not None
    return study.hash


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
