"""A trial's words, sound and times, with models that answer at once and a clock that counts."""

from itertools import count

import pytest

from agent.models.base import ModelError, TextDelta, ToolSpec, Turn, UserMessage, Utterance, VoiceModel
from agent.models.fakes import EchoModel, FailingModel, TextEcho, ToneVoice, ToolUser, tone
from agent.models.trial import Trial, first_sign, hold

TURN = Turn("Be kind.", (UserMessage((Utterance(1, tone(0.5)),)),), (ToolSpec("t", "A tool.", {}),))


async def held(model: VoiceModel) -> Trial:
    ticks = count()
    return await hold(model, ToneVoice(), TURN, now=lambda: float(next(ticks)))


async def test_a_model_that_writes_is_spoken_by_the_voice() -> None:
    trial = await held(TextEcho(sentences=("Yes. Quite so.",), transcript="is it"))
    assert (trial.text.strip(), trial.heard) == ("Yes. Quite so.", "is it")
    assert len([audio for audio in trial.audio if any(audio.pcm)]) == 2
    assert trial.usage is not None
    assert trial.usage.model_reported == "text-echo-1"


async def test_a_model_that_speaks_is_heard_itself() -> None:
    trial = await held(EchoModel())
    assert b"".join(audio.pcm for audio in trial.audio) == tone(0.5).pcm


@pytest.mark.parametrize("model", [TextEcho(), EchoModel()])
async def test_the_times_are_in_order(model: VoiceModel) -> None:
    trial = await held(model)
    assert trial.first_delta_ms is not None
    assert trial.first_audio_ms is not None
    assert trial.complete_ms is not None
    assert 0 < trial.first_delta_ms <= trial.first_audio_ms < trial.complete_ms


async def test_a_call_is_kept_and_says_nothing() -> None:
    trial = await held(ToolUser(calls=({"tool": "t", "arguments": {}},)))
    assert ([call.tool for call in trial.calls], trial.audio, trial.first_audio_ms) == (["t"], [], None)


async def test_a_failure_is_raised_at_once_and_not_retried() -> None:
    model = FailingModel()
    with pytest.raises(ModelError, match="fails when it is told to"):
        await held(model)
    assert model.asked == 1


async def test_the_first_sign_is_enough() -> None:
    assert await first_sign(TextEcho(sentences=("Yes. Quite so.",)), TURN) == TextDelta("Yes. ")
    with pytest.raises(ModelError):
        await first_sign(FailingModel(), TURN)
