"""A house whose study may pay, and an emulator that tells the house's time."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.house import House, open_house, settings_in, write_studies
from tests.server.prolific import Emulated
from tests.server.studies import real_study

CAP = 100_000_000


@pytest.fixture
def paying_house(tmp_path: Path) -> Iterator[House]:
    """A house on SQLite."""
    write_studies(tmp_path, pay=real_study()["pay"] | {"cap_minor": CAP})
    with open_house(settings_in(tmp_path)) as house:
        yield house


@pytest.fixture
def any_paying_house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """The same on each database."""
    write_studies(tmp_path, pay=real_study()["pay"] | {"cap_minor": CAP})
    with open_house(settings_in(tmp_path, database_url=database_url)) as house:
        yield house


@pytest.fixture
def emulated(paying_house: House) -> Emulated:
    return Emulated(paying_house.clock)
