import stat
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tools.up.runtime import LONGEST, RuntimeFolderError, runtime_folder


def folder(shared: Path, given: Path | None = None) -> Path:
    return runtime_folder({"XDG_RUNTIME_DIR": str(given)} if given else {}, shared=shared)


def test_it_is_made_for_its_owner_alone_and_found_again(tmp_path: Path) -> None:
    made = folder(tmp_path)
    assert made.parent == tmp_path
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert folder(tmp_path) == made


def test_the_runtime_folder_of_the_session_goes_first(tmp_path: Path) -> None:
    with TemporaryDirectory(prefix="run-") as given:  # a path that is short wherever the tests' own folders lie
        assert folder(tmp_path, Path(given)) == Path(given, "parley")


def test_a_session_folder_that_is_gone_is_not_used(tmp_path: Path) -> None:
    assert folder(tmp_path, tmp_path / "gone").parent == tmp_path


def test_a_session_folder_too_deep_for_a_socket_is_not_used(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * LONGEST)
    deep.mkdir()
    assert folder(tmp_path, deep).parent == tmp_path


def test_a_folder_that_others_can_open_is_refused(tmp_path: Path) -> None:
    folder(tmp_path).chmod(0o755)
    with pytest.raises(RuntimeFolderError, match="a folder of your own"):
        folder(tmp_path)


def test_a_link_that_somebody_laid_there_is_refused(tmp_path: Path) -> None:
    laid = folder(tmp_path)
    laid.rmdir()
    (tmp_path / "theirs").mkdir(mode=0o700)
    laid.symlink_to(tmp_path / "theirs")
    with pytest.raises(RuntimeFolderError):
        folder(tmp_path)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    made = folder(tmp_path)
    made.rmdir()
    made.touch()
    with pytest.raises(RuntimeFolderError, match=f"cannot make {made}: File exists"):
        folder(tmp_path)
