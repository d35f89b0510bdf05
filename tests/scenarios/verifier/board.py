"""A notice board: the smallest world that shows what the verifier must see."""

from typing import Any, ClassVar

from scenarios.events import Verification
from scenarios.scenario import ToolCalling
from scenarios.verifier.verifier import Verifier
from scenarios.worlds.base import Clock, Outcome, ToolError, World, tool
from scenarios.worlds.schema import parameters, several, text
from scenarios.worlds.together import Worlds

NOW = "2026-06-09T09:00:00-07:00"


class BoardWorld(World):
    """Posts by id, each with its likes."""

    domain = "board"
    bookkeeping: ClassVar[tuple[str, ...]] = ("next_number",)

    @tool("Look at the board.", parameters())
    def look(self) -> Any:
        return {"posts": list(self.state["posts"])}

    @tool(
        "Post something.",
        parameters({"text": text("What."), "tags": several("Tags.", text("Tag."))}, optional=("tags",)),
    )
    def post(self, text: str, tags: list[str] | None = None) -> Any:
        key = f"p{self.state['next_number']}"
        self.state["next_number"] += 1
        self.state["posts"][key] = {"text": text, "tags": tags or [], "likes": 0}
        return {"id": key}

    @tool("Delete a post.", parameters({"id": text("The post.")}))
    def delete(self, id: str) -> Any:  # noqa: A002
        self._find(id)
        del self.state["posts"][id]
        return {}

    @tool("Put another text into a post.", parameters({"id": text("The post."), "text": text("What.")}))
    def rename(self, id: str, text: str) -> Any:  # noqa: A002
        self._find(id)["text"] = text
        return {}

    @tool("Like a post.", parameters({"id": text("The post.")}))
    def like(self, id: str) -> Any:  # noqa: A002
        self._find(id)["likes"] += 1
        return {}

    @tool("Take a like back.", parameters({"id": text("The post.")}))
    def unlike(self, id: str) -> Any:  # noqa: A002
        self._find(id)["likes"] -= 1
        return {}

    def _find(self, key: str) -> Any:
        if key not in self.state["posts"]:
            raise ToolError(f"no post {key!r}; posts: {', '.join(self.state['posts'])}")
        return self.state["posts"][key]


class Play:
    """A scenario on the board, played call by call."""

    def __init__(self, **rules: Any) -> None:
        """Rules as a scenario file gives them; the board begins with posts a, b and c."""
        for rule in rules.get("forbidden", ()):
            rule.setdefault("breach", [{"tool": "board.look"}])
        state = {"posts": {key: {"text": key, "tags": [], "likes": 0} for key in "abc"}, "next_number": 1}
        clock = Clock()
        self.worlds = Worlds([BoardWorld(state, clock=clock)], clock=clock)
        self.scenario = ToolCalling.model_validate(
            {
                "schema_version": 1,
                "id": "board-01",
                "category": "tool_calling",
                "domain": "board",
                "title": "On the board",
                "card": {},
                "assistant_prompt": "You look after a notice board.",
                "now": NOW,
                "worlds": {"board": state},
                "tools": list(self.worlds.tools),
                "reference": [[]],
                **rules,
            }
        )
        self.verifier = Verifier(self.scenario, self.worlds)
        self.n_calls = 0

    def call(self, name: str, **arguments: Any) -> Outcome:
        """One call of a tool."""
        self.n_calls += 1
        outcome = self.worlds.call(f"board.{name}", arguments)
        self.verifier.see(f"c{self.n_calls}", f"board.{name}", arguments, outcome=outcome, state=self.worlds.state)
        return outcome

    @property
    def now(self) -> Verification:
        """What the verifier says."""
        return self.verifier.verification

    @property
    def statuses(self) -> list[str]:
        """The steps' statuses."""
        return [step.status for step in self.now.steps]

    @property
    def flagged(self) -> list[tuple[str, str, str | None]]:
        """The violations: what, how bad, by which call."""
        return [(found.id, found.severity, found.call_id) for found in self.now.violations]


def exact(value: Any) -> dict[str, Any]:
    """An exact matcher."""
    return {"kind": "exact", "value": value}


def calls(name: str, **arguments: Any) -> dict[str, Any]:
    """A pattern of calls with exact arguments."""
    return {"tool": f"board.{name}", "args": {key: exact(value) for key, value in arguments.items()}}


def step(name: str, *any_of: dict[str, Any], **rest: Any) -> dict[str, Any]:
    """A step with calls."""
    return {"id": name, "label": f"Step {name}", "any_of": list(any_of), **rest}
