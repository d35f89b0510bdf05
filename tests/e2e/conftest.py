"""One whole system for all tests with a browser: the rehearsal study, and two more with models for tests."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser

from tests.support.browser import chromium
from tests.support.models import FAILING_ONCE, HISTORIAN, TELLTALE, TONE
from tests.support.parley_up import Parley, parley_up
from tests.support.study_folder import write_studies


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parley]:
    """Everything that `parley up` starts. Tests keep apart by their participants."""
    folder = tmp_path_factory.mktemp("house")
    environment = write_studies(
        folder,
        models={"historian": HISTORIAN, TELLTALE: {**FAILING_ONCE, "voice": TELLTALE}},
        voices={"tone": TONE, TELLTALE: TONE},
        studies={"historian": "historian", "blinded": TELLTALE},
    )
    with parley_up(folder / "data", environment=environment) as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A browser of the test's own."""
    async with chromium() as running:
        yield running
