"""One browser and one study server without a media server for all tests of the page; tests keep apart by session."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.frontend.site import Site, running_site
from tests.support.browser import chromium

PATIENCE_MS = 15_000  # a busy machine is no fault of the page


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A study server whose media server is a fake."""
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One browser; each test has contexts of its own."""
    expect.set_options(timeout=PATIENCE_MS)
    async with chromium() as running:
        yield running
