"""Every task's rows become items, from samples in the published formats; absent data are named."""

import json
from pathlib import Path

import pytest

from analysis.benchmark.items import Item
from analysis.benchmark.loaders.benchmarks import load_items
from analysis.benchmark.loaders.place import Place
from analysis.benchmark.loaders.rows import MalformedRowError, MissingDataError
from analysis.benchmark.loaders.wildspeech import category
from analysis.benchmark.samples import write_samples
from analysis.benchmark.tasks.registry import registry


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    root = tmp_path_factory.mktemp("data")
    write_samples(root)
    return Place(root)


@pytest.fixture(scope="module")
def items(place: Place) -> list[Item]:
    return load_items(registry().tasks, place)


def test_every_task_has_its_two_samples_under_stable_ids(items: list[Item]) -> None:
    assert len(items) == 80
    assert len({item.item_id for item in items}) == 80
    for task in registry().tasks:
        of_task = [item for item in items if item.task == task.id]
        assert len(of_task) == 2
        assert all(item.item_id.startswith(f"{task.benchmark}/{task.id}/") for item in of_task)
        assert all(bool(item.audio) == (task.input == "audio") for item in of_task)


def test_what_a_model_gets_holds_no_reference(items: list[Item]) -> None:
    for item in items:
        for reference in item.references:
            assert len(reference) < 3 or reference not in item.text


def by_task(items: list[Item], task: str) -> Item:
    return next(item for item in items if item.task == task)


def test_fields_land_where_metrics_look(items: list[Item]) -> None:
    assert by_task(items, "speaker_diarization").references == ("A", "B", "A")
    assert by_task(items, "function_calling").tools[0]["function"]["name"] == "get_weather"
    assert by_task(items, "emotion").details["labels"][0] == "joy"
    assert by_task(items, "deception_detection").references == ("Ada",)
    assert by_task(items, "opinion_queries_content").details["checklist"] == "- names a way\n- is short"
    assert len(by_task(items, "target_speaker_asr").audio) == 2
    assert by_task(items, "pronunciation_oed").audio == ()
    assert by_task(items, "pronunciation_oed").reference_audio is not None
    assert by_task(items, "speakbench").item_id == "speakbench/speakbench/1"  # row 0 is left out, as published


def test_two_tasks_that_ask_the_same_differ_only_in_what_they_score(items: list[Item]) -> None:
    correctness, latency = by_task(items, "jeopardy_correctness"), by_task(items, "jeopardy_latency")
    assert correctness.content_hash() != latency.content_hash()
    assert (correctness.text, correctness.audio) == (latency.text, latency.audio)


def test_absent_data_name_what_to_download(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError) as told:
        load_items([registry()["superb_asr"]], Place(tmp_path))
    assert "hf download --repo-type dataset DynamicSuperb/SuperbASR_LibriSpeech-TestClean" in str(told.value)
    assert str(tmp_path / "dynamic_superb" / "SuperbASR_LibriSpeech-TestClean") in str(told.value)
    with pytest.raises(MissingDataError, match="not known to Parley"):
        load_items([registry()["hear_language_id"]], Place(tmp_path))


def test_a_row_without_its_field_is_refused(tmp_path: Path) -> None:
    task = registry()["superb_asr"]
    write_samples(tmp_path, [task])
    rows = Place(tmp_path).folder(task) / "test.jsonl"
    rows.write_text(json.dumps({"audio": "0.wav", "instruction": "Write."}) + "\n")
    with pytest.raises(MalformedRowError, match="superb_asr, row 0: no field 'label'"):
        load_items([task], Place(tmp_path))


def test_sounds_inside_parquet_become_files_named_by_content(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    task = registry()["superb_asr"]
    write_samples(tmp_path / "source", [task])
    folder = Place(tmp_path).folder(task)
    folder.mkdir(parents=True)
    sound = (Place(tmp_path / "source").folder(task) / "0.wav").read_bytes()
    rows = [{"audio": {"bytes": sound, "path": None}, "instruction": "Write.", "label": "A WORD"}] * 2
    pq.write_table(pa.Table.from_pylist(rows), folder / "test-00000-of-00001.parquet")
    pq.write_table(pa.Table.from_pylist(rows), folder / "train-00000-of-00001.parquet")
    items = load_items([task], Place(tmp_path))
    assert [item.audio[0].read_bytes() for item in items] == [sound, sound]
    assert items[0].audio == items[1].audio
    assert items[0].audio[0].suffix == ".wav"


@pytest.mark.parametrize(
    ("task_type", "name"),
    [
        ("prosodical", "paralinguistic_featured"),
        ("Information Inquiry", "information_inquiry"),
        ("Opinion Exchange", "opinion_queries"),
        ("creative writing", "text_creation"),
    ],
)
def test_categories_are_known_by_their_word(task_type: str, name: str) -> None:
    assert category(task_type) == name


@pytest.mark.parametrize("task_type", ["chat", "opinion on a solution"])
def test_a_category_that_names_none_or_two_is_refused(task_type: str) -> None:
    with pytest.raises(MalformedRowError, match="names no category"):
        category(task_type)
