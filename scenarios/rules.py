"""The format of what a tool-calling scenario requires: matchers, calls, state predicates, steps, prohibitions.

These are the words of a scenario file; ``scenarios.verifier`` gives them their meaning.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]


class Strict(BaseModel):
    """Immutable, and unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _a_day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


class Exact(Strict):
    """Equal in canonical form: case, quotes, outer punctuation, ``#`` and ``@`` do not count, numbers by value."""

    kind: Literal["exact"]
    value: Any


DayText = Annotated[str, AfterValidator(_a_day)]
TimeText = Annotated[str, Field(pattern=r"^((from|to) )?([01]\d|2[0-3]):[0-5]\d$|^(from|to) any$")]


class SaidDays(Strict):
    """The days (YYYY-MM-DD) that a text names, in whatever words: all of ``must``, at most those of ``may`` besides."""

    must: tuple[DayText, ...] = ()
    may: tuple[DayText, ...] = ()


class SaidTimes(Strict):
    """The times of day that a text names: all of ``must``, at most those of ``may`` besides.

    "16:00" is at four, "from 16:00" no time at which something ends, "to 16:00" none at which it begins, and "to any"
    any end.
    """

    must: tuple[TimeText, ...] = ()
    may: tuple[TimeText, ...] = ()


class Text(Strict):
    """Free text. ``value`` is the whole text; ``all_of``, ``any_of`` and ``none_of`` are phrases in it.

    ``any_of`` holds lists of phrases that say the same: of each list one at least. Numbers and negations must agree
    whatever ``min_ratio`` tolerates, and a negated phrase does not count as said. ``undenied`` phrases may be left
    out, but not denied. ``days`` and ``times``, where given, are all that the text may name of them. With ``stated``,
    what is only asked does not count as said. ``whole`` lists texts that are enough as they are.
    """

    kind: Literal["text"]
    value: str | None = None
    all_of: tuple[str, ...] = ()
    any_of: tuple[Annotated[tuple[str, ...], Field(min_length=1)], ...] = ()
    none_of: tuple[str, ...] = ()
    undenied: tuple[str, ...] = ()
    days: SaidDays | None = None
    times: SaidTimes | None = None
    stated: bool = False
    whole: tuple[str, ...] = ()
    min_ratio: float = Field(1.0, ge=0.5, le=1)

    @model_validator(mode="after")
    def _says_something(self) -> "Text":
        if self.value is None and not (self.all_of or self.any_of or self.none_of):
            raise ValueError("a text matcher needs value, all_of, any_of or none_of")
        return self


class Name(Strict):
    """A name as it may be misheard: its aliases, or a spelling nearer to it than to every rival."""

    kind: Literal["name"]
    value: str
    aliases: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


class OneOf(Strict):
    """Equal to one of several values in canonical form."""

    kind: Literal["one_of"]
    values: tuple[Any, ...] = Field(min_length=1)


class Number(Strict):
    """A number by value, or within bounds; digits or words."""

    kind: Literal["number"]
    value: float | None = None
    tol: float = Field(1e-6, ge=0)
    rel: float = Field(0, ge=0)
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "Number":
        if self.value is None and self.at_least is None and self.at_most is None:
            raise ValueError("a number matcher needs value, at_least or at_most")
        return self


class Money(Strict):
    """An amount; a bare number is taken to be in ``currency``, another currency never matches."""

    kind: Literal["money"]
    value: float
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    tol: float = Field(0.01, ge=0)


class When(Strict):
    """A day, an instant or a time of day, written or spoken, read against the scenario's now."""

    kind: Literal["when"]
    value: str
    grain: Literal["date", "minute", "time"] = "minute"
    tol_minutes: int = Field(0, ge=0)


class Items(Strict):
    """A list, one matcher for each item."""

    kind: Literal["items"]
    values: tuple["Matcher", ...]
    ordered: bool = False
    extra_ok: bool = False


class Ref(Strict):
    """The value that an earlier call bound to ``name``."""

    kind: Literal["ref"]
    name: Identifier


class Anything(Strict):
    """Any value but none."""

    kind: Literal["any"]


class Absent(Strict):
    """No value, or null."""

    kind: Literal["absent"]


Matcher = Annotated[
    Exact | Text | Name | OneOf | Number | Money | When | Items | Ref | Anything | Absent,
    Field(discriminator="kind"),
]


class Call(Strict):
    """A pattern of calls: what is not mentioned may be anything.

    Keys of ``result`` are paths in the call's result, where ``*`` is any entry; values of ``bind`` are ``result.path``
    or ``args.path``.
    """

    tool: str
    args: dict[str, Matcher] = {}
    result: dict[str, Matcher] = {}
    bind: dict[Identifier, str] = {}


