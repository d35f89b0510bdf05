"""Creating, writing, moving, removing, by the function docs and by voice."""

from typing import Any

import pytest

from scenarios.worlds.base import World
from scenarios.worlds.filesystem import WORLD
from tests.scenarios.worlds.asking import ask, bfcl, refuse

TREE: dict[str, Any] = {
    "root": {
        "home": {
            "type": "directory",
            "contents": {
                "a.txt": {"type": "file", "content": "one"},
                "b.txt": {"type": "file", "content": "two"},
                "full": {"type": "directory", "contents": {"a.txt": {"type": "file", "content": "other"}}},
                "empty": {"type": "directory", "contents": {}},
            },
        }
    }
}


@pytest.fixture
def world() -> World:
    return bfcl("GorillaFileSystem", TREE)


def contents(world: World) -> dict[str, Any]:
    found: dict[str, Any] = world.state["root"]["contents"]
    return found


def test_mkdir_and_touch_make_something_new(world: World) -> None:
    assert ask(world, "mkdir", dir_name="new") is None
    assert ask(world, "touch", file_name="c.txt") is None
    assert contents(world)["new"] == {"type": "directory", "name": "new", "contents": {}}
    assert contents(world)["c.txt"] == {"type": "file", "content": ""}
    assert ask(world, "ls")["current_directory_content"][-2:] == ["new", "c.txt"]


@pytest.mark.parametrize("char", '|/\\?%*:"><')
def test_some_characters_are_not_allowed_in_new_names(world: World, char: str) -> None:
    refuse(world, "mkdir", "not allowed", dir_name=f"x{char}y")
    refuse(world, "touch", "not allowed", file_name=f"x{char}y")


def test_new_names_are_free(world: World) -> None:
    refuse(world, "mkdir", "already", dir_name="full")
    refuse(world, "mkdir", "already", dir_name="a.txt")
    refuse(world, "touch", "already", file_name="a.txt")
    refuse(world, "touch", "already", file_name="empty")


def test_echo_shows_or_overwrites(world: World) -> None:
    assert ask(world, "echo", content="hello") == {"terminal_output": "hello"}
    assert ask(world, "echo", content="hello", file_name=None) == {"terminal_output": "hello"}
    assert ask(world, "echo", content="three", file_name="a.txt") == {"terminal_output": None}
    assert contents(world)["a.txt"]["content"] == "three"


def test_echo_needs_a_file_that_is_there(world: World) -> None:
    refuse(world, "echo", "no file", content="x", file_name="c.txt")
    refuse(world, "echo", "is a folder", content="x", file_name="full")


def test_mv_goes_into_folders_or_renames(world: World) -> None:
    assert ask(world, "mv", source="b.txt", destination="full") == {"result": "'b.txt' moved to 'full/b.txt'"}
    assert ask(world, "mv", source="a.txt", destination="z.txt") == {"result": "'a.txt' moved to 'z.txt'"}
    assert ask(world, "mv", source="empty", destination="kept") == {"result": "'empty' moved to 'kept'"}
    assert list(contents(world)) == ["full", "z.txt", "kept"]
    assert contents(world)["kept"]["name"] == "kept"
    assert list(contents(world)["full"]["contents"]) == ["a.txt", "b.txt"]


def test_cp_leaves_the_source(world: World) -> None:
    assert ask(world, "cp", source="b.txt", destination="full") == {"result": "'b.txt' copied to 'full/b.txt'"}
    assert ask(world, "cp", source="full", destination="twin") == {"result": "'full' copied to 'twin'"}
    ask(world, "echo", content="changed", file_name="b.txt")
    assert contents(world)["full"]["contents"]["b.txt"]["content"] == "two"
    assert contents(world)["twin"]["name"] == "twin"
    assert ask(world, "cp", source="empty", destination="empty") == {"result": "'empty' copied to 'empty/empty'"}


@pytest.mark.parametrize("tool", ["mv", "cp"])
@pytest.mark.parametrize(
    ("source", "destination", "words"),
    [
        ("none.txt", "full", "no file or folder 'none.txt'"),
        ("a.txt", "full", "already"),
        ("a.txt", "b.txt", "already"),
        ("a.txt", "a.txt", "already"),
        ("a.txt", "full/x.txt", "path"),
        ("a.txt", "full/", "path"),
        ("full/a.txt", "x.txt", "no file or folder"),
    ],
)
def test_mv_and_cp_refuse(world: World, tool: str, source: str, destination: str, words: str) -> None:
    refuse(world, tool, words, source=source, destination=destination)


