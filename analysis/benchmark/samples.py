"""Small synthetic samples of every task, written in the benchmarks' published formats: to try a run, and for tests.

Two items a task, sounds of a third of a second. They exercise every loader and metric and measure nothing.
"""

import json
import math
import struct
import wave
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from analysis.benchmark.loaders.wildspeech import CATEGORIES
from analysis.benchmark.tasks.registry import Task, registry

Rows = list[dict[str, Any]]

RATE_HZ = 8000
SECONDS = 0.3

LABELS = {
    "pos_estimation": ("DET NOUN VERB", "PRON VERB ADV"),
    "superb_asr": ("THE RIVER WAS COLD", "NOBODY HEARD THE BELL"),
    "superb_phoneme": ("DH AH R IH V ER", "B EH L"),
    "target_speaker_asr": ("we should order lunch", "the second slide please"),
}
CAVA_ROWS: Mapping[str, Rows] = {
    "EmoCF": [{"emotion": "joy", "sentence": "We won."}, {"emotion": "anger", "sentence": "We won."}],
    "Werewolf": [{"werewolf": ["Ada"], "PlayerNames": ["Ada", "Ben"]}, {"werewolf": [], "PlayerNames": ["Cy", "Di"]}],
    "function_calling_test": [
        {"intent": "[IN:GET_WEATHER weather in [SL:LOCATION Oslo ] ]"},
        {"intent": "[IN:CREATE_ALARM wake me at [SL:DATE_TIME [IN:GET_SUNRISE sunrise ] ] ]"},
    ],
    "jailbreaking/jailbreak_basic": [{"goal": "sample of a harmful request"}, {"goal": "another sample"}],
    "jailbreaking/jailbreak_persuasive": [{"persuasive_text": "sample"}, {"persuasive_text": "another sample"}],
    "MultimodalInstructionFollowing": [
        {
            "key": 1,
            "prompt": "Describe rain without commas.",
            "instruction_prompt": "Use no comma.",
            "instruction_id_list": ["punctuation:no_comma"],
            "kwargs": [{}],
        },
        {
            "key": 2,
            "prompt": "Describe snow.",
            "instruction_prompt": "Answer in at least five words.",
            "instruction_id_list": ["length_constraints:number_words"],
            "kwargs": [{"num_words": 5, "relation": "at least"}],
        },
    ],
    "ReverseSpellingBee": [
        {"word": "schedule", "region": "British", "OED": "/sample/"},
        {"word": "tomato", "region": "American", "OED": "/sample/"},
    ],
    "SpeakerDiarization": [
        {"num_speakers": 2, "speaker_order": ["A", "B", "A"], "transcript_without_speaker": "1. Hi 2. Hello 3. So"},
        {"num_speakers": 1, "speaker_order": ["A", "A"], "transcript_without_speaker": "1. Well 2. Fine"},
    ],
    "jeopardy": [
        {"question": "This planet has rings.", "prefixed_answer": "What is Saturn?"},
        {"question": "It boils at 100 degrees.", "prefixed_answer": "What is water?"},
    ],
}
TOOLS = [
    {"type": "function", "function": {"name": name, "description": "A sample.", "parameters": {"type": "object"}}}
    for name in ("get_weather", "create_alarm", "get_sunrise")
]


def write_samples(root: Path, tasks: Iterable[Task] | None = None) -> None:
    """The samples of the given tasks (all, if none) as a data folder that the loaders read."""
    for task in registry().tasks if tasks is None else tasks:
        WRITERS[task.benchmark](root, task)


def tone(path: Path, *, hertz: float = 440.0, seconds: float = SECONDS) -> Path:
    """A sine tone as a mono WAV file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = int(RATE_HZ * seconds)
    samples = (int(9000 * math.sin(2 * math.pi * hertz * at / RATE_HZ)) for at in range(count))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(struct.pack(f"<{count}h", *samples))
    return path


def _dynamic_superb(root: Path, task: Task) -> None:
    folder = root / task.benchmark / (task.source_name or task.id)
    second = task.id.startswith("l2_") or task.id == "target_speaker_asr"
    rows: Rows = []
    for number, label in enumerate(LABELS.get(task.id, ("the first", "the second"))):
        sounds = {"audio": _tone_in(folder, number)} | ({"audio2": _tone_in(folder, number + 5)} if second else {})
        rows.append({**sounds, "instruction": f"Do what the task asks: {task.title}.", "label": label})
    _write_lines(folder / "test.jsonl", rows)


def _cava(root: Path, task: Task) -> None:
    folder = root / task.benchmark / str(task.source)
    rows = [{"filename": _tone_in(folder, number), **row} for number, row in enumerate(CAVA_ROWS[str(task.source)])]
    name = "werewolf.jsonl" if task.id == "deception_detection" else "audio_inputs.jsonl"
    _write_lines(folder / name, rows)
    if task.id == "function_calling":
        (folder / "functions.json").write_text(json.dumps(TOOLS))


def _ultraeval(root: Path, task: Task) -> None:
    folder = root / task.benchmark / str(task.source_name)
    asked = (("Who wrote Hamlet?", ["Shakespeare"]), ("What is two and two?", ["four", "4"]))
    rows: Rows = []
    for number, (question, answers) in enumerate(asked):
        words = {"instruction": question} if task.metric == "gpt_score" else {"question": question, "answers": answers}
        rows.append({"audio": _tone_in(folder, number), **words})
    _write_lines(folder / "test.jsonl", rows)


def _speakbench(root: Path, task: Task) -> None:
    folder = root / task.benchmark / str(task.source_name)
    rows: Rows = [
        {
            "idx": number,
            "instruction": "Whisper a greeting.",
            "audio": _tone_in(folder, number),
            "gpt4o-audio": _tone_in(folder, number + 5),
        }
        for number in (0, 1, 2)
    ]
    _write_lines(folder / "train.jsonl", rows)


def _wildspeech(root: Path, task: Task) -> None:
    folder = root / task.benchmark / str(task.source_name)
    rows: Rows = [
        {
            "audio": _tone_in(folder, number),
            "user_query": "How do I keep bread fresh?",
            "taskType": "prosodical" if name == "paralinguistic_featured" else name,
            "checklist": ["names a way", "is short"],
        }
        for number, name in enumerate(sorted([*CATEGORIES, *CATEGORIES]))
    ]
    _write_lines(folder / "train.jsonl", rows)


def _tone_in(folder: Path, number: int) -> str:
    return tone(folder / f"{number}.wav", hertz=300 + 37 * number).name


def _write_lines(path: Path, rows: Rows) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


WRITERS: Mapping[str, Callable[[Path, Task], None]] = {
    "dynamic_superb": _dynamic_superb,
    "cava": _cava,
    "ultraeval": _ultraeval,
    "speakbench": _speakbench,
    "wildspeech": _wildspeech,
}
