"""Answers to what the user tells: shows that it was heard, and asks about it what has not been told yet."""

import re

from agent.models.text.script.chat.content import Reaction, load_openers, load_reactions
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.phrases import noun_phrase
from agent.models.text.script.chat.skills.recall import earlier
from agent.models.text.script.chat.times import Time, time_of
from agent.models.text.script.chat.told import Told

_POSITIVE = (
    r"great|good|nice|fun|love|loved|lovely|amazing|wonderful|beautiful|fantastic|happy|enjoy|enjoyed|excited|"
    r"awesome|delicious|perfect|cool|proud|won|passed|promoted|engaged|pregnant|finally"
)
_NEGATIVE = (
    r"bad|sad|hard|difficult|terrible|awful|hate|tired|sick|died|lost|worst|boring|problem|problems|annoying|stress|"
    r"crap|crappy|horrible|miserable|scary|screamed|yelled|shouted at|unfair|rude|cruel|ruined|ugly|crying|cried|"
    r"stressful|hurt|afraid|unfortunately|lonely|angry|worried|scared|failed|broken|broke|stuck|no warning|miss"
)
_TURNED_ROUND = r"\b(?:not|no|never|is not|was not|without)(?: \w+){0,2} "
_BRIEF = 3  # words
_MOST_MIRRORED = 11  # words
_LATELY = 2  # turns in which a time that was told still holds
_STAYS = 4  # answers with one thing before the talk comes back to another


def listen(heard: Heard, memory: Memory) -> Reply | None:
    """Take up what was just told."""
    told = memory.of_this_turn()
    if not told or heard.is_question:
        return None
    main = _main(told)
    brief = len(heard.words) <= _BRIEF
    memory.stuck = memory.stuck + 1 if brief else 0
    if memory.stuck >= _STAYS and (reply := back_or_new(memory, _lead(main, memory, mood=heard))) is not None:
        memory.stuck = 0
        return reply
    asked = _reaction(main, told, memory)
    speaks = not asked.startswith("Tell") and not re.split(r"(?<=[.!?])\s", asked)[0].endswith("?")
    lead = _mirror(main, memory) if speaks else _lead(main, memory, mood=heard)
    return Reply(f"{lead} {asked}".strip(), sure=False, expecting=Expecting("told"))


def lead(heard: Heard, memory: Memory) -> str:
    """What shows that it was heard."""
    told = memory.of_this_turn()
    return _lead(_main(told), memory, mood=heard) if told else acknowledge(heard, memory)


def acknowledge(heard: Heard, memory: Memory) -> str:
    """A few words that fit the mood of what was said."""
    bad, good = _last(heard.plain, _NEGATIVE), _last(heard.plain, _POSITIVE)
    if bad > good:
        return memory.pick("That sounds hard.", "Oh, I see.", "I'm sorry about that.", "That can't be easy.")
    if good > bad:
        return memory.pick("That sounds lovely.", "How nice!", "I like that.", "That does sound good.", "Wonderful.")
    return _neutral(memory)


def _neutral(memory: Memory) -> str:
    return memory.pick("I see.", "Ah, okay.", "Right.", "Mhm, I see.", "All right.")


def back_or_new(memory: Memory, lead: str) -> Reply:
    """Go back to something that was told and not asked about since, or open something new."""
    clause = next(
        (
            clause
            for clause in memory.told
            if clause.whole
            and clause.back not in memory.recalled
            and memory.turn - clause.turn >= _STAYS - 1
            and re.match(r"you(?:'re|'ve)? |your ", clause.back)
            and 4 <= len(clause.said.split()) <= _MOST_MIRRORED
        ),
        None,
    )
    if clause is not None:
        more = memory.pick(
            "I'd like to hear more about that.", "What's the story behind that?", "How do you feel about it now?"
        )
        return Reply(f"{lead} {earlier(clause, memory)} {more}", sure=False, expecting=Expecting("told"))
    return Reply(f"{lead} {memory.pick(*load_openers())}", sure=False, expecting=Expecting("opener"))


def _main(told: list[Told]) -> Told:
    """The clause that matters most: one with a feeling in it, else the last that is a whole sentence."""
    whole = [clause for clause in told if clause.whole] or told
    return next((c for c in whole if re.search(rf"\b(?:{_NEGATIVE}|{_POSITIVE})\b", c.said.lower())), whole[-1])


def _lead(main: Told, memory: Memory, *, mood: Heard) -> str:
    """What shows that it was heard: a word for the mood, or the user's own words back."""
    feels = max(_last(mood.plain, _NEGATIVE), _last(mood.plain, _POSITIVE)) >= 0
    if feels and mood.has("i|we|my|me|our|us|died|killed"):
        return acknowledge(mood, memory)
    if not main.whole:
        phrase = noun_phrase(main.back)
        return f"{phrase[0].upper()}{phrase[1:]}, I see." if phrase else acknowledge(mood, memory)
    return _mirror(main, memory) or _neutral(memory)


def _mirror(main: Told, memory: Memory) -> str:
    """The user's clause back, every other time, where it is short enough; empty otherwise."""
    fits = main.whole and len(main.back.split()) <= _MOST_MIRRORED
    return f"So {main.back}." if fits and memory.count("mirror") % 2 else ""


def _reaction(main: Told, told: list[Told], memory: Memory) -> str:
    """The question for this clause, or for another of this turn, that was not asked and is not answered yet."""
    before = () if main.whole else [one for one in memory.told if one.whole and one.turn < memory.turn][:-3:-1]
    said = [(Heard(clause.said).plain, _time(clause, memory)) for clause in (main, *told, *before)]
    for reaction in load_reactions():
        meant = [words for words, time in said if reaction.time in (None, time)]
        words = meant if not reaction.general else [one for one in meant if one == said[-1 if before else 0][0]]
        match = next((found for one in words if (found := reaction.when.search(one))), None)
        if match is not None and (line := _unsaid(reaction, memory)) is not None:
            return line.format(who=match.groupdict().get("who") or "")
    return memory.pick(*load_openers())


def _time(clause: Told, memory: Memory) -> Time | None:
    """When it is: as the clause says, or else as was said of it just before."""
    before = (one for one in reversed(memory.told) if one.turn <= clause.turn and memory.turn - one.turn <= _LATELY)
    of_same = (one for one in before if one.turn == clause.turn or not clause.whole or clause.about)
    return time_of(Heard(clause.said).plain) or next(
        (time for one in of_same if (time := time_of(Heard(one.said).plain))), None
    )


def _unsaid(reaction: Reaction, memory: Memory) -> str | None:
    said = " ".join(memory.said)
    for line, unless in reaction.lines:
        if line.partition("{")[0] not in said and not (unless and memory.knows(unless)):
            return line
    return None


def _last(plain: str, pattern: str) -> int:
    """Where the last word of these is that is not turned into its opposite; -1 where there is none."""
    upright = re.sub(rf"{_TURNED_ROUND}(?:{pattern})\b", lambda turned: "-" * len(turned[0]), plain)
    return max((found.start() for found in re.finditer(rf"\b(?:{pattern})\b", upright)), default=-1)
