"""YAML as scenario files use it, with the line of every value for messages that people can act on.

Only JSON's types are read: ``off`` and ``15:30`` stay text, dates stay text; a key given twice and an alias are errors.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

Loc = Sequence[str | int]

MAX_DEPTH = 200


class DocumentError(ValueError):
    """Text that is no readable document; ``line`` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        """Keep the line beside the message."""
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its content, and the tree that knows where each value stands."""

    content: Any
    root: yaml.Node | None

    def locate(self, loc: Loc) -> tuple[str, int]:
        """The path of a value as people write it, and its line; parts that the file does not have are skipped."""
        node, path = self.root, ""
        for part in loc:
            child = _child(node, part)
            if child is not None:
                node = child
                path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
        return path, node.start_mark.line + 1 if node is not None else 1


if TYPE_CHECKING:
    _SafeLoader = yaml.SafeLoader
else:
    _SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's where it is there: many times faster


class _Loader(_SafeLoader):
    """SafeLoader with the scalar types of JSON alone."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Refuse a key that is given twice. Merge keys are not part of the format."""
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise DocumentError(f"{key.value!r} is given twice; give it once", key.start_mark.line + 1)
            seen.add(key.value)


for _tag, _pattern, _first in (
    ("null", r"null|~|", ["n", "~", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?(?:0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", list("-0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)


def read_document(text: str) -> Document:
    """Parse YAML text. Raises DocumentError."""
    _check_events(text)
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        content = None if root is None else loader.construct_document(root)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = min(mark.line, text.count("\n")) + 1 if mark else 1  # never after the text
        raise DocumentError(f"no valid YAML: {fault.problem or fault.context}", line) from fault
    except yaml.YAMLError as fault:
        raise DocumentError(f"no valid YAML: {' '.join(str(fault).split())}", 1) from fault
    finally:
        loader.dispose()
    return Document(content, root)


def _check_events(text: str) -> None:
    """Refuse aliases, and nesting so deep that reading it would end the process. Plain texts are not looked at."""
    opened = max(text.count("["), text.count("{"), *(_most_open(line) for line in text.splitlines()), 0)
    if opened <= MAX_DEPTH and not ("&" in text and "*" in text):
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            line = event.start_mark.line + 1 if event.start_mark else 1
            if depth > MAX_DEPTH:
                raise DocumentError(f"nested more than {MAX_DEPTH} deep", line)
            if isinstance(event, yaml.AliasEvent):
                raise DocumentError(f"*{event.anchor} stands for another value; write the value itself", line)
    except yaml.YAMLError:
        return  # told with its place by whoever reads it


def _most_open(line: str) -> int:
    """How many blocks a line may be inside of or begin."""
    return len(line) - len(line.lstrip(" ")) + line.count("- ") + line.count("? ")


def _child(node: yaml.Node | None, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        item: yaml.Node = node.value[part]
        return item
    return None
