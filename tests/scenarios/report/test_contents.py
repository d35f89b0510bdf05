"""What the page counts, against the catalogue itself."""

from scenarios.loading import parse_scenario
from scenarios.report.contents import fingerprint, sections, span
from scenarios.topics import TOPICS
from tests.scenarios.plays import CATALOG, TOOL_SCENARIOS


def test_every_scenario_is_in_one_group() -> None:
    found = [scenario.id for section in sections(CATALOG.values()) for g in section.groups for scenario in g.scenarios]
    assert sorted(found) == list(CATALOG)


def test_categories_come_in_order_domains_by_name_and_topics_as_they_are_listed() -> None:
    chat, goals, tools = sections(CATALOG.values())
    assert [section.category for section in (chat, goals, tools)] == ["open_chat", "goal_oriented", "tool_calling"]
    domains = [group.name for group in tools.groups]
    assert domains == sorted(domains)
    topics = [group.name for group in goals.groups]
    assert topics == [topic for topic in TOPICS if topic in topics]
    assert sections(CATALOG.of("open_chat")) == [chat]


def test_counts_are_those_of_the_scenarios() -> None:
    tools = sections(TOOL_SCENARIOS.values())[0]
    calendar = next(group for group in tools.groups if group.name == "calendar")
    own = [TOOL_SCENARIOS[scenario_id] for scenario_id in TOOL_SCENARIOS if scenario_id.startswith("calendar-")]
    assert calendar.n_tools == len({tool for scenario in own for tool in scenario.tools})
    assert calendar.n_forbidden == sum(len(scenario.forbidden) for scenario in own)
    assert calendar.n_solutions == sum(len(scenario.reference) for scenario in own)
    assert calendar.steps == span(len(scenario.steps) for scenario in own)
    assert calendar.things == span(len(scenario.card.tasks) for scenario in own)
    assert tools.whole.n_solutions == sum(group.n_solutions for group in tools.groups)


def test_what_is_not_verified_has_no_steps() -> None:
    whole = sections(CATALOG.of("goal_oriented"))[0].whole
    assert (whole.steps, whole.n_tools, whole.n_forbidden, whole.n_solutions) == ("", 0, 0, 0)


def test_spans() -> None:
    assert [span([]), span([0]), span([4, 4]), span([5, 3])] == ["", "", "4", "3–5"]


def test_the_fingerprint_changes_with_any_scenario_and_not_with_their_order() -> None:
    chosen = list(TOOL_SCENARIOS.values())[:3]
    document = chosen[0].document
    changed = parse_scenario({**document, "card": {**document["card"], "note": "One word more."}})
    assert fingerprint(chosen) == fingerprint(chosen[::-1])
    assert fingerprint(chosen) != fingerprint(chosen[1:])
    assert fingerprint([changed]) != fingerprint([chosen[0]])
