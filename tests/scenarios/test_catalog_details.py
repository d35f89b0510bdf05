"""What a solution may hold beside what the card asks for: details that somebody would notice are seen."""

from typing import Any

import pytest

from scenarios.reference import play
from scenarios.rules import ReferenceCall
from tests.scenarios.plays import TOOL_SCENARIOS, succeeds, with_argument


def altered(scenario_id: str, tool: str, **arguments: Any) -> list[ReferenceCall]:
    """The first known solution with other or more arguments in the last call of a tool."""
    calls = list(TOOL_SCENARIOS[scenario_id].reference[0])
    place = max(index for index, call in enumerate(calls) if call.tool == tool)
    calls[place] = calls[place].model_copy(update={"args": calls[place].args | arguments})
    return calls


@pytest.mark.parametrize(
    ("scenario_id", "arguments", "right"),
    [
        ("calendar-01", {"minutes": 390}, False),
        ("calendar-01", {"minutes": 60}, True),
        ("calendar-01", {"people": ["Marcus"]}, False),
        ("calendar-01", {"people": ["Dana"]}, True),
        ("calendar-02", {"people": ["Bernard"]}, False),
        ("calendar-02", {"minutes": 480, "place": "Main station"}, True),
        ("calendar-03", {"people": ["the grandparents"]}, True),
        ("calendar-03", {"people": ["the grandparents", "Howard"]}, False),
        ("calendar-04", {"people": ["Amara"]}, False),
        ("calendar-04", {"minutes": 600}, False),
        ("calendar-04", {"minutes": 15, "place": "Bakery"}, True),
        ("calendar-05", {"people": ["Priya", "Owen"]}, False),
        ("calendar-05", {"people": ["Lorenzo"]}, True),
        ("calendar-05", {"people": []}, True),
    ],
)
def test_who_takes_part_and_how_long_it_lasts(scenario_id: str, arguments: dict[str, Any], right: bool) -> None:
    assert succeeds(play(TOOL_SCENARIOS[scenario_id], altered(scenario_id, "calendar.add_entry", **arguments))) is right


def test_somebody_invited_by_mistake_can_be_taken_out_again() -> None:
    calls = altered("calendar-05", "calendar.add_entry", people=["Priya"])
    mended = ReferenceCall(tool="calendar.change_entry", args={"entry": "entry-8", "people": []})
    assert succeeds(play(TOOL_SCENARIOS["calendar-05"], [*calls, mended]))


@pytest.mark.parametrize(
    "name", ["Walter Finch Plumber", "walter finch (plumber)", "Plumber Walter Finch", "Walter Fynch"]
)
def test_a_contact_may_be_filed_with_its_trade(name: str) -> None:
    said = {"Walter Finch": name}
    calls = [
        call.model_copy(update={"args": {key: said.get(value, value) for key, value in call.args.items()}})
        for call in TOOL_SCENARIOS["messaging-04"].reference[0]
    ]
    assert succeeds(play(TOOL_SCENARIOS["messaging-04"], calls))


@pytest.mark.parametrize(
    "name",
    [
        *("Walter", "Finch Dobson Plumber", "Walter Lynch Plumber", "Esther's plumber"),
        *("Walter French", "Walter Fitch", "Walter Finn", "Water Finch", "Walt Finch", "Walters Finch"),
    ],
)
def test_another_contact_is_another_one(name: str) -> None:
    scenario = TOOL_SCENARIOS["messaging-04"]
    assert not succeeds(play(scenario, altered("messaging-04", "messaging.add_contact", user_name=name)))
    both = [
        call.model_copy(
            update={"args": {key: name if value == "Walter Finch" else value for key, value in call.args.items()}}
        )
        for call in scenario.reference[0]
    ]
    assert not succeeds(play(scenario, both))


