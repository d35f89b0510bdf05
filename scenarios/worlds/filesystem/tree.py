"""A tree of files and folders as plain JSON, the same in states, scenario files and imported entries.

A folder is ``{type: directory, name, contents: {name: node}}``, a file ``{type: file, content}``. Order is kept.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

Node = dict[str, Any]

FORBIDDEN_IN_NAMES = '|/\\?%*:"><'
UNITS = ("B", "KB", "MB", "GB", "TB")


class File(BaseModel):
    """A file as a scenario's initial state writes it."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["file"]
    content: str


class Directory(BaseModel):
    """A folder as a scenario's initial state writes it; only the root needs a name of its own."""

    model_config = ConfigDict(extra="forbid")

    type: Literal["directory"]
    name: str | None = None
    contents: dict[str, "File | Directory"]


class FilesystemState(BaseModel):
    """What an initial state must hold."""

    model_config = ConfigDict(extra="forbid")

    root: Directory
    cwd: list[str] = []


def new_directory(name: str) -> Node:
    """An empty folder."""
    return {"type": "directory", "name": name, "contents": {}}


def new_file(content: str = "") -> Node:
    """A file."""
    return {"type": "file", "content": content}


def is_directory(node: Node) -> bool:
    """Whether a node is a folder."""
    return node.get("type") == "directory"


def walk(directory: Node, prefix: str) -> Iterator[tuple[str, str, Node]]:
    """Every node below a folder, depth first: its path under ``prefix``, its name and itself."""
    for name, node in directory["contents"].items():
        path = f"{prefix}/{name}"
        yield path, name, node
        if is_directory(node):
            yield from walk(node, path)


def n_bytes(directory: Node) -> int:
    """The size of all files below a folder, in bytes of UTF-8."""
    files = (node for _, _, node in walk(directory, "") if not is_directory(node))
    return sum(len(node["content"].encode("utf-8", "surrogatepass")) for node in files)


def readable_size(size: float) -> str:
    """A number of bytes in the largest unit that it reaches, with two decimals."""
    unit = 0
    while size >= 1024 and unit < len(UNITS) - 1:
        size /= 1024
        unit += 1
    return f"{size:.2f} {UNITS[unit]}"


def named_tree(name: str, node: Any) -> Node:
    """A node of an imported entry, which writes no names inside folders, as a node of this world.

    What a file holds is kept as it is. Raises TypeError for what is neither file nor folder.
    """
    if not isinstance(node, Mapping):
        raise TypeError(f"{name!r} is neither a file nor a folder")
    if "contents" not in node and node.get("type") != "directory":
        return new_file(node.get("content", ""))
    directory = new_directory(name)
    directory["contents"] = {key: named_tree(key, child) for key, child in (node.get("contents") or {}).items()}
    return directory
