"""A new scenario file to start from: it is valid as it stands, and its comments say what to change."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import fill

from scenarios.documents import read_document
from scenarios.loading import parse_scenario
from scenarios.near import hint
from scenarios.scenario import ToolCalling
from scenarios.topics import TOPICS
from scenarios.worlds import world_class

STARTERS = Path(__file__).parent / "starters"
WIDTH = 118

CARD = {
    "open_chat": "goal and situation invite to talk, and ask for nothing.",
    "goal_oriented": (
        "goal says what the participant wants from the conversation; situation tells it in two or three sentences, as "
        "you; goals are three to five milestones in the order of a conversation. No special knowledge, no pictures, "
        "nothing that hurts."
    ),
    "tool_calling": (
        "situation tells why; identity who the participant is; key_details what they have to say exactly; tasks what "
        "they ask for, up to seven things, with dates and times as people say them."
    ),
}


def kinds() -> tuple[str, ...]:
    """What a new scenario can be: open_chat, goal_oriented, or a domain of tools."""
    return tuple(sorted(path.stem for path in STARTERS.glob("[a-z]*.yaml")))


def next_id(kind: str, folder: Path) -> str:
    """The id after the last one of its kind in a folder. Raises KeyError for an unknown kind."""
    prefix, _, digits = str(_starter(kind)["id"]).rpartition("-")
    ends = [path.stem.removeprefix(f"{prefix}-") for path in folder.glob(f"{prefix}-*.yaml")]
    numbers = [int(end) for end in ends if end.isdecimal()]
    return f"{prefix}-{max(numbers, default=0) + 1:0{len(digits)}}"


def starting_file(kind: str, scenario_id: str) -> str:
    """The text of a new file. Raises KeyError for an unknown kind."""
    scenario = parse_scenario(_starter(kind))
    comments = dict(read_document((STARTERS / "_comments.yaml").read_text(encoding="utf-8")).content)
    lines = [
        "# A small scenario that works. Change everything in it into your own, and then the comments can go.",
        f"#   parley scenarios validate {scenario_id}.yaml   says what is wrong, line by line",
    ]
    if isinstance(scenario, ToolCalling):
        lines.append(f"#   parley scenarios play {scenario_id}.yaml       lets you call its tools by hand")
    for key, block in _blocks((STARTERS / f"{kind}.yaml").read_text(encoding="utf-8")):
        if key in comments:
            told = str(comments[key]).format(card=CARD[scenario.category], topics=", ".join(TOPICS))
            lines += ["", *_commented(told)]
        if key == "tools" and isinstance(scenario, ToolCalling):
            lines += ["tools:", *_tools(scenario)]
        else:
            lines += [f"id: {scenario_id}"] if key == "id" else block
    return "\n".join(lines) + "\n"


@cache
def _starter(kind: str) -> dict[str, object]:
    if kind not in kinds():
        raise KeyError(f"there is no kind {kind!r}; {hint(kind, kinds())}")
    return dict(read_document((STARTERS / f"{kind}.yaml").read_text(encoding="utf-8")).content)


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """The top-level parts of a file, each with its key and its lines."""
    for block in re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]:
        yield block.partition(":")[0], block.rstrip("\n").split("\n")


def _commented(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from fill(line, WIDTH, initial_indent="# ", subsequent_indent="# ").splitlines()


def _tools(scenario: ToolCalling) -> Iterator[str]:
    """The tools that are offered, then those of the same worlds that are not."""
    every = {
        f"{domain}.{name}": tool.description
        for domain in scenario.worlds
        for name, tool in world_class(domain).tools.items()
    }
    width = max(map(len, every))
    for tool_id in scenario.tools:
        yield f"  - {tool_id:{width}}    # {every[tool_id]}"
    yield from (f"  # - {name:{width}}  # {text}" for name, text in every.items() if name not in scenario.tools)
