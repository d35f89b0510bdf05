"""What goal-oriented scenarios are about: a short list, so that a catalogue can be read and balanced by topic."""

from typing import Literal, get_args

Topic = Literal[
    "cooking",
    "travel",
    "learning",
    "work",
    "writing",
    "money",
    "home",
    "people",
    "family",
    "hobbies",
    "sport",
    "pets",
    "culture",
    "technology",
    "languages",
    "events",
    "decisions",
    "games",
    "science",
    "local life",
    "motivation",
    "habits",
]

TOPICS: tuple[str, ...] = get_args(Topic)
