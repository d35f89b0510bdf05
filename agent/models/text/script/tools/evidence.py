"""What speaks for a tool in a request, one kind of evidence a function: above 0 for it, below 0 against it."""

from agent.models.text.script.language import is_past, stem, tokenize, words_of
from agent.models.text.script.tools.knowledge import Knowledge
from agent.models.text.script.tools.reading import Reading
from agent.models.text.script.tools.references import Meant, by_name, by_pointing
from agent.models.text.script.tools.requests import Request
from agent.models.text.script.tools.toolview import Kind, Param, ToolView
from agent.models.text.script.tools.vocabulary import ALL_WORDS, ATTRIBUTES, SWITCHES, UNITS, noun_classes, verb_classes

STATING = frozenset("am can could will would is are was were has did does".split())

_SHOWING = frozenset({"show", "find", "count"})
_TWO_WORDS = {
    ("check", "out"): "order", ("take", "out"): "remove", ("take", "off"): "remove", ("call", "off"): "remove",
    ("take", "back"): "remove", ("take", "down"): "remove", ("pass", "on"): "repost", ("log", "in"): "login",
    ("sign", "in"): "login", ("set", "up"): "add", ("put", "down"): "add set", ("write", "down"): "add",
    ("bring", "down"): "set", ("bring", "up"): "set",
}  # fmt: skip
_LOOKING = ("show", "list", "read", "find", "search", "look", "count")
_SETTING = frozenset({"add", "change", "set", "run", "remove"})
_WORKING = frozenset("work working start begin available availability free days day".split())
_CARRYING = frozenset("write make leave add put send do give post".split())
_ABSORBING = ("reference", "query", "title", "body", "text", "names", "place", "tags", "list")


def flag_words(param: Param, reading: Reading) -> list[bool]:
    """What the words say about a true-or-false argument, in their order."""
    said: list[bool] = []
    for token in reading.tokens:
        classes = {token.word, stem(token.word)} | verb_classes(token.word)
        classes |= {name for name, words in SWITCHES.items() if token.word in words}
        said.extend(value for word, value in param.flags.items() if {word, stem(word)} & classes)
    return said


def asked_verbs(request: Request) -> frozenset[str]:
    """The classes of the request's verb, with its particle."""
    if request.verb is None:
        return frozenset()
    named = _TWO_WORDS.get((request.verb, request.particle or ""))
    if named is None and request.verb == "take":
        named = "remove" if {"from", "out", "away"} & {*request.words} else "take"
    return frozenset(named.split()) if named else verb_classes(request.verb)


def verb(tool: ToolView, reading: Reading) -> float:
    """What the user wants done, as far as the tool does it."""
    special = _special(tool, reading)
    if special is not None:
        return special
    classes = asked_verbs(reading.request)
    if reading.request.question:
        if "count" in tool.verbs and reading.request.words[0] == "how":
            return 2.0
        return 1.0 if tool.reads and classes & tool.verbs and not classes & _SHOWING else 0.0
    if tool.reads and classes & _SHOWING:
        return 3.0 if classes & verb_classes(tool.short[0]) else 2.4
    if reading.request.own and "add" in tool.verbs and _is_planned(reading):
        return 1.4
    if classes & tool.verbs:
        exactly = stem(reading.request.verb or "") == stem(tool.short[0])
        return 3.4 if exactly else 3.0 if classes & verb_classes(tool.short[0]) else 2.6
    if "remove" in classes:
        return 2.2 if _takes_zero(tool) else -4.0
    return -1.2


def _special(tool: ToolView, reading: Reading) -> float | None:
    """Turns of phrase that say what is wanted without the verb's own meaning; None where there is none."""
    if tool.short[0] in ("get", "list", "show", "ls") and not tool.required and _asks_for_own(tool, reading):
        return 2.2
    if reading.request.verb == "put" and any(param.may_be_new for param in tool.required):
        return 5.0 if ("copy" in tool.verbs) == ("copy" in reading.request.words) else -2.0
    if (look := _looks_around(tool, reading)) is not None:
        return look
    if tool.short[-1] == "id" and "id" not in reading.request.words:
        return -3.0  # for look-ups: nobody asks for an id
    if "instead" in reading.request.words and reading.moments and "remove" not in asked_verbs(reading.request):
        return 2.8 if "move" in tool.verbs else 0.0
    if reading.request.verb in (None, "put") and _leads_to(reading) and tool.verbs & {"move", "add"}:
        return 2.8 if "move" in tool.verbs else 0.0
    if reading.request.verb is None:
        return 1.7 if reading.request.wish and "add" in tool.verbs else 0.0
    if reading.request.question:
        return None
    if tool.of_kind("weekdays") and asked_verbs(reading.request) & _SETTING:
        return 3.0
    return 3.4 if reading.request.verb in _CARRYING and _is_named(tool, reading) else None


