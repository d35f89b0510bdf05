"""Our worlds against recorded traces of the benchmark's own, where those lie beside the repository.

The traces are not part of the repository: ``PARLEY_BFCL_DIR`` or ``../shared/bfcl`` holds them and the script that
replays them, and without either there is nothing to compare with.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scenarios.importers.classes import DOMAINS
from scenarios.worlds.schema import check_arguments
from tests.contracts.bfcl_adapter import make
from tests.scenarios.worlds.sound_calls import CALLS, CONFIGS

OTHERWISE = {  # what recorded runs show, or what a field of its own says
    "check_tire_pressure": "flat",
    "create_ticket": "names its creator",
    "verify_traveler_information": "a reason only for a failure",
}
ROOT = Path(__file__).parents[2]
ADAPTER = Path(__file__).with_name("bfcl_adapter.py")
FOLDER = Path(os.environ.get("PARLEY_BFCL_DIR", ROOT.parent / "shared" / "bfcl"))

needs_traces = pytest.mark.skipif(
    not (FOLDER / "replay_check.py").is_file(),
    reason=f"no recorded traces in {FOLDER}; set PARLEY_BFCL_DIR to the folder that holds them",
)


@needs_traces
def test_the_public_traces_are_replayed_to_full_equality() -> None:
    command = [sys.executable, str(FOLDER / "replay_check.py"), str(ADAPTER), "--set", "public"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sequences fully equal: 36/36" in done.stdout


@needs_traces
def test_the_tools_take_the_arguments_of_the_function_docs() -> None:
    docs = json.loads((FOLDER / "func_docs" / "tools_jsonschema.json").read_text("utf-8"))
    assert docs.keys() == DOMAINS.keys()
    for class_name, functions in docs.items():
        tools = make(class_name, {}).world.tools
        documented = {entry["function"]["name"]: entry["function"]["parameters"] for entry in functions}
        assert tools.keys() == documented.keys()
        for name, schema in documented.items():
            assert _shape(tools[name].parameters) == _shape(schema), name
            in_order = [argument for argument in tools[name].parameters["properties"] if argument in schema["required"]]
            assert in_order == schema["required"], f"{name}: arguments by position mean something else"


@needs_traces
@pytest.mark.parametrize("class_name", DOMAINS)
def test_results_have_the_documented_fields(class_name: str) -> None:
    documented = json.loads((FOLDER / "func_docs" / f"{class_name}.json").read_text("utf-8"))
    for function in documented:
        name = function["name"]
        result = make(class_name, CONFIGS[class_name]).call(name, CALLS[class_name][name][0])
        if isinstance(result, dict) and "error" not in result and name not in OTHERWISE:
            optional = {key for key, part in function["response"]["properties"].items() if "[Optional]" in str(part)}
            expected = function["response"]["properties"].keys()
            assert expected - optional <= result.keys() <= expected, name


def test_every_class_can_be_made_and_called() -> None:
    for class_name in DOMAINS:
        backend = make(class_name, {})
        assert "error" in backend.call("no_such_function", {})
        assert isinstance(backend.state(), dict)
    check_arguments(make("MathAPI", {}).world.tools["add"].parameters, {"a": 1, "b": 2})
    assert make("MathAPI", {}).call("add", {"a": 1, "b": 2}) == {"result": 3}


def _shape(schema: dict[str, Any]) -> dict[str, Any]:
    """What a schema demands, without descriptions and the order of required names."""
    properties = {name: (part.get("type"), tuple(part.get("enum", ()))) for name, part in schema["properties"].items()}
    defaults = {name: part["default"] for name, part in schema["properties"].items() if part.get("default") is not None}
    return {"properties": properties, "required": sorted(schema["required"]), "defaults": defaults}
