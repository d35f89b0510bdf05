"""Studies and scenarios as they were when somebody took part: rows are found by hash, files may move on."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field

from scenarios.card import Category
from server.tables.base import Table, UtcDateTime, one_of


class Study(Table, table=True):
    """One study across its versions. Its row is the lock under which assignments are drawn."""

    id: str = Field(primary_key=True)
    accepting: bool = True  # whether new participants are let in
    created_at: datetime = Field(sa_type=UtcDateTime)


class StudyVersion(Table, table=True):
    """A study file as it was loaded; never changed, because submissions point at it."""

    __tablename__ = "study_version"

    hash: str = Field(primary_key=True)
    study_id: str = Field(foreign_key="study.id", index=True)
    version: str
    content: str = Field(sa_type=Text)  # canonical JSON of the file
    loaded_at: datetime = Field(sa_type=UtcDateTime)


class ScenarioVersion(Table, table=True):
    """A scenario file as it was loaded; never changed, because assignments point at it."""

    __tablename__ = "scenario_version"
    __table_args__ = (one_of("category", Category),)

    hash: str = Field(primary_key=True)
    scenario_id: str = Field(index=True)
    category: str
    content: str = Field(sa_type=Text)  # canonical JSON of the file
    loaded_at: datetime = Field(sa_type=UtcDateTime)
