"""Searches that go on: with fewer words, then through whole lists, told only as far as they fit what was asked."""

from collections.abc import Sequence
from dataclasses import replace

from agent.models.text.script.language import stem, words_of
from agent.models.text.script.tools.agenda import Item, Ready
from agent.models.text.script.tools.knowledge import Thing
from agent.models.text.script.tools.toolview import ToolView
from agent.models.text.script.tools.vocabulary import STOP, is_known_verb, noun_classes

_MOST_TRIES = 4
_SHORTEST = 3


def search_on(item: Item, step: Ready, tools: Sequence[ToolView]) -> Item | None:
    """What to try next for a search that found nothing; None when there is nothing left."""
    query = next(iter(step.tool.of_kind("query")), None)
    if query is None:
        return None
    said = str(item.searched or step.filled.values.get(query.name, ""))
    tried = (*item.tried, f"{step.tool.name} {step.filled.values.get(query.name)}")
    words = [word for word in said.split() if len(word) >= _SHORTEST]
    singles = sorted(words, key=lambda word: (is_known_verb(word), -len(word))) if len(words) > 1 else []
    singles += [f"{word[:-3]}y" if word.endswith("ies") else word[:-1] for word in words if word.endswith("s")]
    again = replace(item, tool=step.tool, lookups=set(), searched=said, tried=tried)
    for word in singles:
        if f"{step.tool.name} {word}" not in tried and len(tried) < _MOST_TRIES:
            return replace(again, answers={query.name: word})
    if (of_person := _by_person(again, tools, words)) is not None:
        return of_person
    whole = next((tool for tool in tools if _lists_the_same(tool, step.tool) and tool.name not in tried), None)
    if whole is None:
        return None
    return replace(again, tool=whole, answers={}, tried=(*tried, whole.name))


def _by_person(item: Item, tools: Sequence[ToolView], words: Sequence[str]) -> Item | None:
    """As in "What does Juniper ask?": what somebody of that name wrote, where a tool shows that."""
    for tool in tools:
        (param, *more) = tool.required or (None,)
        alike = item.tool is not None and _kinds(tool) & _kinds(item.tool)
        if param is None or more or not tool.reads or not param.means_person or not alike or not words:
            continue
        call = f"{tool.name} {words[0]}"
        if call not in item.tried:
            return replace(item, tool=tool, answers={param.name: words[0]}, tried=(*item.tried, call))
    return None


def fitting(things: Sequence[Thing], item: Item, found_by: str) -> list[Thing]:
    """Of what was found, the things that the other words of the search fit as well; all where none does."""
    others = {stem(word) for word in item.searched.split()} - {stem(word) for word in found_by.split()}
    return [thing for thing in things if others & (thing.authors | frozenset(map(stem, thing.name_words)))]


def _lists_the_same(tool: ToolView, search: ToolView) -> bool:
    """Whether a tool lists all of what the other searches."""
    if not tool.reads or tool.required:
        return False
    return bool(_kinds(tool) & _kinds(search))


def _kinds(tool: ToolView) -> frozenset[str]:
    described = (*tool.short[1:], *words_of(tool.spec.description)[:6])
    return frozenset(
        c for w in described if w not in STOP and not is_known_verb(w) for c in noun_classes(w) if c[0] == "="
    )
