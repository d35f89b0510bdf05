"""Rules that agent and server each hold, since neither may import the other, and that must be the same rule."""

from importlib.metadata import version

import pytest

import agent.settings
import server.settings
import tools.doctor
from agent.reporting.version import code_version as agents_version
from server.version import code_version as servers_version


def test_the_same_secrets_are_placeholders_to_all() -> None:
    rules = [(set(rule.PLACEHOLDERS), rule.SHORTEST_SECRET) for rule in (agent.settings, server.settings, tools.doctor)]
    assert rules == rules[:1] * 3


def test_the_tree_has_one_version() -> None:
    assert agents_version() == servers_version() != ""


def test_the_image_names_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARLEY_CODE_VERSION", "v1.2-3-gabc")
    assert agents_version() == servers_version() == "v1.2-3-gabc"


def test_without_git_the_package_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARLEY_CODE_VERSION", raising=False)
    monkeypatch.setenv("PATH", "")
    assert agents_version() == servers_version() == version("parley")
