"""Judges by role: the defaults are dated, a file replaces what it names."""

from pathlib import Path

import pytest

from analysis.benchmark.judges.pins import DEFAULTS, read_judges


def test_judges_of_openai_are_pinned_by_date() -> None:
    names = [setting.model for setting in DEFAULTS.values() if setting.url is None]
    assert names
    assert all(name.rsplit("-", 3)[-3].isdigit() for name in names)


def test_a_file_replaces_the_roles_that_it_names(tmp_path: Path) -> None:
    path = tmp_path / "judges.yaml"
    path.write_text("reader: {model: local-7b-2026-02-01, url: 'http://127.0.0.1:9/v1', seed: null}\n")
    judges = read_judges(path)
    assert (judges["reader"].model, judges["reader"].pin.seed) == ("local-7b-2026-02-01", None)
    assert judges["rater"] == DEFAULTS["rater"]


@pytest.mark.parametrize("text", ["singer: {model: x}", "reader: {name: x}"])
def test_another_role_or_setting_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "judges.yaml"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"singer|name"):
        read_judges(path)