def test_by_the_letter_a_folder_goes_into_itself_and_out_of_reach(world: World) -> None:
    assert ask(world, "mv", source="full", destination="full") == {"result": "'full' moved to 'full/full'"}
    assert "full" not in ask(world, "ls")["current_directory_content"]


def test_by_the_letter_dots_are_names(world: World) -> None:
    assert ask(world, "mv", source="a.txt", destination="..") == {"result": "'a.txt' moved to '..'"}
    assert ".." in ask(world, "ls", a=True)["current_directory_content"]


def test_rm_removes_anything_and_rmdir_empty_folders(world: World) -> None:
    refuse(world, "rmdir", "not empty", "a.txt", dir_name="full")
    refuse(world, "rmdir", "is a file", dir_name="a.txt")
    refuse(world, "rmdir", "no folder", dir_name="none")
    refuse(world, "rm", "no file or folder", file_name="none")
    assert ask(world, "rmdir", dir_name="empty") == {"result": "'empty' removed"}
    assert ask(world, "rm", file_name="full") == {"result": "'full' removed"}
    assert ask(world, "rm", file_name="a.txt") == {"result": "'a.txt' removed"}
    assert list(contents(world)) == ["b.txt"]


def by_voice() -> World:
    root = {
        "type": "directory",
        "name": "home",
        "contents": {
            "Notes.txt": {"type": "file", "content": "one"},
            "Archive": {"type": "directory", "name": "Archive", "contents": {}},
        },
    }
    return WORLD({"root": root, "cwd": []})


def test_by_voice_writing_makes_the_file() -> None:
    world = by_voice()
    ask(world, "echo", content="hi", file_name="greeting.txt")
    assert contents(world)["greeting.txt"] == {"type": "file", "content": "hi"}
    ask(world, "echo", content="two", file_name="notes.txt")
    assert contents(world)["Notes.txt"]["content"] == "two"
    refuse(world, "echo", "is a folder", content="x", file_name="archive")


def test_by_voice_what_went_into_the_wrong_folder_comes_back_out() -> None:
    world = by_voice()
    refuse(world, "mv", "first folder", source="notes.txt", destination="..")
    ask(world, "mv", source="notes.txt", destination="archive")
    ask(world, "cd", folder="archive")
    refuse(world, "mv", "'..' for the one above", source="notes.txt", destination="../other")
    assert ask(world, "cp", source="notes.txt", destination="..") == {"result": "'Notes.txt' copied to '../Notes.txt'"}
    refuse(world, "mv", "above already", source="notes.txt", destination="..")
    ask(world, "cd", folder="/")
    assert ask(world, "rm", file_name="notes.txt") == {"result": "'Notes.txt' removed"}
    ask(world, "cd", folder="archive")
    assert ask(world, "mv", source="notes.txt", destination="..") == {"result": "'Notes.txt' moved to '../Notes.txt'"}
    assert contents(world)["Notes.txt"]["content"] == "one"
    assert contents(world)["Archive"]["contents"] == {}


def test_by_voice_known_names_are_not_made_twice() -> None:
    world = by_voice()
    refuse(world, "touch", "'Notes.txt'", file_name="notes.txt")
    refuse(world, "mkdir", "needs a letter", dir_name="..")
    refuse(world, "mv", "not allowed", source="notes.txt", destination="a:b")
    assert ask(world, "mv", source="notes.txt", destination="archive") == {
        "result": "'Notes.txt' moved to 'Archive/Notes.txt'"
    }


def test_by_voice_a_new_name_loses_its_quotes_and_full_stop() -> None:
    world = by_voice()
    ask(world, "mkdir", dir_name='"Boat papers."')
    ask(world, "touch", file_name="'.hidden'")
    ask(world, "echo", content="hi", file_name="“greeting.txt”")
    ask(world, "cp", source="'Notes.txt'", destination=" copy.txt. ")
    assert list(contents(world)) == ["Notes.txt", "Archive", "Boat papers", ".hidden", "greeting.txt", "copy.txt"]
    refuse(world, "mkdir", "already", dir_name='"archive."')
    refuse(world, "mkdir", "needs a letter", dir_name='""')


def test_by_voice_the_case_of_a_name_can_be_changed() -> None:
    world = by_voice()
    ask(world, "mv", source="Notes.txt", destination="notes.txt")
    assert list(contents(world)) == ["Archive", "notes.txt"]