class StateIs(Strict):
    """A predicate on the state.

    Without ``where`` and counts it is about the value at ``path``; with them about the entries of the list or object
    there: those that fit ``where`` and ``value`` are counted, and one at least is wanted unless a count says otherwise.
    ``max_count`` may stand beside ``min_count`` or alone.
    """

    path: str
    where: dict[str, Matcher] = {}
    value: Matcher | None = None
    count: int | None = Field(None, ge=0)
    min_count: int | None = Field(None, ge=0)
    max_count: int | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _leaves_room(self) -> "StateIs":
        if self.max_count is not None and (self.count is not None or self.max_count < (self.min_count or 0)):
            raise ValueError("max_count stands without count and is not less than min_count")
        return self

    @property
    def about_entries(self) -> bool:
        """Whether entries are counted."""
        return bool(self.where) or any(one is not None for one in (self.count, self.min_count, self.max_count))


class Step(Strict):
    """One checkable thing on the card: calls (alternatives), or a state. ``label`` never holds the answer.

    Calls count when they come after the steps named in ``after``: later than their calls, and at a time when their
    states were as they should be. ``hold`` must still be true for the calls to count. A call whose result another one
    took back does not count, unless ``lasting`` is false. Of ``times`` calls no two are the same; where ``distinct``
    names a path such as ``result.day``, no two have the same there, however they were worded. ``attempts`` are calls
    that try this step, such as a message to the right person: until the step is done they are no change outside the
    task, whatever they say, and neither is taking them back. The calls of a ``shared`` step may count for other steps
    too: one look may show several things.
    """

    id: Identifier
    label: str = Field(min_length=3, max_length=80)
    weight: float = Field(1, gt=0)
    after: tuple[Identifier, ...] = ()
    any_of: tuple[Call, ...] = ()
    times: int = Field(1, ge=1, le=10)
    distinct: tuple[str, ...] = ()
    state: tuple[StateIs, ...] = ()
    hold: tuple[StateIs, ...] = ()
    lasting: bool = True
    attempts: tuple[Call, ...] = ()
    shared: bool = False

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> "Step":
        if bool(self.any_of) == bool(self.state):
            raise ValueError("a step has either any_of (calls) or state (predicates)")
        of_calls = self.after or self.times > 1 or self.hold or not self.lasting or self.attempts or self.shared
        if self.state and of_calls:
            parts = "after, times, hold, lasting, attempts and shared"
            raise ValueError(f"{parts} belong to any_of; a state step is about the state alone")
        if self.distinct and self.times == 1:
            raise ValueError("distinct tells the calls of a step with times apart; this step has one")
        if wrong := [path for path in self.distinct if not path.startswith(("args.", "result."))]:
            raise ValueError(f"distinct: {wrong[0]!r} must begin with args. or result.")
        if self.times > 1 and any(call.bind for call in self.any_of):
            raise ValueError("a step that counts several calls cannot bind a name")
        return self


class ReferenceCall(Strict):
    """A call of a known solution. An argument ``{ref: name}`` takes a bound value.

    ``derived`` gives, for an argument that neither the card nor an earlier result holds, the rule that yields it.
    """

    tool: str
    args: dict[str, Any] = {}
    bind: dict[Identifier, str] = {}
    derived: dict[str, str] = {}

    @property
    def refs(self) -> dict[str, str]:
        """The arguments that take a bound value, each with the name."""
        return {
            name: value["ref"]
            for name, value in self.args.items()
            if isinstance(value, dict) and value.keys() == {"ref"}
        }


class Forbid(Strict):
    """What must not happen: a call, or a state after any call. ``unless_done`` lists steps that make it right.

    ``breach`` is a known way to break this rule and no other: it proves that the rule is seen.
    """

    id: Identifier
    label: str = Field(min_length=3, max_length=80)
    calls: tuple[Call, ...] = ()
    state: tuple[StateIs, ...] = ()
    unless_done: tuple[Identifier, ...] = ()
    severity: Literal["fail", "note"] = "fail"
    breach: tuple[ReferenceCall, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _forbids_something(self) -> "Forbid":
        if not self.calls and not self.state:
            raise ValueError("a prohibition needs calls or state")
        return self


class Frame(Strict):
    """What may differ from the initial state in the end, and what calls may change beyond the steps.

    Any call may change what is ``free``, as often as it likes: corrections are no fault there. What is added and goes
    again must have been near to what a step wants. ``astray`` lists known changes outside the task, each made and
    undone, that prove that it is guarded.
    """

    may_change: tuple[str, ...] = ()
    free: tuple[str, ...] = ()
    allow_extra_calls: tuple[str, ...] = ()
    astray: tuple[tuple[ReferenceCall, ...], ...] = ()
