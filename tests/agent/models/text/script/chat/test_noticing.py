"""What a few words say of the user: any name by which they introduce themselves, and nothing that is none."""

import pytest

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.noticing import name_alone_in, name_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My name is Anu.", "Anu"),
        ("my name is xiomara", "Xiomara"),
        ("My name is Mary Ann.", "Mary Ann"),
        ("My name is Jean-Luc", "Jean-Luc"),
        ("my name is on the list", None),
        ("my name is spelled with a k", None),
        ("my name is hard to pronounce", None),
        ("my name is Will", "Will"),
        ("My name is Will Smith and I live here", "Will Smith"),
        ("my name is bob nice to meet you", "Bob"),
        ("my name is mary ann", "Mary Ann"),
        ("My name's O'Brien", "O'Brien"),
        ("my name is not important", None),
        ("Call me Ishmael.", "Ishmael"),
        ("call me later", None),
        ("my name is xiomara i live in spain", "Xiomara"),
        ("My name is Maria del Carmen.", "Maria del Carmen"),
        ("I'm Mary Ann.", "Mary Ann"),
        ("I'm tired", None),
        ("I'm Dana.", "Dana"),
        ("Hi, my name is Nguyễn Anh", "Nguyễn Anh"),
        ("My name is Anu, what's yours?", "Anu"),
        ("my name is longer than yours", None),
        ("my name is a secret", None),
        ("My name is May.", "May"),
        ("My name is actually Bob.", "Bob"),
        ("my name is Grace by the way", "Grace"),
        ("everyone forgets my name is Kim", "Kim"),
        ("my name is jo from leeds", "Jo"),
        ("My name is the same as my father's", None),
        ("I am in Paris", None),
        ("my name is anu how are you", "Anu"),
        ("my name is sara and i like tea", "Sara"),
        ("My name is pretty common", None),
        ("My name is Hope.", "Hope"),
        ("my name is Rose", "Rose"),
        ("you can call me al", "Al"),
    ],
)
def test_any_name_is_taken_and_what_is_told_about_a_name_is_not(text: str, name: str | None) -> None:
    assert name_in(Heard(text)) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anu", "Anu"),
        ("anu", "Anu"),
        ("It's Mary Ann.", "Mary Ann"),
        ("Jean-Luc", "Jean-Luc"),
        ("just chatting", None),
        ("leave me in peace", None),
    ],
)
def test_a_name_that_was_asked_for_may_stand_alone(text: str, name: str | None) -> None:
    assert name_alone_in(Heard(text)) == name
