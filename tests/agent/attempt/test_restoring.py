import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from agent.attempt.restoring import read_past
from agent.models.base import AssistantMessage, Audio, ToolCallMessage, ToolResultMessage, UserMessage, Utterance
from agent.models.fakes import tone
from agent.observers.event_log import EventLog, read_events
from agent.observers.utterance_files import write_wav
from scenarios.events import (
    ConversationStarted,
    LatencyMarked,
    Reply,
    ToolCalled,
    ToolReturned,
    UserTranscript,
    UserUtterance,
)
from tests.agent.parts import new_log
from tests.support.virtual_time import run_virtual


def _without_sound() -> bytes:
    with TemporaryDirectory() as folder:
        write_wav(Path(folder) / "a.wav", Audio(b"", 24_000))
        return (Path(folder) / "a.wav").read_bytes()


WITHOUT_SOUND = _without_sound()  # a header alone, as a full disk leaves it


def utter(log: EventLog, number: int, *, stored: bool = True) -> None:
    audio = f"attempt-{log.attempt}/utterances/u{number:04}.wav"
    if stored:
        path = log.folder.parent / audio
        path.parent.mkdir(exist_ok=True)
        write_wav(path, tone(0.1 * number))
    log.append(UserUtterance, utterance=number, started_s=0, ended_s=1, audio=audio)


def reply(log: EventLog, number: int, text: str, heard: str | None = None, purpose: str = "answer") -> None:
    fields: dict[str, Any] = {"reply": number, "purpose": purpose, "text": text}
    log.append(Reply, **fields, heard=text if heard is None else heard, interrupted=heard is not None)


def talk(folder: Path) -> None:
    """A first attempt that died after a question."""

    async def main() -> None:
        log = new_log(folder)
        log.append(
            ConversationStarted,
            model="m",
            kind="pipeline",
            scenario_id="s",
            scenario_hash="h",
            study_hash="h",
            code_version="1",
        )
        reply(log, 1, "Hello!", purpose="greeting")
        utter(log, 1)
        log.append(UserTranscript, utterances=(1,), text="what is on today")
        log.append(ToolCalled, call_id="c1", tool="calendar_look", arguments={"day": 1}, raw='{"day": 1}')
        log.append(ToolReturned, call_id="c1", tool="calendar_look", ok=True, result=["dentist"])
        log.append(LatencyMarked, turn=1, start="user_speech_end", end="published", ms=2100)
        reply(log, 2, "The dentist, at nine.", heard="The dentist,")
        reply(log, 3, "Nobody heard this.", heard="")
        utter(log, 2)
        utter(log, 3, stored=False)
        log.append(ToolCalled, call_id="c2", tool="calendar_move", arguments={}, raw="{}")

    run_virtual(main())


def test_everything_that_counts_comes_back(tmp_path: Path) -> None:
    talk(tmp_path)
    past = read_past([], tmp_path, before_attempt=2)
    greeting, question, call, result, answer, unanswered = past.messages
    assert greeting == AssistantMessage("Hello!")
    assert isinstance(question, UserMessage)
    assert question.transcript == "what is on today"
    assert question.utterances[0].audio == tone(0.1)
    assert call == ToolCallMessage("c1", "calendar_look", '{"day": 1}')
    assert result == ToolResultMessage("c1", "calendar_look", '["dentist"]', ok=True)
    assert answer == AssistantMessage("The dentist,")
    assert isinstance(unanswered, UserMessage)
    assert [(u.number, u.audio) for u in unanswered.utterances] == [(2, tone(0.2))]  # the other one's file is gone
    assert [utterance.utterance for utterance in past.unreadable] == [3]
    assert (past.utterances, past.replies, past.turns) == (3, 3, 3)  # a turn counts from its utterance, answered or not
    assert not past.is_empty


def unreadable(log: EventLog, number: int, content: bytes | None) -> None:
    utter(log, number)
    path = log.folder / f"utterances/u{number:04}.wav"
    path.unlink() if content is None else path.write_bytes(content)


@pytest.mark.parametrize("content", [None, b"", b"RIFF", b"no wave at all", WITHOUT_SOUND])
def test_of_what_cannot_be_heard_again_the_words_are_left(tmp_path: Path, content: bytes | None) -> None:
    async def main() -> None:
        log = new_log(tmp_path)
        unreadable(log, 1, content)
        log.append(UserTranscript, utterances=(1,), text="what is on today")
        await asyncio.sleep(0.1)
        reply(log, 1, "The dentist.")
        await asyncio.sleep(0.1)
        unreadable(log, 2, content)  # nobody knows what it was
        await asyncio.sleep(0.1)
        reply(log, 2, "I see.")
        await asyncio.sleep(0.1)
        unreadable(log, 3, content)
        log.append(UserTranscript, utterances=(3,), text="and tomorrow")
        utter(log, 4)

    run_virtual(main())
    past = read_past([], tmp_path, before_attempt=2)
    assert past.messages == (
        UserMessage((), "what is on today"),
        AssistantMessage("The dentist."),
        AssistantMessage("I see."),
        UserMessage((), "and tomorrow"),
        UserMessage((Utterance(4, tone(0.4)),)),
    )
    assert [(event.attempt, event.utterance) for event in past.unreadable] == [(1, 1), (1, 2), (1, 3)]


def test_words_before_a_tool_call_come_back_before_it(tmp_path: Path) -> None:
    """The result is the last word, so the turn is answered; its announcement was logged when it had been played."""

    async def main() -> None:
        log = new_log(tmp_path)
        utter(log, 1)
        await asyncio.sleep(0.5)
        log.append(ToolCalled, call_id="c1", tool="calendar_look", arguments={}, raw="{}")
        log.append(ToolReturned, call_id="c1", tool="calendar_look", ok=True, result=[])
        await asyncio.sleep(0.5)
        spoken: dict[str, Any] = {"reply": 1, "purpose": "answer", "text": "One moment.", "heard": "One moment."}
        log.append(Reply, **spoken, interrupted=False, begun_s=0.4, started_s=0.6)

    run_virtual(main())
    kinds = [type(message).__name__ for message in read_past([], tmp_path, before_attempt=2).messages]
    assert kinds == ["UserMessage", "AssistantMessage", "ToolCallMessage", "ToolResultMessage"]


def test_server_and_disk_are_one_history(tmp_path: Path) -> None:
    talk(tmp_path)
    known = list(read_events(tmp_path / "attempt-1"))
    whole = read_past([], tmp_path, before_attempt=2)
    assert read_past(known[:5], tmp_path, before_attempt=2).events == whole.events
    assert read_past(known, tmp_path / "nothing", before_attempt=2).events == tuple(known)


def test_a_notice_is_no_part_of_the_dialogue(tmp_path: Path) -> None:
    async def main() -> None:
        reply(new_log(tmp_path), 1, "I'm back.", purpose="notice")

    run_virtual(main())
    past = read_past([], tmp_path, before_attempt=2)
    assert past.is_empty
    assert past.replies == 1


def test_later_attempts_are_not_the_past(tmp_path: Path) -> None:
    async def main() -> None:
        reply(new_log(tmp_path, attempt=2), 1, "Hello!")
        await asyncio.sleep(0)

    run_virtual(main())
    assert read_past([], tmp_path, before_attempt=2).events == ()
