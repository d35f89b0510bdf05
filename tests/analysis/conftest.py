"""Numbers' libraries keep to one thread: on two busy cores a second one waits many times longer than it works."""

from collections.abc import Iterator

import numpy as np
import pytest
from threadpoolctl import threadpool_limits


@pytest.fixture(autouse=True, scope="session")
def one_thread() -> Iterator[None]:
    """Limit the libraries that NumPy has loaded."""
    assert np.__version__  # loaded before it can be limited
    with threadpool_limits(1):
        yield
