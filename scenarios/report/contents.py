"""What the page holds: scenarios in groups, and how many of everything there is in each group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from scenarios.canonical import sha256_of
from scenarios.card import Category
from scenarios.checks import n_words
from scenarios.loading import AnyScenario
from scenarios.scenario import GoalOriented, ToolCalling
from scenarios.topics import TOPICS

CATEGORIES: dict[Category, tuple[str, str]] = {
    "open_chat": ("Open chat", "The participant talks about whatever they like."),
    "goal_oriented": ("Goal-oriented", "A situation and goals for the conversation; nothing is verified."),
    "tool_calling": ("Tool-calling", "Something to be done with tools; every step is verified while people talk."),
}
OTHER_TOPICS = "other topics"


@dataclass(frozen=True)
class Group:
    """Scenarios of one category and one domain or topic, with what is counted about them."""

    category: Category
    name: str
    scenarios: tuple[AnyScenario, ...]

    @property
    def anchor(self) -> str:
        """The fragment that links lead to."""
        return f"{self.category}-{self.name}".replace(" ", "-").replace("_", "-")

    @property
    def title(self) -> str:
        """The domain or topic with a capital letter."""
        return self.name.replace("_", " ").capitalize()

    @property
    def card_words(self) -> int:
        """The median length of its cards, in words."""
        return median_low(n_words(scenario.card) for scenario in self.scenarios)

    @property
    def things(self) -> str:
        """How many tasks or goals a card has, from the fewest to the most."""
        return span(len(scenario.card.tasks or scenario.card.goals) for scenario in self.scenarios)

    @property
    def steps(self) -> str:
        """How many verified steps a scenario has, from the fewest to the most."""
        return span(len(scenario.steps) for scenario in self._verified)

    @property
    def n_tools(self) -> int:
        """How many different tools are offered."""
        return len({tool for scenario in self._verified for tool in scenario.tools})

    @property
    def n_forbidden(self) -> int:
        """How many prohibitions there are."""
        return sum(len(scenario.forbidden) for scenario in self._verified)

    @property
    def n_solutions(self) -> int:
        """How many known solutions there are."""
        return sum(len(scenario.reference) for scenario in self._verified)

    @property
    def _verified(self) -> list[ToolCalling]:
        return [scenario for scenario in self.scenarios if isinstance(scenario, ToolCalling)]


@dataclass(frozen=True)
class Section:
    """One category of the page: its groups, and all of them as one for the line of totals."""

    category: Category
    title: str
    about: str
    groups: tuple[Group, ...]
    whole: Group


def sections(scenarios: Iterable[AnyScenario]) -> list[Section]:
    """The categories that there are, open chat first, each by domain or topic."""
    found: dict[Category, dict[str, list[AnyScenario]]] = {category: {} for category in CATEGORIES}
    for scenario in scenarios:
        found[scenario.category].setdefault(_group_name(scenario), []).append(scenario)
    return [_section(category, groups) for category, groups in found.items() if groups]


def fingerprint(scenarios: Sequence[AnyScenario]) -> str:
    """Twelve characters that change whenever any of the scenarios does."""
    return sha256_of("\n".join(sorted(f"{scenario.id} {scenario.hash}" for scenario in scenarios)))[:12]


def span(counts: Iterable[int]) -> str:
    """Counts from the smallest to the largest: "4", "3–6", nothing for none."""
    found = sorted(counts)
    if not found or not found[-1]:
        return ""
    return str(found[0]) if found[0] == found[-1] else f"{found[0]}–{found[-1]}"


def _section(category: Category, groups: Mapping[str, list[AnyScenario]]) -> Section:
    title, about = CATEGORIES[category]
    order = {topic: place for place, topic in enumerate(TOPICS)} if category == "goal_oriented" else {}
    names = sorted(groups, key=lambda name: (order.get(name, len(order)), name))
    every = tuple(scenario for name in names for scenario in groups[name])
    return Section(
        category=category,
        title=title,
        about=about,
        groups=tuple(Group(category, name, tuple(groups[name])) for name in names),
        whole=Group(category, "all", every),
    )


def _group_name(scenario: AnyScenario) -> str:
    if isinstance(scenario, ToolCalling):
        return scenario.domain
    if isinstance(scenario, GoalOriented):
        return scenario.topic or OTHER_TOPICS
    return "any topic"
