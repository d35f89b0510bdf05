from pathlib import Path

import pytest

from tools.setup.errors import SetupError
from tools.setup.shell import Shell
from tools.setup.system import Machine, apt_install, missing_for_tests


def test_packages_are_found_by_what_they_provide(tmp_path: Path) -> None:
    assert missing_for_tests(str(tmp_path), [str(tmp_path)]) == [
        "chromium",
        "fonts-liberation",
        "espeak-ng",
        "libflite1",
    ]
    for program in ("chromium", "espeak-ng"):
        (tmp_path / program).touch(mode=0o755)
    library = tmp_path / "x86_64-linux-gnu" / "libflite.so.1"
    library.parent.mkdir()
    library.touch()
    assert missing_for_tests(str(tmp_path), [str(tmp_path)]) == []


def test_who_may_not_install_is_told_what_to_type(shell: Shell) -> None:
    with pytest.raises(SetupError, match=r"please run: sudo apt-get install chromium libflite1$"):
        apt_install(shell, ["chromium", "libflite1"], Machine(has_apt=True, is_root=False))


def test_without_apt_the_packages_are_named(shell: Shell) -> None:
    with pytest.raises(SetupError, match="missing system packages: chromium"):
        apt_install(shell, ["chromium"], Machine(has_apt=False, is_root=True))
