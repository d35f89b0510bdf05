"""The catalogue is YAML for every reader: libyaml takes an unquoted question mark in braces, others refuse the file."""

import re
from pathlib import Path

import pytest
import yaml

import scenarios

FOLDER = Path(scenarios.__file__).parent
RISKY = [
    path
    for path in sorted((*FOLDER.glob("catalog/*.yaml"), *FOLDER.glob("starters/*.yaml")))
    if re.search(r"\{.*\?", path.read_text(encoding="utf-8"))
]


def test_there_are_files_to_look_at() -> None:
    assert RISKY


@pytest.mark.parametrize("path", RISKY, ids=lambda path: path.stem)
def test_a_reader_without_libyaml_reads_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, Loader=yaml.SafeLoader) == yaml.load(text, Loader=yaml.CSafeLoader)
