"""What people tell about themselves: names, feelings, likes, plans, what they did, and who is in their life."""

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Expecting, Memory, Reply
from agent.models.text.script.chat.noticing import Noticed

_LOW = frozenset(
    (
        "tired sad stressed bored nervous anxious lonely angry sick ill exhausted worried overwhelmed down depressed "
        "frustrated upset scared terrible awful bad"
    ).split()
)
_FEELING_REPLIES = {
    "tired": (
        "That sounds tiring. Did you sleep badly, or was it a long day?",
        "No wonder you want to sit down. What wore you out?",
    ),
    "stressed": (
        "That sounds like a lot. What's taking up most of your energy?",
        "Stress has a way of piling up. Is it one big thing or many small ones?",
    ),
    "nervous": (
        "It's natural to feel nervous about things that matter. What worries you most about it?",
        "A bit of nerves can even help. How do you usually calm down?",
    ),
    "bored": (
        "Then let's do something about it! Would you like a riddle, a story, or just to talk?",
        "Boredom is a good start for something new. What would you do if you had a free day?",
    ),
    "lonely": (
        "I'm glad you're talking to me, then. Who do you like to spend time with?",
        "That's a hard feeling. Is there someone you'd like to call?",
    ),
    "sad": ("I'm sorry to hear that. Do you want to tell me what happened?", "That must be hard. I'm listening."),
    "angry": ("That would annoy many people. What happened?", "I understand. What would make it better?"),
    "sick": (
        "I'm sorry you're not well. Are you getting some rest?",
        "Oh dear. I hope it passes soon. Have you had it for long?",
    ),
    "hungry": (
        "Then let's talk about food! What are you in the mood for?",
        "What's in your fridge? Maybe there's an idea in it.",
    ),
    "excited": ("How nice! What are you looking forward to?", "I can hear it. Tell me all about it!"),
    "proud": ("You have every reason to be. How did you manage it?", "That's a good feeling. Who did you tell first?"),
    "happy": ("That's lovely to hear. What made you happy?", "Wonderful! Has something nice happened?"),
}


def feeling(fact: Noticed, memory: Memory) -> Reply:
    """A word for how they feel, and a question."""
    alike = {
        "exhausted": "tired",
        "sleepy": "tired",
        "overwhelmed": "stressed",
        "anxious": "nervous",
        "worried": "nervous",
        "scared": "nervous",
        "ill": "sick",
        "frustrated": "angry",
        "upset": "sad",
        "down": "sad",
        "depressed": "sad",
    }
    name = alike.get(fact.what, fact.what)
    if name in _FEELING_REPLIES:
        return Reply(memory.pick(*_FEELING_REPLIES[name]), sure=False, expecting=Expecting("feeling"))
    if fact.what in _LOW:
        return Reply(
            memory.pick("I'm sorry to hear that. What's going on?", "That's no fun. Do you want to talk about it?"),
            sure=False,
            expecting=Expecting("feeling"),
        )
    return Reply(
        memory.pick(
            "Good to hear! What's been nice today?",
            "I'm glad. What have you been up to?",
            "That's nice. What would you like to talk about?",
        ),
        sure=False,
        expecting=Expecting("day"),
    )


def name(fact: Noticed, memory: Memory) -> Reply:
    """Nice to meet you."""
    if memory.count("met") > 1:
        return Reply(memory.pick(f"Oh, {fact.what} then! Thanks for telling me.", f"Got it: {fact.what}."), sure=False)
    return Reply(
        memory.pick(
            f"Nice to meet you, {fact.what}! How's your day been so far?",
            f"Hello {fact.what}, good to meet you. What have you been up to today?",
        ),
        sure=False,
        expecting=Expecting("day"),
    )


def name_alone(heard: Heard, memory: Memory) -> Reply | None:
    """The answer to "what's your name?" in a word or two."""
    if memory.expecting is None or memory.expecting.kind != "name" or len(heard.words) > 4 or heard.is_question:
        return None
    words = [
        word
        for word in heard.bare.split()
        if word not in ("it", "is", "it's", "i", "am", "my", "name", "just", "me", "the", "you", "can", "call")
    ]
    if not words or heard.has(r"no|not|why|rather|yes|yeah|sure|okay|hello|hi|good|fine"):
        return None
    memory.learn("name", words[0].capitalize())
    return name(Noticed("name", words[0].capitalize()), memory)


def person(fact: Noticed, memory: Memory) -> Reply:
    """Someone in their life."""
    return Reply(
        memory.pick("How old are they?", "Lovely. What are they like?", "How nice. What keeps them busy these days?")
        if fact.what.endswith(("kids", "children", "sons", "daughters"))
        else memory.pick(
            f"What's your {fact.what} like?",
            f"Do you get along well with your {fact.what}?",
            f"Tell me more about your {fact.what}. Do you see each other often?",
        ),
        sure=False,
        expecting=Expecting("person", {"who": fact.what}),
    )


def other(fact: Noticed, memory: Memory) -> Reply | None:
    """Likes, dislikes, plans, wishes, work, places, pets and what they did."""
    what = fact.what
    phrases: dict[str, tuple[str, ...]] = {
        "like": (f"What is it about {what} that you enjoy?", f"{what[0].upper()}{what[1:]}, nice! How did you get into that?", f"I can see why. When did you last have time for {what}?"),
        "dislike": (f"Fair enough. What puts you off about {what}?", f"You're not alone with that. What would you rather have than {what}?"),
        "plan": _about_a_plan(what),
        "wish": (f"What's kept you from it so far? To {what} sounds worth a try.", "What a nice dream. What would be the first small step?"),
        "work": ("What does a normal day of yours look like?", "What do you like best about it?", "That must keep you busy. How did you get into it?"),
        "place": (f"What's it like in {what}?", f"What would you show me first in {what}?", f"Do you like it there in {what}?"),
        "pet": (f"Oh, a {what}? What's the name?" if not what.endswith("s") else f"Oh, {what}! What are their names?", f"Lovely. What does your {what} get up to all day?"),
        "did": ("How was it?", "Oh nice. What did you like most about it?", "And, was it worth it?", "How did that come about?"),
        "age": ("And do you feel that age?", "A good age! What's the best thing about it?"),
    }  # fmt: skip
    if fact.kind not in phrases:
        return None
    return Reply(memory.pick(*phrases[fact.kind]), sure=False, expecting=Expecting("told", {"about_kind": fact.kind}))


def _about_a_plan(what: str) -> tuple[str, ...]:
    if what.startswith(
        ("learn", "start", "try", "become", "write", "build", "quit", "stop", "change", "lose", "get better", "save")
    ):
        return (
            f"What made you want to {what}?",
            "That takes some courage. What would be the first step?",
            "Good for you! How do you want to go about it?",
        )
    return (
        "That sounds like a good plan. Is anyone joining you?",
        "Nice! What are you looking forward to most about it?",
        "When will that be?",
    )


def respond_to(noticed: list[Noticed], memory: Memory) -> Reply | None:
    """One reply to what was told: the thing that matters most."""
    for wanted in (
        "name",
        "feeling",
        "wish",
        "plan",
        "did",
        "like",
        "dislike",
        "work",
        "pet",
        "place",
        "person",
        "age",
    ):
        fact = next((fact for fact in noticed if fact.kind == wanted), None)
        if fact is None:
            continue
        reply = {"name": name, "feeling": feeling, "person": person}.get(wanted, other)(fact, memory)
        if reply is not None:
            return reply
    return None
