from pathlib import Path

import pytest

from tools.up.study_models import unknown_models


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "models.yaml").write_text("models: {parrot: {}, owl: {}}\n")
    (tmp_path / "studies").mkdir()
    return {"PARLEY_MODELS_FILE": str(tmp_path / "models.yaml"), "PARLEY_STUDIES_DIR": str(tmp_path / "studies")}


def write_study(environment: dict[str, str], text: str, name: str = "first") -> Path:
    path = Path(environment["PARLEY_STUDIES_DIR"], f"{name}.yaml")
    path.write_text(text)
    return path


def test_our_own_studies_ask_for_models_that_there_are() -> None:
    assert unknown_models({}) is None


def test_models_that_there_are(environment: dict[str, str]) -> None:
    write_study(environment, "models: [{id: parrot}, {id: owl, share: 2}]")
    assert unknown_models(environment) is None


def test_one_that_there_is_not_is_named_with_its_file_and_those_there_are(environment: dict[str, str]) -> None:
    write_study(environment, "models: [{id: parrot}]")
    second = write_study(environment, "models: [{id: parrot}, {id: parot}]", "second")
    models_file = environment["PARLEY_MODELS_FILE"]
    assert unknown_models(environment) == (
        f"{second}: models: there is no model 'parot'; in {models_file}: parrot, owl"
    )


@pytest.mark.parametrize("text", ["models: [", "models: parrot", "- 1", "", "models: [{id: 3}, 4]"])
def test_what_is_malformed_is_left_to_its_reader(environment: dict[str, str], text: str) -> None:
    write_study(environment, text)
    assert unknown_models(environment) is None
    Path(environment["PARLEY_MODELS_FILE"]).write_text(text)
    write_study(environment, "models: [{id: parrot}]")
    assert unknown_models(environment) is None
