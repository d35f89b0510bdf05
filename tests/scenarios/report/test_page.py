"""The page: complete, self-contained, and sound as a document."""

import re
from collections import Counter
from html import escape, unescape
from html.parser import HTMLParser

import pytest
import yaml

from scenarios.canonical import copy_json
from scenarios.loading import parse_scenario
from scenarios.report.page import render
from tests.scenarios.plays import CATALOG, TOOL_SCENARIOS

VOID = {"meta", "br"}
PAGE = render(list(CATALOG.values()))


class Reader(HTMLParser):
    """Checks that elements are closed in order, and keeps ids, links, headings and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.labels: list[str] = []
        self.headings: list[int] = []
        self.elements: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.open += [] if tag in VOID else [tag]
        given = {name: value or "" for name, value in attrs}
        assert not {"src", "style", "onclick"} & set(given), tag
        for name, kept in (("id", self.ids), ("href", self.links), ("aria-labelledby", self.labels)):
            kept.extend([given[name]] if name in given else [])
        self.headings += [int(tag[1])] if re.fullmatch("h[1-6]", tag) else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def reader() -> Reader:
    found = Reader()
    found.feed(PAGE)
    assert found.open == []
    return found


def test_ids_are_unique_and_every_link_and_label_leads_somewhere(reader: Reader) -> None:
    assert [name for name, count in Counter(reader.ids).items() if count > 1] == []
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)
    assert set(reader.labels) <= set(reader.ids)
    assert set(CATALOG) <= {link.removeprefix("#") for link in reader.links}


def test_headings_go_down_one_level_at_a_time(reader: Reader) -> None:
    assert reader.headings[0] == 1
    assert all(below <= above + 1 for above, below in zip(reader.headings, reader.headings[1:], strict=False))


def test_it_asks_for_nothing_and_runs_nothing(reader: Reader) -> None:
    assert not {"script", "link", "img", "iframe"} & reader.elements
    assert "url(" not in PAGE
    assert "@import" not in PAGE
    assert all(link.startswith("#") for link in reader.links)
    assert "prefers-color-scheme: dark" in PAGE
    assert "@media print" in PAGE


@pytest.mark.parametrize("scenario_id", ["goal-001", "open-chat-01", "travel-01", "filesystem-02", "smart-home-01"])
def test_a_card_is_there_as_the_participant_sees_it(scenario_id: str) -> None:
    article = _article(scenario_id)
    card = CATALOG[scenario_id].card
    for text in (card.title, card.goal, card.situation, card.note, *card.tasks, *card.goals):
        assert _escaped(text or "") in article
    for name, value in (*card.identity.items(), *card.key_details.items()):
        assert f"<dt>{_escaped(name)}</dt><dd>{_escaped(value)}</dd>" in article


@pytest.mark.parametrize("scenario_id", TOOL_SCENARIOS)
def test_what_is_verified_is_there(scenario_id: str) -> None:
    scenario, article = TOOL_SCENARIOS[scenario_id], _article(scenario_id)
    for label in (*(step.label for step in scenario.steps), *(rule.label for rule in scenario.forbidden)):
        assert _escaped(label) in article
    for tool in scenario.tools:
        assert f"<code>{tool}</code>" in article
    assert article.count("<h5>Solution") == len(scenario.reference)
    assert all(_escaped(rule) in article for calls in scenario.reference for c in calls for rule in c.derived.values())


def test_a_step_tells_all_that_it_asks_for() -> None:
    document = copy_json(TOOL_SCENARIOS["calendar-01"].document)
    day = {"tool": "calendar.list_entries", "result": {"day": {"kind": "exact", "value": "2026-06-11"}}}
    cancel = {"tool": "calendar.cancel_entry", "args": {"entry": {"kind": "text", "all_of": ["dentist"]}}}
    document["steps"][0] |= {"shared": True, "lasting": False, "weight": 2, "attempts": [cancel]}
    document["steps"][3] |= {"any_of": [day], "times": 2, "distinct": ["result.day"]}
    article = render([parse_scenario(document)])
    assert '<p class="quiet">Its calls may count for other steps too.</p>' in article
    assert '<p class="quiet">Counts even where it is taken back later.</p>' in article
    assert '<span class="tag">weight 2</span>' in article
    assert "No two with the same <code>result.day</code>." in article
    attempts = article.split("Until it is done, these are attempts at it and no fault:", 1)[1].split("</ul>", 1)[0]
    assert "<code>calendar.cancel_entry</code> – entry says “dentist”" in attempts


@pytest.mark.parametrize("scenario_id", ["jobs-01", "messaging-02"])
def test_a_start_is_as_short_as_its_file_and_reads_back(scenario_id: str) -> None:
    scenario = TOOL_SCENARIOS[scenario_id]
    written = unescape(_article(scenario_id).split('<pre tabindex="0">', 1)[1].split("</pre>", 1)[0])
    assert yaml.safe_load(written) == scenario.worlds
    assert written.count("\n") < 40


def test_paper_shows_what_is_folded_on_a_screen() -> None:
    printed = PAGE.split("@media print {", 1)[1].split("</style>", 1)[0]
    assert "details::details-content { display: block; content-visibility: visible;" in printed
    assert not re.search(r"(details|pre|\.offered)[^{;]*\{[^}]*display: none", printed)
    for scenario_id in TOOL_SCENARIOS:
        assert _article(scenario_id).count("<details>") == 2  # the start, and what the assistant is told


def test_the_tools_of_a_domain_are_described_once() -> None:
    section = PAGE.split('<section class="group tool_calling" id="tool-calling-calendar"', 1)[1].split("<h3", 2)[1]
    assert section.count('<code>calendar.list_entries</code><span class="arguments">(day)</span> List the entries') == 1


def test_the_same_scenarios_give_the_same_bytes_and_others_do_not() -> None:
    chosen = [CATALOG["calendar-01"], CATALOG["goal-001"]]
    assert render(chosen) == render(chosen)
    assert "Open chat" not in render(chosen)
    assert render(chosen[:1]) != render(chosen)


def test_texts_cannot_break_the_page() -> None:
    scenario = CATALOG["goal-001"]
    card = scenario.card.model_copy(update={"title": "<script>a & b</script>"})
    page = render([scenario.model_copy(update={"title": card.title, "card": card})])
    assert "<script>" not in page
    assert "&lt;script&gt;a &amp; b&lt;/script&gt;" in page


def _article(scenario_id: str) -> str:
    return PAGE.split(f'<article id="{scenario_id}"', 1)[1].split("</article>", 1)[0]


def _escaped(text: str) -> str:
    return escape(text).replace("&quot;", "&#34;").replace("&#x27;", "&#39;")
