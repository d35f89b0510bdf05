from collections.abc import AsyncIterator

import pytest

from agent.attempt.nudging import NUDGES
from agent.conversation import LAST_WORDS
from agent.models.base import Audio, ModelError
from agent.models.fakes import ToneVoice, tone
from agent.speaking import phrases
from agent.speaking.phrases import AHEAD, Phrases
from tests.support.virtual_time import run_virtual


class Flickering(ToneVoice):
    """Speaks until it is switched off."""

    def __init__(self) -> None:
        super().__init__()
        self.on, self.asked = True, 0

    async def speak(self, text: str) -> AsyncIterator[Audio]:
        self.asked += 1
        if not self.on:
            raise ModelError("the voice is down")
        yield tone(0.2)


def test_what_was_rendered_can_be_said_without_the_voice() -> None:
    async def main() -> None:
        voice = Flickering()
        prepared = Phrases(voice)
        await prepared.prepare()
        assert voice.asked == len(AHEAD)
        voice.on = False
        assert await prepared.audio(phrases.APOLOGY)
        with pytest.raises(ModelError):
            await prepared.audio(phrases.GREETING)

    run_virtual(main())


def test_all_that_may_have_to_be_said_at_once_is_rendered_ahead() -> None:
    assert {*LAST_WORDS.values(), *(sentence for _, sentence in NUDGES)} <= set(AHEAD)


def test_what_could_not_be_rendered_is_tried_again_at_its_use() -> None:
    async def main() -> None:
        voice = Flickering()
        voice.on = False
        prepared = Phrases(voice)
        await prepared.prepare()
        voice.on = True
        assert await prepared.audio(phrases.GIVING_UP)

    run_virtual(main())


def test_no_phrase_speaks_of_models() -> None:
    said = [value for name, value in vars(phrases).items() if name.isupper() and isinstance(value, str)]
    assert len(said) >= 8
    assert not any("model" in phrase.lower() for phrase in said)
