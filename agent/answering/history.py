"""How much of a long dialogue a model is given: the same for every model, whatever it could take.

Audio is what makes a history long. When the user's audio in it passes the bounds, the oldest exchanges are left out
whole, each from the user's turn to the next one: for models that read words as well, so that none knows more than the
others. The instructions always stay, and so does the user's last turn, however long it is.
"""

from collections.abc import Sequence

from agent.models.base import Message, UserMessage

LONGEST_AUDIO_S = 300.0
MOST_UTTERANCES = 60


def recent(messages: Sequence[Message]) -> tuple[Message, ...]:
    """The messages from the oldest exchange on that fits, with all that follow, within the bounds."""
    audio_s, n_utterances, first_kept = 0.0, 0, len(messages)
    for index in range(len(messages) - 1, -1, -1):
        message = messages[index]
        if not isinstance(message, UserMessage):
            continue
        audio_s += sum(utterance.audio.duration_s for utterance in message.utterances)
        n_utterances += len(message.utterances)
        fits = audio_s <= LONGEST_AUDIO_S and n_utterances <= MOST_UTTERANCES
        if not fits and first_kept < len(messages):
            return tuple(messages[first_kept:])
        first_kept = index
    return tuple(messages)
