"""The page: complete, self-contained, and sound as a document."""

import re
from collections import Counter
from html import escape
from html.parser import HTMLParser

import pytest

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
