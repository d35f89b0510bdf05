"""The command ``parley scenarios import-bfcl``."""

import json
from pathlib import Path

from typer.testing import CliRunner

from scenarios.cli import app
from scenarios.importers.bfcl import import_bfcl
from scenarios.loading import load_catalog
from tests.scenarios.importers.samples import FILES, FILES_ANSWER, TRIP, TRIP_ANSWER, write


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["import-bfcl", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_files_are_written_that_load_as_the_same_scenarios(tmp_path: Path) -> None:
    paths = write(tmp_path, [TRIP, FILES], [TRIP_ANSWER, FILES_ANSWER])
    code, out, err = run(*paths, "--out", tmp_path / "new" / "folder")
    assert (code, out) == (0, f"2 of 2 entries imported to {tmp_path / 'new' / 'folder'}\n")
    assert "note: sample_trip_1: turn 1, call 1" in err
    catalog = load_catalog(tmp_path / "new" / "folder")
    assert list(catalog) == ["sample-files-2", "sample-trip-1"]
    for scenario in import_bfcl(*paths).scenarios:
        assert catalog[scenario.id].hash == scenario.hash


def test_faults_are_told_and_the_rest_is_written(tmp_path: Path) -> None:
    paths = write(tmp_path, [TRIP, FILES], ["{", FILES_ANSWER])
    code, out, err = run(*paths, "--out", tmp_path / "out", "--json")
    assert code == 1
    found = json.loads(out)
    assert (found["entries"], found["imported"]) == (2, ["sample-files-2"])
    assert len(found["faults"]) == 2
    assert f"{paths[1]}:1: no JSON" in err
    assert f"{paths[0]}:1: sample_trip_1: {paths[1]} has no line with this id" in err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["sample-files-2.yaml"]


def test_what_somebody_edited_is_kept(tmp_path: Path) -> None:
    paths = write(tmp_path, [TRIP, FILES], [TRIP_ANSWER, FILES_ANSWER])
    out_folder = tmp_path / "out"
    assert run(*paths, "--out", out_folder)[0] == 0
    edited = out_folder / "sample-trip-1.yaml"
    edited.write_text(edited.read_text() + "# looked at\n")
    code, out, err = run(*paths, "--out", out_folder)
    assert (code, out) == (1, f"1 of 2 entries imported to {out_folder}\n")
    assert f"{edited}: kept, since it says something else; delete it" in err
    assert edited.read_text().endswith("# looked at\n")


def test_files_that_are_not_there(tmp_path: Path) -> None:
    code, out, err = run(tmp_path / "none.jsonl", tmp_path / "none.jsonl", "--out", tmp_path / "out")
    assert (code, out) == (2, "")
    assert "none.jsonl" in err


def test_files_in_the_wrong_order(tmp_path: Path) -> None:
    entries, answers = write(tmp_path, [TRIP], [TRIP_ANSWER])
    code, out, err = run(answers, entries, "--out", tmp_path / "out")
    assert (code, out) == (1, f"0 of 0 entries imported to {tmp_path / 'out'}\n")
    assert err == f"{answers}:1: these are answers; give the entries first, then the answers\n"


def test_what_is_imported_can_be_validated_and_played(tmp_path: Path) -> None:
    run(*write(tmp_path, [TRIP, FILES], [TRIP_ANSWER, FILES_ANSWER]), "--out", tmp_path / "out")
    validated = CliRunner().invoke(app, ["validate", str(tmp_path / "out")])
    assert (validated.exit_code, validated.stdout) == (0, "2 of 2 scenarios are sound.\n")
    commands = "cd folder=plants\ntouch file_name=note.txt\ntail file_name=note.txt lines=many\nquit\n"
    played = CliRunner().invoke(app, ["play", str(tmp_path / "out" / "sample-files-2.yaml")], input=commands)
    assert "[x] Request 1: touch" in played.stdout
    assert "refused: lines must be an integer, not 'many'" in played.stdout
