"""The command over the real SDK, against an endpoint on loopback."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from scenarios.cli import app
from scenarios.generate.journal import Journal
from scenarios.generate.making import scenario_id_of
from scenarios.generate.records import Record
from scenarios.loading import load_catalog
from tests.emulators.openai_chat import Answer, OpenAIChatEmulator, Request, openai_chat
from tests.scenarios.generate.conversations import (
    SUBJECTS,
    asked_about,
    good_models,
    is_check,
    judged,
    lmsys,
    opening,
    rejected,
    wildchat,
    write_records,
)
from tools.generate.openai_chat import connect

DOLLAR_TOKENS = ("--price", "gpt-4.1=1000000,1000000", "--price", "o4-mini=1000000,1000000")
ANSWER_COST = 12 + 5  # of the emulator's answers, at these prices


@pytest.fixture(autouse=True)
def _without_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    found: list[Any] = [lmsys(number, opening(subject)) for number, subject in enumerate(SUBJECTS)]
    return write_records(tmp_path / "rows.jsonl", [*found, wildchat(99, "Bonjour", language="French")])


def run(*words: str | Path, said: str = "") -> Result:
    runner = CliRunner()
    return runner.invoke(app, ["generate", *map(str, words)], input=said, obj=connect)


async def run_on(emulator: OpenAIChatEmulator, *words: str | Path, said: str = "") -> Result:
    return await asyncio.to_thread(run, "--base-url", emulator.base_url, *words, said=said)


def id_of(number: int) -> str:
    return scenario_id_of(Record(f"lmsys-{number}", (), "", False, False))


async def test_scenarios_come_out_valid_and_everything_is_counted(rows: Path, tmp_path: Path) -> None:
    def respond(request: Request) -> Answer:
        about = asked_about(request)
        if "violins" in about:
            return Answer((judged("reject", reason="too_thin") if is_check(request) else rejected("tools"),))
        if "origami" in about and not is_check(request):
            return Answer(refusal="I would rather not.")
        return good_models(request)

    async with openai_chat(respond=respond) as emulator:
        result = await run_on(emulator, "--from", rows, "--out", tmp_path / "out", "--yes", "--json", *DOLLAR_TOKENS)
    assert result.exit_code == 0, result.output
    counts = json.loads(result.stdout)
    assert (counts["read"], counts["tried"], len(counts["kept"])) == (13, 12, 10)
    assert counts["cost_usd"] == ANSWER_COST * (2 * 10 + 2)
    assert {(row["stage"], row["reason"], row["count"]) for row in counts["rejected"]} == {
        ("transformation", "tools", 1),
        ("transformation", "refused", 1),
    }
    assert sorted(load_catalog(tmp_path / "out")) == sorted(counts["kept"])
    text = (tmp_path / "out" / f"{id_of(0)}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# From the conversation lmsys-0, by gpt-4.1 and o4-mini.\nschema_version: 1\n")
    rejections = [json.loads(line) for line in (tmp_path / "out" / "rejections.jsonl").read_text().splitlines()]
    assert {(row["record"], row["stage"], row["reason"], row["detail"]) for row in rejections} == {
        ("wild-99", "prefilter", "language", "is in French"),
        ("lmsys-3", "transformation", "tools", "It does not suit."),
        ("lmsys-10", "transformation", "refused", "I would rather not."),
    }


async def test_the_plan_and_the_price_come_first_and_no_is_no(rows: Path, tmp_path: Path) -> None:
    async with openai_chat(respond=good_models) as emulator:
        result = await run_on(emulator, "--from", rows, "--out", tmp_path / "out", said="n\n")
        assert (result.exit_code, emulator.requests) == (1, [])
        assert result.stderr.endswith("Nothing was asked.\n")
        result = await run_on(emulator, "--from", rows, "--out", tmp_path / "out")
        assert (result.exit_code, emulator.requests) == (2, [])
        assert result.stderr.endswith("\nnobody answered, so nothing was asked; --yes goes on without asking\n")
        assert "13 conversations read, 12 worth asking about\n          1  language\n" in result.stderr
        assert "12 are tried, with at most 24 new questions" in result.stderr
        assert "About $0." in result.stderr
        result = await run_on(emulator, "--from", rows, "--out", tmp_path / "out", "--limit", "2", said="y\n")
        assert (result.exit_code, len(emulator.requests)) == (0, 4)
        assert result.stdout.endswith(
            f"2 scenarios from these conversations, 2 in {tmp_path / 'out'} by now, $0.00 spent\n"
        )
        chosen = ("--limit", "1", "--seed", "3")
        result = await run_on(emulator, "--from", rows, "--out", tmp_path / "out", *chosen, "--yes")
    assert result.stdout.startswith("1 scenario from these conversations, 3 in ")


def test_a_dry_run_asks_and_writes_nothing(rows: Path, tmp_path: Path) -> None:
    result = run("--from", rows, "--out", tmp_path / "out", "--dry-run", "--json")
    plan = json.loads(result.stdout)
    assert 0.05 < plan.pop("cost_usd") < 0.5
    assert plan == {"read": 13, "fit": 12, "left_out": {"language": 1}, "tried": 12, "questions": 24}
    assert not (tmp_path / "out").exists()


async def test_a_second_run_asks_nothing_and_keeps_edited_files(rows: Path, tmp_path: Path) -> None:
    words = ("--from", rows, "--out", tmp_path / "out", "--limit", "3", "--yes", "--json")
    async with openai_chat(respond=good_models) as emulator:
        first = json.loads((await run_on(emulator, *words)).stdout)
        edited = tmp_path / "out" / f"{first['kept'][0]}.yaml"
        edited.write_text(f"{edited.read_text(encoding='utf-8')}# Read by hand.\n", encoding="utf-8")
        second = json.loads((await run_on(emulator, *words)).stdout)
        assert len(emulator.requests) == 6
    assert (second["kept"], second["cost_usd"]) == (first["kept"], 0)
    assert edited.read_text(encoding="utf-8").endswith("# Read by hand.\n")
    dry = run("--dry-run", "--json", *words)
    assert json.loads(dry.stdout)["questions"] == 0


async def test_a_busy_endpoint_is_waited_for(rows: Path, tmp_path: Path) -> None:
    seen: set[str] = set()

    def respond(request: Request) -> Answer:
        key = json.dumps(request["messages"])
        if key not in seen:
            seen.add(key)
            return Answer(fault="status_429")
        return good_models(request)

    async with openai_chat(respond=respond) as emulator:
        result = await run_on(emulator, "--from", rows, "--out", tmp_path / "out", "--limit", "3", "--yes", "--json")
    assert len(json.loads(result.stdout)["kept"]) == 3
    assert len(emulator.requests) == 12


async def test_what_has_no_answer_is_left_for_the_next_run(rows: Path, tmp_path: Path) -> None:
    words = ("--from", rows, "--out", tmp_path / "out", "--yes", "--json", "--concurrency", "2")
    broken = True

    def respond(request: Request) -> Answer:
        return Answer(fault="status_500") if broken and "violins" in asked_about(request) else good_models(request)

    async with openai_chat(respond=respond) as emulator:
        result = await run_on(emulator, *words)
        counts = json.loads(result.stdout)
        assert (result.exit_code, len(counts["kept"]), len(counts["unfinished"])) == (1, 11, 1)
        assert "no answer for now: lmsys-3: gpt-4.1: status 500: overloaded" in result.stderr
        assert "Run it again to go on" in result.stderr
        broken, n_before = False, len(emulator.requests)
        counts = json.loads((await run_on(emulator, *words)).stdout)
        assert len(emulator.requests) == n_before + 2
    assert (len(counts["kept"]), counts["unfinished"]) == (12, [])


@pytest.mark.parametrize(("fault", "told"), [("status_401", "wrong key"), ("no_credit", "no credit left")])
async def test_no_key_and_no_credit_stop_the_run(rows: Path, tmp_path: Path, fault: Any, told: str) -> None:
    async with openai_chat(respond=lambda _: Answer(fault=fault)) as emulator:
        result = await run_on(emulator, "--from", rows, "--out", tmp_path / "out", "--yes", "--concurrency", "1")
    assert (result.exit_code, len(emulator.requests)) == (1, 1)
    assert f"stopped: gpt-4.1: status {401 if fault == 'status_401' else 429}: {told}" in result.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--from", "nowhere.jsonl"), "nowhere.jsonl: No such file or directory"),
        (("--from", "rows.csv"), "rows.csv: conversations come as .jsonl or .parquet"),
        (("--from", "."), ". is a folder; give one .jsonl or .parquet file"),
        (("--from", "rows.csv", "--base-url", ""), "rows.csv: conversations come as .jsonl or .parquet"),
        (("--from", "rows.jsonl", "--out", "rows.csv"), "rows.csv is a file; --out names a folder"),
        (("--from", "rows.jsonl", "--price", "cheap"), "give MODEL=IN,OUT or MODEL=IN,CACHED,OUT"),
        (("--from", "rows.jsonl", "--base-url", ""), "OPENAI_API_KEY is not set"),
        (("--from", "rows.jsonl"), "rows.jsonl holds no conversations; each line or row is one"),
        (("--from", "rows.jsonl", "--dry-run"), "rows.jsonl holds no conversations"),
        (("--from", "torn.jsonl"), "torn.jsonl: none of its 2 rows can be made into a scenario"),
        (
            ("--from", "nowhere.jsonl", "--base-url", "localhost:8000"),
            "--base-url: 'localhost:8000' is no address of a",
        ),
        (("--from", "rows.jsonl", "--base-url", "http://", "--dry-run"), "--base-url: 'http://' is no address of a"),
        (("--from", "rows.jsonl", "--base-url", "http://a:port/v1"), "write it as http://localhost:8000/v1"),
        (("--from", "rows.jsonl", "--base-url", "http://my server/v1"), "write it as http://localhost:8000/v1"),
    ],
)
def test_bad_input_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("rows.csv", "rows.jsonl"):
        (tmp_path / name).touch()
    (tmp_path / "torn.jsonl").write_bytes(bytes(range(256)))
    result = run("--base-url", "http://127.0.0.1:9/v1", "--out", "out", *words, "--yes")
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_two_runs_do_not_share_a_folder(rows: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "rejections.jsonl").write_text("{}\n")
    with Journal(tmp_path / "out" / "journal.jsonl"):
        result = run("--base-url", "http://127.0.0.1:9/v1", "--from", rows, "--out", tmp_path / "out", "--yes")
    assert (result.exit_code, "another run is writing it" in result.stderr) == (2, True)
    assert (tmp_path / "out" / "rejections.jsonl").read_text() == "{}\n"


def test_without_a_client_it_says_how_to_call_it(rows: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["generate", "--from", str(rows), "--out", str(tmp_path / "out"), "--yes"])
    assert (result.exit_code, "`parley scenarios generate`" in result.stderr) == (2, True)
