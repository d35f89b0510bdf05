"""Fixtures: a house on SQLite, and for contracts one on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.house import House, open_house, settings_in, write_studies
from tests.support.postgres import new_database, running_postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """One PostgreSQL server for the run; each test has its own database on it."""
    with running_postgres() as url:
        yield url


@pytest.fixture(scope="module", autouse=True)
def of_one_version() -> Iterator[None]:
    """Every house is of one version, and does not ask git for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARLEY_CODE_VERSION", "tests")
        yield


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/contract.db"
    return new_database(request.getfixturevalue("postgres_server"))


@pytest.fixture
def any_house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """A house on each database."""
    write_studies(tmp_path)
    with open_house(settings_in(tmp_path, database_url=database_url)) as house:
        yield house


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def any_shared_house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house on each database for the tests of a file that do not mind one another."""
    folder = tmp_path_factory.mktemp("house")
    write_studies(folder)
    url = None if request.param == "sqlite" else new_database(request.getfixturevalue("postgres_server"))
    with open_house(settings_in(folder, database_url=url)) as house:
        yield house


@pytest.fixture(scope="module")
def shared_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house on SQLite for the tests of a file that do not mind one another."""
    folder = tmp_path_factory.mktemp("house")
    write_studies(folder)
    with open_house(settings_in(folder)) as house:
        yield house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house on SQLite."""
    write_studies(tmp_path)
    with open_house(settings_in(tmp_path)) as house:
        yield house
