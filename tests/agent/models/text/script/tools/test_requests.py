import pytest

from agent.models.text.script.tools.requests import split_requests


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("Turn off the lights and lower the heating.", ["turn off the lights", "lower the heating"]),
        ("Could you please turn the coffee machine off?", ["turn the coffee machine off"]),
        ("Thanks, great. Now place the order.", ["place the order"]),
        ("Put in two hundred and five dollars.", ["put in two hundred and five dollars"]),
        ("Post a message saying the garden is open and all are welcome.", [
            "post a message saying the garden is open and all are welcome",
        ]),
        ("What do they cost, with tax and delivery?", ["what do they cost with tax delivery"]),
        ("Add a meeting with Ann, at the office.", ["add a meeting with ann at the office"]),
        ("Um, well, yes.", []),
        ("", []),
    ],
)  # fmt: skip
def test_one_utterance_is_cut_into_what_it_asks_for(text: str, requests: list[str]) -> None:
    assert [" ".join(request.words) for request in split_requests(text)] == requests


@pytest.mark.parametrize(
    ("text", "verb", "particle", "kind"),
    [
        ("Switch the kitchen light off.", "switch", "off", "request"),
        ("What's on my calendar?", None, None, "question"),
        ("Tell me what's on Thursday.", None, None, "question"),
        ("Can you move the dentist?", "move", None, "request"),
        ("I'd like two bags of beans.", None, None, "wish"),
        ("two bags of beans", None, None, "wish"),
        ("I'm looking for coffee.", "find", None, "request"),
        ("Don't lock the back door.", "lock", None, "negated"),
        ("The back door stays unlocked.", "leave", None, "request"),
        ("I have to go to the pharmacy on Friday.", None, None, "own"),
    ],
)
def test_what_is_wanted_is_told_apart(text: str, verb: str | None, particle: str | None, kind: str) -> None:
    (request,) = split_requests(text)
    flags = {name for name in ("question", "wish", "negated", "own") if getattr(request, name)}
    assert (request.verb, request.particle) == (verb, particle)
    assert flags == ({kind} if kind != "request" else set())