@pytest.mark.parametrize(
    ("names", "right"),
    [(["Walter Smith"], True), (["Walter Smith", "Finch Mary"], False), (["Bob Plumber"], False), ([], True)],
)
def test_one_misheard_contact_is_forgiven_and_no_more(names: list[str], right: bool) -> None:
    calls = list(TOOL_SCENARIOS["messaging-04"].reference[0])
    wrong = [ReferenceCall(tool="messaging.add_contact", args={"user_name": name}) for name in names]
    assert succeeds(play(TOOL_SCENARIOS["messaging-04"], [*calls[:2], *wrong, *calls[2:]])) is right


@pytest.mark.parametrize(("tags", "right"), [(["fail"], False), (["cleanshore"], True), (["thanks", "lazy"], False)])
def test_a_tag_that_has_nothing_to_do_with_the_thanks_is_seen(tags: list[str], right: bool) -> None:
    assert succeeds(play(TOOL_SCENARIOS["social-04"], altered("social-04", "social.post_tweet", tags=tags))) is right


MESSAGES = [
    ("messaging-01", "messaging.send_message", "message", "Please bring the life vest on Sunday."),
    ("messaging-02", "messaging.send_message", "message", "Tomorrow we meet at another gate."),
    ("messaging-03", "messaging.send_message", "message", "The party is on Saturday."),
    ("messaging-04", "messaging.send_message", "message", "The tap in the bathroom drips."),
    ("social-02", "social.comment", "comment_content", "Through the red gate on Hill Road."),
    ("travel-04", "travel.contact_customer_support", "message", "Please note a vegan meal."),
    ("travel-06", "travel.contact_customer_support", "message", "Three window seats, please."),
    ("travel-08", "travel.contact_customer_support", "message", "Please send the invoice."),
]


@pytest.mark.parametrize(("scenario_id", "tool", "argument", "wrong"), MESSAGES)
def test_a_message_to_the_right_person_in_wrong_words_can_be_mended(
    scenario_id: str, tool: str, argument: str, wrong: str
) -> None:
    scenario, calls = TOOL_SCENARIOS[scenario_id], list(TOOL_SCENARIOS[scenario_id].reference[0])
    place = next(index for index, call in enumerate(calls) if call.tool == tool)
    missed = with_argument(calls[place], argument, wrong)
    only_wrong = play(scenario, [*calls[:place], missed, *calls[place + 1 :]]).verification
    assert only_wrong is not None
    assert not only_wrong.success
    assert only_wrong.violations == ()
    assert succeeds(play(scenario, [*calls[:place], missed, *calls[place:]]))
    contradicted = play(scenario, [*calls[: place + 1], missed, *calls[place + 1 :]]).verification
    assert contradicted is not None
    assert [found.id for found in contradicted.violations] == ["outside_task"]


@pytest.mark.parametrize(
    ("scenario_id", "note", "right"),
    [
        ("jobs-01", "Please ignore this application.", False),
        ("jobs-01", "I can start in May and live close by.", True),
        ("jobs-01", "I'm no longer interested.", False),
        ("jobs-01", "I don't want this job.", False),
        ("jobs-01", "I found another job already.", False),
        ("jobs-01", "Please don't consider me.", False),
        ("jobs-01", "Forget this application.", False),
        ("jobs-01", "I am not just looking for any job, I want this one.", True),
        ("jobs-02", "I am free every day but Saturday.", False),
        ("jobs-02", "I can only work Tuesdays and Thursdays.", False),
        ("jobs-02", "I'm free every Saturday, but please call me first.", True),
        ("jobs-02", "I cannot work on Saturdays.", False),
        ("jobs-02", "Not on Saturdays, please.", False),
        ("jobs-02", "I would like the early shift, and Saturdays are fine.", True),
        ("jobs-02", "I can't start before May 18.", True),
        ("jobs-02", "Don't hesitate to call me!", True),
    ],
)
def test_a_note_with_an_application_may_say_anything_but_the_opposite(scenario_id: str, note: str, right: bool) -> None:
    assert succeeds(play(TOOL_SCENARIOS[scenario_id], altered(scenario_id, "jobs.apply_for_job", note=note))) is right
