"""Calls written as Python source, read as data: the syntax tree is looked at and nothing is ever evaluated."""

import ast
import warnings
from dataclasses import dataclass
from math import isfinite
from typing import Any


class CallError(ValueError):
    """A text that is no call with literal arguments. The message says what would be right."""


@dataclass(frozen=True, slots=True)
class WrittenCall:
    """A call as it was written: its function, and its arguments by position and by name."""

    function: str
    positional: tuple[Any, ...]
    named: dict[str, Any]

    def arguments(self, names: list[str]) -> dict[str, Any]:
        """All arguments by name, where ``names`` is the order of the function's parameters. Raises CallError."""
        if len(self.positional) > len(names):
            raise CallError(f"{self.function} takes at most {len(names)} arguments, not {len(self.positional)}")
        by_position = dict(zip(names, self.positional, strict=False))
        for name in self.named:
            if name in by_position:
                raise CallError(f"{self.function} gets {name!r} twice, by position and by name")
        return by_position | self.named


def read_call(source: str) -> WrittenCall:
    """Read ``name(value, key=value)``; ``object.name(...)`` is the same call. Raises CallError.

    A comment or semicolon after the call is let through, and so are line breaks inside a quoted text.
    """
    tree = _parsed(source.strip()) or _parsed(source.strip().replace("\n", "\\n"))
    if not isinstance(tree, ast.Call):
        raise CallError(f"{source!r} is no call; write function(name=value)")
    named: dict[str, Any] = {}
    for keyword in tree.keywords:
        if keyword.arg is None:
            raise CallError(f"{source!r} unpacks arguments; write each as name=value")
        if keyword.arg in named:
            raise CallError(f"{source!r} gives {keyword.arg!r} twice")
        named[keyword.arg] = _literal(keyword.value)
    return WrittenCall(_function(tree.func), tuple(map(_literal, tree.args)), named)


def _parsed(source: str) -> ast.expr | None:
    """The one expression of a source; None where it is anything else."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of backslashes that mean themselves
            body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None


def _function(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.attr
    raise CallError(f"{ast.unparse(node)!r} is no function's name")


def _writable(value: Any) -> Any:
    """A literal's value, if JSON and UTF-8 can hold it. Raises CallError."""
    if isinstance(value, float) and not isfinite(value):
        raise CallError("a number is too large for JSON; the largest is about 1.8e308")
    if isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value):
        raise CallError(f"{value!a} has half of a surrogate pair, which is no character")
    return value


def _literal(node: ast.expr) -> Any:
    """The JSON value that a literal stands for. Raises CallError for anything else."""
    if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, str | bool | int | float)):
        return _writable(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        number = _literal(node.operand)
        if isinstance(number, int | float) and not isinstance(number, bool):
            return -number if isinstance(node.op, ast.USub) else number
    if isinstance(node, ast.List | ast.Tuple):
        return [_literal(item) for item in node.elts]
    if isinstance(node, ast.Dict):
        keys = [None if key is None else _literal(key) for key in node.keys]
        if all(isinstance(key, str) for key in keys):
            return dict(zip(keys, map(_literal, node.values), strict=True))
    raise CallError(f"{ast.unparse(node)!r} is no literal; write text, a number, True, False, None, a list or a dict")
