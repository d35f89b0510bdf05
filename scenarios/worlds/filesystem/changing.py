"""The tools that create, write, move and remove."""

from typing import Any

from scenarios.canonical import copy_json
from scenarios.worlds.base import ToolError, tool
from scenarios.worlds.filesystem.reading import FilesystemReading
from scenarios.worlds.filesystem.tree import FORBIDDEN_IN_NAMES, Node, is_directory, new_directory, new_file
from scenarios.worlds.schema import parameters, text


class FilesystemWorld(FilesystemReading):
    """The whole world of files. By voice, writing to a file that is not there makes it."""

    domain = "filesystem"

    @tool("Make a new folder in the current one.", parameters({"dir_name": text("Its name; no path.")}))
    def mkdir(self, dir_name: str) -> None:
        name = self._new_name(dir_name)
        self.here["contents"][name] = new_directory(name)

    @tool("Make a new, empty file in the current folder.", parameters({"file_name": text("Its name; no path.")}))
    def touch(self, file_name: str) -> None:
        self.here["contents"][self._new_name(file_name)] = new_file()

    @tool(
        "Write a text to a file in the current folder, in place of what it held; without a file, just show the text.",
        parameters(
            {"content": text("The text."), "file_name": text("The file; no path.")},
            optional=("file_name",),
        ),
    )
    def echo(self, content: str, file_name: str | None = None) -> dict[str, Any]:
        if file_name is None:
            return {"terminal_output": content}
        contents = self.here["contents"]
        if self.mode == "product" and self.found(file_name) is None:
            contents[self._new_name(file_name)] = new_file()
        key = self.key_of(file_name, "file")
        if is_directory(contents[key]):
            raise ToolError(f"{key!r} is a folder; only files can be written")
        contents[key]["content"] = content
        return {"terminal_output": None}

    @tool(
        "Move a file or folder into a folder, or give it another name. Both are in the current folder.",
        parameters(
            {
                "source": text("What to move; no path."),
                "destination": text("A folder to move it into, or else its new name; no path."),
            }
        ),
    )
    def mv(self, source: str, destination: str) -> dict[str, str]:
        key, into, name = self._destined(source, destination)
        contents = self.here["contents"]
        if self.mode == "product" and into is contents[key]:
            raise ToolError(f"{key!r} cannot be moved into itself")
        _put(contents if into is None else into["contents"], name, contents.pop(key))
        return {"result": f"'{key}' moved to '{self._place(into, destination, name)}'"}

    @tool(
        "Copy a file or folder into a folder, or to another name. Both are in the current folder.",
        parameters(
            {
                "source": text("What to copy; no path."),
                "destination": text("A folder to copy it into, or else the copy's name; no path."),
            }
        ),
    )
    def cp(self, source: str, destination: str) -> dict[str, str]:
        key, into, name = self._destined(source, destination)
        contents = self.here["contents"]
        _put(contents if into is None else into["contents"], name, copy_json(contents[key]))
        return {"result": f"'{key}' copied to '{self._place(into, destination, name)}'"}

    @tool("Remove a file, or a folder with all that it holds.", parameters({"file_name": text("Its name; no path.")}))
    def rm(self, file_name: str) -> dict[str, str]:
        key = self.key_of(file_name)
        del self.here["contents"][key]
        return {"result": f"'{key}' removed"}

    @tool("Remove an empty folder.", parameters({"dir_name": text("Its name; no path.")}))
    def rmdir(self, dir_name: str) -> dict[str, str]:
        key = self.key_of(dir_name, "folder")
        node = self.here["contents"][key]
        if not is_directory(node):
            raise ToolError(f"{key!r} is a file; rmdir removes folders")
        if node["contents"]:
            raise ToolError(f"{key!r} is not empty; it holds {', '.join(node['contents'])}")
        del self.here["contents"][key]
        return {"result": f"'{key}' removed"}

    def _destined(self, source: str, destination: str) -> tuple[str, Node | None, str]:
        """What is moved or copied, the folder that it goes into (None for a new name here), and its name there."""
        key = self.key_of(source)
        if self.mode == "product":
            destination = destination.removeprefix("./").rstrip("/")
            if destination == "..":
                return key, self._above(key), key
        if "/" in destination or (self.mode == "product" and destination in ("", ".")):
            above = ", '..' for the one above" if self.mode == "product" else ""
            valid = f"a folder in {self.path}{above} or a new name"
            raise ToolError(f"destination must be {valid}, not the path {destination!r}")
        contents = self.here["contents"]
        target = self._known_or(destination)
        if target not in contents or (target == key and target != destination):
            return key, None, self._spoken(destination) if self.mode == "product" else destination
        if not is_directory(contents[target]):
            raise ToolError(f"there is a file {target!r} already; choose a new name or a folder")
        if key in contents[target]["contents"]:
            raise ToolError(f"there is a {key!r} in {target!r} already")
        return key, contents[target], key

    def _above(self, key: str) -> Node:
        """The folder above the current one, where something named ``key`` can go. Raises ToolError."""
        cwd: list[str] = self.state.get("cwd", [])
        if not cwd:
            raise ToolError(f"{self.path} is the first folder; there is none above it")
        node: Node = self.state["root"]
        for name in cwd[:-1]:
            node = node["contents"][name]
        if key in node["contents"]:
            raise ToolError(f"there is a {key!r} in the folder above already")
        return node

    def _known_or(self, name: str) -> str:
        """The entry that is meant by a name if there is one, else the name."""
        return self.found(name) or name

    def _place(self, into: Node | None, destination: str, name: str) -> str:
        return name if into is None else f"{self._known_or(destination)}/{name}"

    def _new_name(self, said: str) -> str:
        """A name that nothing in the current folder has. Raises ToolError."""
        if self._known_or(said) in self.here["contents"]:
            raise ToolError(f"there is a {self._known_or(said)!r} in {self.path} already; choose another name")
        if self.mode == "product":
            return self._spoken(said)
        self._refuse_forbidden(said)
        return said

    def _spoken(self, said: str) -> str:
        """A new name without the quotes around it and the full stop that ends a sentence. Raises ToolError."""
        name = said.strip(" \"'“”‘’").rstrip(". ")
        self._refuse_forbidden(name)
        if not name:
            raise ToolError(f"{said!r} is no valid name; it needs a letter or a digit")
        return name

    def _refuse_forbidden(self, name: str) -> None:
        if any(char in FORBIDDEN_IN_NAMES for char in name):
            raise ToolError(f"{name!r} is no valid name; these characters are not allowed: {FORBIDDEN_IN_NAMES}")


def _put(contents: dict[str, Node], name: str, node: Node) -> None:
    """Place a node under a name, last in its folder."""
    if is_directory(node):
        node["name"] = name
    contents[name] = node