def _looks_around(tool: ToolView, reading: Reading) -> float | None:
    """What a folder holds is for the tool that lists it, what a file says for the one that reads it."""
    words, asks = {*reading.request.words}, reading.request.question or reading.request.verb in _LOOKING
    lists = tool.reads and not tool.params[1:] and not tool.required and "=folder" in tool.word_weights
    sought = bool(words & {"where", "find", "search", "anything"})
    if asks and tool.reads and tool.of_kind("query") and not tool.required and "=folder" in tool.word_weights:
        return 5.0 if sought else -3.0
    if not asks or not (lists or any(param.at_hand for param in tool.required)):
        return None
    around = bool(
        words & {"folder", "folders", "left", "files"}
        or reading.request.words[-2:] in (("is", "there"), ("is", "here"), ("have", "here"))
    )
    if lists:
        return 5.0 if around else -1.0
    if reading.request.verb == "count" or ("how" in words and words & {"many", "long"}):
        return 4.0 if "count" in tool.verbs else -4.0
    if "=tail" in tool.verbs or tool.short[0] == "tail":
        return 4.0 if words & {"last", "end"} and words & {"line", "lines"} else -4.0
    searches = bool(tool.of_kind("query"))
    if not around and tool.reads and not sought:
        return -3.0 if searches and not words & {"line", "lines", "contain", "search"} else 1.0
    return -4.0 if tool.reads else None


def _asks_for_own(tool: ToolView, reading: Reading) -> bool:
    """As in "Which flights do I have?": all of a kind that the user has."""
    words, described = reading.request.words, {c for w in words_of(tool.spec.description) for c in noun_classes(w)}
    said, saved = " ".join(words), any(is_past(word) and word not in words for word in tool.short)
    own = any(part in said for part in ("do i have", "have i", "i have", "did i")) or (
        "are there" in said and not saved
    )
    nouns = {c for word in tool.short[1:] for c in noun_classes(word)}
    named = words[1:2] and words[0] in ("which", "what") and noun_classes(words[1]) & described
    mine = said.startswith(("do i have", "my ")) and any(nouns & noun_classes(t.word) for t in reading.content_tokens)
    return bool(((own and named) or mine) and not reading.moments)


def _is_named(tool: ToolView, reading: Reading) -> bool:
    """As in "Write a comment": what the tool does, as a noun."""
    return any(stem(token.word) == stem(tool.short[0]) for token in reading.tokens[1:4])


def mood(tool: ToolView, reading: Reading) -> float:
    """Questions are for tools that look, requests for tools that act."""
    request = reading.request
    asks = request.question or bool(asked_verbs(request) & _SHOWING)
    if asks and _tells_all_of_one(tool) and _names_one(reading):
        return 3.0
    if asks:
        return 2.0 if tool.reads else -6.0 if request.question else -0.5
    if request.verb is None and not request.wish:
        if reading.moments and not reading.content and tool.reads and reading.alone:
            return 1.4  # "Thursday, please"
        return 0.4 if tool.reads else 1.4 if _is_planned(reading) and "add" in tool.verbs else 0.0
    return -1.5 if tool.reads else 0.6


def _tells_all_of_one(tool: ToolView) -> bool:
    """Whether it tells all about one thing that goes by a name."""
    only = tool.required[0] if len(tool.required) == 1 else None
    return tool.reads and only is not None and only.kind == "reference" and only.schema.get("type") != "integer"


def _names_one(reading: Reading) -> bool:
    """As in "What's in the green pesto?": one thing, and nothing searched for."""
    words = reading.request.words
    first = reading.content[0] if reading.content else 0
    return first > 0 and words[first - 1] == "the" and words[0] not in ("which", "who", "where", "when")


def _units(tool: ToolView, reading: Reading) -> float:
    """Degrees and percents speak for the tools that take them."""
    said = {stem(number.unit) for number in reading.plain_numbers if number.unit in UNITS}
    if not said:
        return 0.0
    taken = {stem(w) for p in tool.of_kind("number", "duration") for w in words_of(f"{p.name} {p.description}")}
    return 1.2 if said & taken else -1.0


def _leads_to(reading: Reading) -> bool:
    """As in "The dentist to Thursday": something is to have another day or time."""
    words = reading.request.words
    return any(
        words[m.span.start] == "to" or words[m.span.start - 1 : m.span.start] == ("to",) for m in reading.moments
    )


def _is_planned(reading: Reading) -> bool:
    """Whether something is named with its day and time, and nothing stated about it."""
    has_both = any(m.days for m in reading.moments) and any(m.times for m in reading.moments)
    return has_both and not STATING & {*reading.request.words}


