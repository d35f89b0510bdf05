"""Guessing games: a number, and a round of trivia."""

import re

from agent.models.text.script.chat.content import load
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.skills.chance import draw
from scenarios.forms.names import distance
from scenarios.forms.words import squeezed, words

_STOP = (
    r"(?:stop|quit|enough|no more|i give up|give up|let us stop|no thanks|no|end (?:the )?game|i do not want "
    r"to play(?: .*)?)(?: .{0,20})?"
)
_ROUNDS = 3


def games(heard: Heard, memory: Memory) -> Reply | None:
    """Start a game, or go on with one."""
    kind = memory.expecting.kind if memory.expecting is not None else ""
    if kind == "number":
        return _guess(heard, memory)
    if kind == "trivia":
        return _trivia(heard, memory)
    if kind == "which_game":
        if heard.has(r"number|guess|guessing|first"):
            return _start_number(memory)
        if heard.has(r"trivia|quiz|question|questions|second|whatever|either|you choose"):
            return _ask(memory, 1, 0, lead="Good.")
    if heard.is_(
        r"(?:let us |can we |i want to |want to |could we |shall we )?(?:play )?(?:a |the )?(?:number )?guessing "
        r"game(?: please)?|guess (?:a|the|my) number"
    ):
        return _start_number(memory)
    if heard.has(r"trivia|quiz(?: me)?") and len(heard.words) <= 10:
        return _ask(memory, 1, 0, lead="Great, three questions.")
    if heard.has(r"play (?:a |some )?(?:little |fun )?games?|(?:a|another) game") and len(heard.words) <= 12:
        return Reply(
            "Gladly! I know two games: you guess my number, or I ask you three trivia questions. Which one?",
            expecting=Expecting("which_game"),
        )
    return None


def _start_number(memory: Memory) -> Reply:
    return Reply(
        "I'm thinking of a number between 1 and 50. What's your guess?",
        expecting=Expecting("number", {"number": draw(memory, 50) + 1, "tries": 0}),
    )


def _guess(heard: Heard, memory: Memory) -> Reply | None:
    assert memory.expecting is not None
    number, tries = int(memory.expecting.values["number"]), int(memory.expecting.values["tries"]) + 1
    guessed = next((int(word) for word in words(heard.text) if word.isdigit()), None)
    if guessed is None:
        return Reply(f"It was {number}. Thanks for playing!") if heard.is_(_STOP) else None
    if guessed == number:
        return Reply(f"Yes, {number}! You needed {tries} {'guess' if tries == 1 else 'guesses'}. Well played.")
    side = "higher" if guessed < number else "lower"
    near = " You're close." if abs(guessed - number) <= 3 else ""
    text = memory.pick("It's {0} than {1}.", "No, {0} than {1}.", "Not {1}: {0}.").format(side, guessed) + near
    return Reply(text, expecting=Expecting("number", {"number": number, "tries": tries}))


def _ask(memory: Memory, round_number: int, right: int, *, lead: str) -> Reply:
    question, answers = memory.variety.pick(load("trivia")).split("|")
    values = {"answers": answers, "round": round_number, "right": right}
    return Reply(f"{lead} {question.strip()}", expecting=Expecting("trivia", values))


def _trivia(heard: Heard, memory: Memory) -> Reply | None:
    assert memory.expecting is not None
    values = memory.expecting.values
    if heard.is_(_STOP):
        return Reply("Okay, let's leave it there. You did well.")
    if heard.is_question and len(heard.words) > 6:
        return None
    answers = [answer.strip() for answer in str(values["answers"]).split(",")]
    hit = any(_says(heard.plain, answer) for answer in answers)
    right = int(values["right"]) + hit
    verdict = memory.pick("Correct!", "That's right!", "Yes!") if hit else f"Not quite: it's {answers[0]}."
    if int(values["round"]) >= _ROUNDS:
        return Reply(
            f"{verdict} That makes {right} out of {_ROUNDS}. "
            f"{'Impressive!' if right == _ROUNDS else 'Thanks for playing!'}"
        )
    return _ask(memory, int(values["round"]) + 1, right, lead=f"{verdict} Next one:")


def _says(said: str, answer: str) -> bool:
    if squeezed(answer) in squeezed(said):
        return True
    return len(answer) > 4 and any(distance(word, answer) <= 2 for word in re.findall(r"[a-z']+", said))
