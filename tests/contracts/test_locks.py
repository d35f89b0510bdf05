"""Locks hold versions and hashes, and name no host: whoever installs chooses where from."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"https?://|git\+|--index-url|--find-links|--extra-index-url")
PIN = re.compile(r"^[a-z0-9][a-z0-9._-]*==", re.MULTILINE)
PACKAGE_LOCK = ROOT / "frontend" / "package-lock.json"


def strings(value: Any, *, under: str = "") -> list[tuple[str, str]]:
    """Every string of a JSON document with its path."""
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in strings(item, under=f"{under}/{key}")]
    if isinstance(value, list):
        return [found for item in value for found in strings(item, under=under)]
    return [(under, value)] if isinstance(value, str) else []


def test_the_python_lock_names_no_host() -> None:
    assert ADDRESS.findall((ROOT / "requirements.lock").read_text()) == []


def test_every_python_package_is_pinned_with_a_hash() -> None:
    text = (ROOT / "requirements.lock").read_text()
    starts = [match.start() for match in PIN.finditer(text)]
    blocks = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert len(blocks) > 100
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_the_pages_lock_names_no_host() -> None:
    found = strings(json.loads(PACKAGE_LOCK.read_text()))
    assert [path for path, text in found if ADDRESS.search(text) and "/funding" not in path] == []


def test_every_package_of_the_page_has_an_integrity() -> None:
    packages = json.loads(PACKAGE_LOCK.read_text())["packages"]
    bare = [name for name, package in packages.items() if name and "integrity" not in package]
    assert bare == []


def test_npm_is_told_to_keep_hosts_out_of_the_lock() -> None:
    assert "omit-lockfile-registry-resolved=true" in (ROOT / "frontend" / ".npmrc").read_text()


@pytest.mark.parametrize(
    "name", ["uv.lock", "pylock.toml", "poetry.lock", "frontend/yarn.lock", "frontend/pnpm-lock.yaml"]
)
def test_there_is_one_lock_for_each_language(name: str) -> None:
    assert not (ROOT / name).exists()