def figures(tool: ToolView, reading: Reading) -> float:
    """Days, times and numbers that the tool can take speak for it, those that it cannot take against it."""
    has_day, has_time = any(m.days for m in reading.moments), any(m.times for m in reading.moments)
    takes_text = any(p.kind == "body" for p in tool.required)
    past = any(m.days and m.days[0] < reading.now.date() for m in reading.moments)
    score = 0.0
    also: tuple[Kind, ...] = ("weekdays",) if has_day else ()
    for is_told, kinds in (
        (has_day, ("day", "moment")),
        (has_time, ("time", "moment")),
        (bool(reading.lengths), ("duration",)),
    ):
        if is_told:
            score += 1.2 if tool.of_kind(*kinds, *also) else 0.0 if takes_text or past else -0.8
    if reading.plain_numbers:
        score += 0.8 if tool.of_kind("number") else -0.4
        score += _units(tool, reading)
        nouns = {c for word in tool.short for c in noun_classes(word)}
        if reading.request.verb is None and tool.of_kind("number") and not tool.reads:
            score += 1.0 if any(nouns & noun_classes(t.word) for t in reading.content_tokens) else 0.0
    for param in tool.of_kind("flag"):
        score += 1.2 if flag_words(param, reading) else -0.3
    needed = [p for p in tool.required if p.kind in ("day", "time", "moment", "number")]
    if needed and not (reading.moments or reading.numbers):
        score -= 0.4
    if tool.of_kind("weekdays") and has_day and _WORKING & {*reading.request.words}:
        score += 1.5 if reading.request.question else 3.0
    optional = [p for p in tool.params if not p.required]
    if len(optional) > 1 and all(p.kind == "reference" for p in tool.required) and not tool.reads:
        said = {c for word in reading.request.words for c in noun_classes(word)}
        named = any(p.stems & said for p in optional) or "rename" in reading.request.words
        score += 1.5 if named and "change" in tool.verbs else 0.0 if named else -1.0
    if any(p.kind == "duration" for p in tool.required) and not reading.lengths:
        score -= 0.3
    return score


def named_things(reading: Reading, knowledge: Knowledge) -> Meant:
    """The known things that a request names, or points at with a pronoun."""
    if not knowledge.things:
        return Meant()
    everything = list(knowledge.things.values())
    if reading.content_tokens:
        return by_name(reading.content_tokens, everything)
    pointed = by_pointing(reading.request.words, (), reading.focus).only
    return by_name(tokenize(pointed.name), everything) if pointed is not None else Meant()


def things(tool: ToolView, reading: Reading, knowledge: Knowledge, *, named: Meant) -> float:
    """A named thing that the tool can act on speaks for it; one that it cannot, against it."""
    params = tool.of_kind("reference")
    if tool.reads and any(p.means_person for p in tool.required) and {"i", "my", "mine"} & {*reading.request.words}:
        nouns = {c for word in tool.short[1:] for c in noun_classes(word)}
        if any(nouns & noun_classes(token.word) for token in reading.content_tokens):
            return 1.0
    if not named.things or any(p.kind == "body" for p in tool.required):  # a text may name anything
        return 0.0
    if tool.reads and not params and reading.request.question:
        return 1.5 if any(tool.name in knowledge.told_by(thing) for thing in named.things) else 0.0
    fitting = [thing for param in params for thing in knowledge.fitting(tool, param)]
    counted = any(param.schema.get("minimum") == 0 for param in tool.of_kind("number"))
    if counted and not any(knowledge.quantities.get(thing.id) for thing in named.things):
        return -0.7  # only what is there already can be more or less
    if any(thing in fitting for thing in named.things):
        return 1.5 + 0.5 * min(named.score, 3)
    return -2.0 if params and not tool.reads and reading.content and named.score >= 1 else 0.0


def subject(tool: ToolView, reading: Reading, known: frozenset[str]) -> float:
    """Words that name something unknown need an argument that can take them."""
    named = [t.word for t in reading.content_tokens if t.word not in ATTRIBUTES]
    unknown = [word for word in named if not {*tool.word_weights} & noun_classes(word)]
    if not unknown:
        return 0.0
    strange = [word for word in unknown if not known & noun_classes(word)]
    params = {param.kind for param in tool.params}
    if tool.reads:
        if "query" in params:
            return 0.9 if strange else 0.0
        return 0.5 if "reference" in params else -0.25 * len(unknown)
    if any(p.kind == "reference" for p in tool.required):
        return 0.8
    return 0.0 if params & {*_ABSORBING} else -0.8 * len(unknown)


def plural(tool: ToolView, reading: Reading) -> float:
    """Tools that act on all of something are for "all" and for plurals of what they act on."""
    if not tool.plural:
        return 0.0
    words = set(reading.request.words)
    nouns = {c for word in tool.short for c in noun_classes(word)}
    plurals = [w for w in words if w.endswith("s") and stem(w) != w and noun_classes(w) & nouns]
    if ALL_WORDS & words or plurals or "everywhere" in words:
        return 2.5 if plurals or {"all", "every", "everything"} & words else 0.5
    return -3.0


def _takes_zero(tool: ToolView) -> bool:
    return any(param.schema.get("minimum") == 0 for param in tool.of_kind("number"))
