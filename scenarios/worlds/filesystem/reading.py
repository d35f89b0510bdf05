"""The tools that look around and read: nothing here changes a file."""

from collections.abc import Callable, Mapping
from typing import Any

from scenarios.forms.words import canonical
from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.filesystem.tree import (
    FilesystemState,
    Node,
    is_directory,
    n_bytes,
    named_tree,
    new_directory,
    readable_size,
    walk,
)
from scenarios.worlds.imported import ImportedWorld
from scenarios.worlds.lookup import find_name, no_such
from scenarios.worlds.schema import flag, parameters, text, whole

COUNTERS: dict[str, tuple[str, Callable[[str], int]]] = {
    "l": ("lines", lambda content: len(content.splitlines())),
    "w": ("words", lambda content: len(content.split())),
    "c": ("characters", len),
}


class FilesystemReading(ImportedWorld):
    """State: ``root``, a folder node, and ``cwd``, the names from the root to the working directory.

    By voice (``product``) names are found whatever their case; an imported entry (``bfcl``) is taken by the letter.
    """

    domain = "filesystem"
    state_model = FilesystemState
    bookkeeping = ("cwd",)

    @classmethod
    def spoken_names(cls, state: Mapping[str, Any]) -> list[str]:
        return list(dict.fromkeys(name for _, name, _ in walk(state["root"], "")))

    @classmethod
    def from_bfcl(cls, config: dict[str, Any]) -> dict[str, Any]:
        """The state that an imported entry starts in: the one folder under its ``root``, or an empty one."""
        trees = config.get("root") or {}
        if not isinstance(trees, Mapping):
            raise TypeError("root is not an object that holds one folder")
        root = next((named_tree(name, node) for name, node in trees.items()), new_directory("/"))
        return {"root": root, "cwd": []}

    @property
    def here(self) -> Node:
        """The working directory."""
        node: Node = self.state["root"]
        for name in self.state.get("cwd", ()):
            node = node["contents"][name]
        return node

    @property
    def path(self) -> str:
        """The working directory's path from the root's name on."""
        root = self.state["root"].get("name") or ""
        if self.mode == "bfcl":
            return "/" + "/".join((root, *self.state.get("cwd", ())))
        return "/" + "/".join(name for name in (root.strip("/"), *self.state.get("cwd", ())) if name)

    def key_of(self, name: str, what: str = "file or folder") -> str:
        """The name that an entry of the working directory really has. Raises ToolError."""
        found = self.found(name)
        if found is None:
            self.refuse_path(name)
            raise ToolError(f"in {self.path} {no_such(what, name, self.here['contents'])}")
        return found

    def found(self, name: str) -> str | None:
        """The entry of the working directory that a name means, if there is one."""
        contents = self.here["contents"]
        if self.mode != "product":
            return name if name in contents else None
        return find_name(name.removeprefix("./").rstrip("/"), contents)

    def refuse_path(self, name: str) -> None:
        """By voice, a path is refused with the way to go. Raises ToolError."""
        folder, slash, rest = name.strip("/").removeprefix("./").partition("/")
        if self.mode != "product" or not slash:
            return
        known = folder in ("", "..") or self.found(folder) is not None
        way = f"go to {folder!r} with cd first, then use {rest!r}" if known else "go to its folder with cd first"
        raise ToolError(f"{name!r} is a path; only names in the current folder, {self.path}, work here: {way}")

    def content_of(self, name: str) -> str:
        """The text of a file in the working directory. Raises ToolError."""
        key = self.key_of(name, "file")
        node = self.here["contents"][key]
        if is_directory(node):
            raise ToolError(f"{key!r} is a folder; only files have content")
        content: str = node["content"]
        return content

    def about_file(self, name: str, told: dict[str, Any]) -> dict[str, Any]:
        """What is told of a file, by voice with the file's own name: people and models write one name in many ways."""
        return {"file_name": self.key_of(name, "file"), **told} if self.mode == "product" else told

    @tool("Tell the path of the current folder.", parameters())
    def pwd(self) -> dict[str, str]:
        return {"current_working_directory": self.path}

    @tool(
        "List the files and folders in the current folder.",
        parameters(
            {"a": flag("Also list hidden entries, whose names start with a dot.") | {"default": False}}, optional=("a",)
        ),
    )
    def ls(self, a: bool = False) -> dict[str, list[str]]:
        return {"current_directory_content": [name for name in self.here["contents"] if a or not name.startswith(".")]}

    @tool(
        "Go to another folder, one level at a time.",
        parameters({"folder": text("A folder in the current one, '..' for the one above, '/' for the first one.")}),
    )
    def cd(self, folder: str) -> dict[str, str]:
        cwd: list[str] = self.state.get("cwd", [])
        wanted = folder.rstrip("/") or folder[:1]
        if wanted == "/":
            cwd = []
        elif wanted == "..":
            if not cwd:
                raise ToolError(f"{self.path} is the first folder; there is none above it")
            cwd = cwd[:-1]
        elif wanted != ".":
            key = self.key_of(wanted, "folder")
            if not is_directory(self.here["contents"][key]):
                raise ToolError(f"{key!r} is a file; only folders can be entered")
            cwd = [*cwd, key]
        self.state["cwd"] = cwd
        return {"current_working_directory": self.path}

    @tool("Read a file.", parameters({"file_name": text("A file in the current folder; no path.")}))
    def cat(self, file_name: str) -> dict[str, Any]:
        return self.about_file(file_name, {"file_content": self.content_of(file_name)})

    @tool(
        "Find files and folders whose names contain a text, in a folder and everything below it.",
        parameters(
            {
                "path": text("Where to search; the current folder unless given.") | {"default": "."},
                "name": text("What the names contain; everything is found unless given."),
            },
            optional=("path", "name"),
        ),
    )
    def find(self, path: str = ".", name: str | None = None) -> dict[str, list[str]]:
        wanted = name or ""
        by_voice = self.mode == "product"
        if by_voice:
            wanted = canonical(wanted)
        found = walk(self._directory_at(path), path.rstrip("/"))
        return {"matches": [at for at, own, _ in found if wanted in (canonical(own) if by_voice else own)]}

    @tool(
        "Find the lines of a file that contain a text.",
        parameters({"file_name": text("A file in the current folder; no path."), "pattern": text("The text.")}),
    )
    def grep(self, file_name: str, pattern: str) -> dict[str, Any]:
        lines = self.content_of(file_name).splitlines()
        if self.mode == "product":
            found = [line for line in lines if canonical(pattern) in canonical(line)]
            return self.about_file(file_name, {"matching_lines": found})
        return {"matching_lines": [line for line in lines if pattern in line]}

    @tool(
        "Show the lines of a file in alphabetical order; the file stays as it is.",
        parameters({"file_name": text("A file in the current folder.")}),
    )
    def sort(self, file_name: str) -> dict[str, str]:
        return {"sorted_content": "\n".join(sorted(self.content_of(file_name).splitlines()))}

    @tool(
        "Count the lines, words or characters of a file.",
        parameters(
            {
                "file_name": text("A file in the current folder."),
                "mode": text("'l' for lines, 'w' for words, 'c' for characters; lines unless given.")
                | {"default": "l"},
            },
            optional=("mode",),
        ),
    )
    def wc(self, file_name: str, mode: str = "l") -> dict[str, Any]:
        kind, count = COUNTERS[self._counter(mode)]
        return self.about_file(file_name, {"count": count(self.content_of(file_name)), "type": kind})

    @tool(
        "Show the last lines of a file.",
        parameters(
            {
                "file_name": text("A file in the current folder; no path."),
                "lines": whole("How many; 10 unless given.") | {"default": 10},
            },
            optional=("lines",),
        ),
    )
    def tail(self, file_name: str, lines: int = 10) -> dict[str, str]:
        if self.mode == "product" and lines < 1:
            raise ToolError(f"lines must be at least 1, not {lines}")
        return {"last_lines": "\n".join(self.content_of(file_name).splitlines()[-lines:])}

    @tool(
        "Compare two files line by line, as far as the shorter one goes.",
        parameters(
            {"file_name1": text("A file in the current folder."), "file_name2": text("Another file in that folder.")}
        ),
    )
    def diff(self, file_name1: str, file_name2: str) -> dict[str, str]:
        pairs = zip(self.content_of(file_name1).splitlines(), self.content_of(file_name2).splitlines(), strict=False)
        return {"diff_lines": "\n".join(f"- {one}\n+ {other}" for one, other in pairs if one != other)}

    @tool(
        "Tell how much room the files in the current folder and below take.",
        parameters(
            {"human_readable": flag("In KB, MB and so on instead of bytes.") | {"default": False}},
            optional=("human_readable",),
        ),
    )
    def du(self, human_readable: bool = False) -> dict[str, str]:
        size = n_bytes(self.here)
        return {"disk_usage": readable_size(size) if human_readable else f"{size} bytes"}

    def _counter(self, mode: str) -> str:
        """What is to be counted, by voice also in full ("words"). Raises ToolError."""
        said = mode
        if self.mode == "product":
            said = canonical(mode)
            said = {kind: key for key, (kind, _) in COUNTERS.items()}.get(said, said)
        if said not in COUNTERS:
            valid = " or ".join(f"{key} for {kind}" for key, (kind, _) in COUNTERS.items())
            raise ToolError(f"mode must be {valid}, not {mode!r}")
        return said

    def _directory_at(self, path: str) -> Node:
        parts = [part for part in path.split("/") if part not in ("", ".")]
        node: Node = self.here
        if path.startswith("/"):
            node = self.state["root"]
            if parts and parts[0] == node.get("name") and parts[0] not in node["contents"]:
                parts = parts[1:]
        for part in parts:
            found = find_name(part, node["contents"]) if self.mode == "product" else part
            if found not in node["contents"] or not is_directory(node["contents"][found]):
                folders = [name for name, child in node["contents"].items() if is_directory(child)]
                raise ToolError(f"{path!r} is no folder: {no_such('folder', part, folders)}")
            node = node["contents"][found]
        return node
