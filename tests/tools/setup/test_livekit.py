import pytest

from tools.setup.errors import SetupError
from tools.setup.livekit import GO_MOD, PACKAGE, livekit_step, version_of


@pytest.mark.parametrize(
    ("words", "version"),
    [
        ("go1.26.8\n", (1, 26, 8)),
        ("go1.27", (1, 27, 0)),
        ("module x\n\ngo 1.26.0\n", (1, 26, 0)),
        ("go1.9rc1", (1, 9, 0)),
    ],
)
def test_versions_are_numbers(words: str, version: tuple[int, ...]) -> None:
    assert version_of(words) == version


def test_words_without_a_version_are_refused() -> None:
    with pytest.raises(SetupError):
        version_of("module parley/tools/livekit")


def test_the_module_pins_the_server_that_is_built_and_replaces_nothing() -> None:
    words = GO_MOD.read_text()
    assert f"tool {PACKAGE}\n" in words
    assert "github.com/livekit/livekit-server v1.13.5 " in words
    assert "replace" not in words


def test_a_server_elsewhere_spares_the_build_for_running_but_not_for_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVEKIT_URL", "wss://livekit.example.org")
    monkeypatch.setenv("PATH", "/nowhere")
    assert livekit_step(a_server_elsewhere_will_do=True).unneeded() == "using LIVEKIT_URL"
    assert livekit_step(a_server_elsewhere_will_do=False).unneeded() is None
