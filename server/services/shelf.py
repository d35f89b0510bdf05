"""The studies and scenarios of this installation, and of rows whose files have moved on since."""

import json
from datetime import datetime
from pathlib import Path

from scenarios.card import Category
from scenarios.loading import AnyScenario, Catalog
from server import tables
from server.database import Database, insert_once
from server.services.stored import StoredScenario, stored_scenario, stored_study
from server.study_file import Study, StudyFileError, read_study


class Shelf:
    """Looks studies up by id (the file of today) or by hash (the file that a row was made under)."""

    def __init__(self, *, database: Database, catalog: Catalog, studies: list[Study]) -> None:
        self._database = database
        self.catalog = catalog
        self._current = {study.file.id: study for study in studies}
        self._by_hash = {study.hash: study for study in studies}
        self._scenarios = {
            scenario.hash: StoredScenario(card=scenario.card, document=scenario.document)
            for scenario in catalog.values()
        }

    def current(self) -> list[Study]:
        """The studies as their files are today."""
        return list(self._current.values())

    def find(self, study_id: str) -> Study | None:
        """Today's study of that id."""
        return self._current.get(study_id)

    def study(self, study_hash: str) -> Study:
        """The study of that hash; it is stored, or rows could not name it."""
        if study_hash not in self._by_hash:
            with self._database.read() as session:
                row = session.get_one(tables.StudyVersion, study_hash)
            today = self.find(row.study_id) or next(iter(self._current.values()), None)
            file = stored_study(json.loads(row.content), today=today.file if today else None)
            self._by_hash[study_hash] = Study(file, row.content)
        return self._by_hash[study_hash]

    def scenario(self, scenario_hash: str) -> StoredScenario:
        """The scenario of that hash; it is stored, or rows could not name it."""
        if scenario_hash not in self._scenarios:
            with self._database.read() as session:
                row = session.get_one(tables.ScenarioVersion, scenario_hash)
            self._scenarios[scenario_hash] = stored_scenario(json.loads(row.content), category=row.category)
        return self._scenarios[scenario_hash]

    def store(self, now: datetime) -> None:
        """Write what is new, so that every hash that rows will name can be read back for ever."""
        with self._database.write() as session:
            insert_once(session, [tables.Study(id=study_id, created_at=now) for study_id in self._current])
            insert_once(session, [_version_row(study, now) for study in self._current.values()])
            insert_once(session, [_scenario_row(scenario, now) for scenario in self.catalog.values()])


def _version_row(study: Study, now: datetime) -> tables.StudyVersion:
    return tables.StudyVersion(
        hash=study.hash, study_id=study.file.id, version=study.file.version, content=study.content, loaded_at=now
    )


def _scenario_row(scenario: AnyScenario, now: datetime) -> tables.ScenarioVersion:
    return tables.ScenarioVersion(
        hash=scenario.hash,
        scenario_id=scenario.id,
        category=scenario.category,
        content=json.dumps(scenario.document, ensure_ascii=False),
        loaded_at=now,
    )


def read_studies(folder: Path, catalog: Catalog) -> list[Study]:
    """Every study of a folder, checked against the catalog. Raises StudyFileError."""
    studies: dict[str, Study] = {}
    for path in sorted(folder.glob("*.yaml")):
        study = read_study(path)
        _check_scenarios(study, catalog, where=str(path))
        if study.file.id in studies:
            raise StudyFileError(f"{path}: id: {study.file.id} is the id of another study in this folder")
        studies[study.file.id] = study
    if not studies:
        raise StudyFileError(f"{folder}: there is no study file (*.yaml) in this folder")
    return list(studies.values())


def scenarios_of(study: Study, catalog: Catalog, category: Category) -> list[AnyScenario]:
    """A category's scenarios in a study: those that its file names, or all."""
    named = study.file.scenarios
    return [scenario for scenario in catalog.of(category) if named is None or scenario.id in named]


def wished_scenarios(study: Study, catalog: Catalog, wish: str | None) -> list[AnyScenario]:
    """What a rehearsal's link asks for: any scenario by its id, or the study's of a category; none for other words."""
    if wish in study.file.mix.shares():
        return scenarios_of(study, catalog, wish)
    return [found] if (found := catalog.get(wish or "")) is not None else []


def _check_scenarios(study: Study, catalog: Catalog, *, where: str) -> None:
    for scenario_id in study.file.scenarios or ():
        if scenario_id not in catalog:
            raise StudyFileError(f"{where}: scenarios: there is no scenario {scenario_id}")
    for category in study.file.mix.shares():
        if not scenarios_of(study, catalog, category):
            raise StudyFileError(f"{where}: mix.{category}: the study has no scenario of this category")
