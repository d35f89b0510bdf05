"""Looking around and reading, by the function docs and by voice."""

from typing import Any

import pytest

from scenarios.worlds.base import World
from scenarios.worlds.filesystem import WORLD
from tests.scenarios.worlds.asking import ask, bfcl, refuse


def folder(**contents: Any) -> dict[str, Any]:
    return {"type": "directory", "contents": contents}


def file(content: str) -> dict[str, Any]:
    return {"type": "file", "content": content}


TREE = {
    "root": {
        "home": folder(
            **{
                "letters.txt": file("dear Ann\nDear Bob\nbye"),
                ".hidden": file("x"),
                "bills": folder(**{"may.txt": file("12\n7"), "old": folder(**{"april.txt": file("é")})}),
            }
        )
    }
}


@pytest.fixture
def world() -> World:
    return bfcl("GorillaFileSystem", TREE)


def test_an_entry_starts_in_its_one_folder(world: World) -> None:
    assert world.state["root"]["name"] == "home"
    assert world.state["root"]["contents"]["bills"]["contents"]["old"]["name"] == "old"
    assert world.state["root"]["contents"]["letters.txt"] == {"type": "file", "content": "dear Ann\nDear Bob\nbye"}
    assert ask(world, "pwd") == {"current_working_directory": "/home"}


def test_folders_of_an_entry_may_lack_contents() -> None:
    bare = bfcl(
        "GorillaFileSystem", {"root": {"home": {"type": "directory", "contents": {"x": {"type": "directory"}}}}}
    )
    assert bare.state["root"]["contents"]["x"] == {"type": "directory", "name": "x", "contents": {}}


def test_files_of_an_entry_hold_what_the_entry_says() -> None:
    odd = {"number": {"type": "file", "content": 5}, "nothing": {"type": "file"}}
    world = bfcl("GorillaFileSystem", {"root": {"home": {"type": "directory", "contents": odd}}})
    assert ask(world, "cat", file_name="number") == {"file_content": 5}
    assert ask(world, "cat", file_name="nothing") == {"file_content": ""}
    refuse(world, "wc", "cannot work", file_name="number")


def test_without_configuration_there_is_an_empty_folder() -> None:
    world = bfcl("GorillaFileSystem")
    assert world.state["root"] == {"type": "directory", "name": "/", "contents": {}}
    assert ask(world, "pwd") == {"current_working_directory": "//"}  # "/" and the names from the start on, here "/"
    assert ask(world, "ls") == {"current_directory_content": []}


@pytest.mark.parametrize(
    ("steps", "path"),
    [
        (["bills"], "/home/bills"),
        (["bills/"], "/home/bills"),
        (["bills", "old", ".."], "/home/bills"),
        (["bills", "old", "/"], "/home"),
        (["bills", "."], "/home/bills"),
        (["bills", "../"], "/home"),
    ],
)
def test_cd_goes_one_level_at_a_time(world: World, steps: list[str], path: str) -> None:
    for step in steps:
        assert ask(world, "cd", folder=step).keys() == {"current_working_directory"}
    assert ask(world, "pwd") == {"current_working_directory": path}


@pytest.mark.parametrize(
    ("folder_name", "words"),
    [
        ("..", "first folder"),
        ("letters.txt", "is a file"),
        ("bills/old", "no folder"),
        ("nowhere", "valid: letters.txt, .hidden, bills"),
        ("Bills", "'bills'"),
        ("", "no folder"),
    ],
)
def test_cd_refuses(world: World, folder_name: str, words: str) -> None:
    refuse(world, "cd", words, folder=folder_name)


def test_ls_hides_dot_names_unless_asked(world: World) -> None:
    assert ask(world, "ls") == {"current_directory_content": ["letters.txt", "bills"]}
    assert ask(world, "ls", a=True) == {"current_directory_content": ["letters.txt", ".hidden", "bills"]}


def test_cat_reads_files_alone(world: World) -> None:
    assert ask(world, "cat", file_name=".hidden") == {"file_content": "x"}
    refuse(world, "cat", "is a folder", file_name="bills")
    refuse(world, "cat", "no file", file_name="bills/may.txt")
    refuse(world, "cat", "file_name is missing")


@pytest.mark.parametrize(
    ("arguments", "matches"),
    [
        ({}, ["./letters.txt", "./.hidden", "./bills", "./bills/may.txt", "./bills/old", "./bills/old/april.txt"]),
        ({"name": "txt"}, ["./letters.txt", "./bills/may.txt", "./bills/old/april.txt"]),
        ({"name": "TXT"}, []),
        ({"path": "bills", "name": None}, ["bills/may.txt", "bills/old", "bills/old/april.txt"]),
        ({"path": "bills/old"}, ["bills/old/april.txt"]),
        ({"path": "bills/"}, ["bills/may.txt", "bills/old", "bills/old/april.txt"]),
        ({"path": "/", "name": "old"}, ["/bills/old"]),
        ({"path": "/home/bills", "name": "may"}, ["/home/bills/may.txt"]),
    ],
)
def test_find_searches_depth_first(world: World, arguments: dict[str, Any], matches: list[str]) -> None:
    assert ask(world, "find", **arguments) == {"matches": matches}


def test_find_refuses_what_is_no_folder(world: World) -> None:
    refuse(world, "find", "no folder", path="letters.txt")
    refuse(world, "find", "valid: bills", path="nowhere")


def test_lines_are_found_sorted_counted_and_cut(world: World) -> None:
    assert ask(world, "grep", file_name="letters.txt", pattern="Dear") == {"matching_lines": ["Dear Bob"]}
    assert ask(world, "grep", file_name="letters.txt", pattern="nobody") == {"matching_lines": []}
    assert ask(world, "sort", file_name="letters.txt") == {"sorted_content": "Dear Bob\nbye\ndear Ann"}
    assert ask(world, "cat", file_name="letters.txt")["file_content"].startswith("dear Ann")
    assert ask(world, "wc", file_name="letters.txt") == {"count": 3, "type": "lines"}
    assert ask(world, "wc", file_name="letters.txt", mode="w") == {"count": 5, "type": "words"}
    assert ask(world, "wc", file_name="letters.txt", mode="c") == {"count": 21, "type": "characters"}
    assert ask(world, "tail", file_name="letters.txt", lines=2) == {"last_lines": "Dear Bob\nbye"}
    assert ask(world, "tail", file_name="letters.txt", lines=99) == {"last_lines": "dear Ann\nDear Bob\nbye"}


def test_tail_shows_ten_lines() -> None:
    lines = "\n".join(map(str, range(12)))
    world = bfcl("GorillaFileSystem", {"root": {"r": folder(long=file(lines))}})
    assert ask(world, "tail", file_name="long") == {"last_lines": "\n".join(map(str, range(2, 12)))}


@pytest.mark.parametrize("tool", ["grep", "sort", "wc", "tail"])
def test_lines_are_those_of_files(world: World, tool: str) -> None:
    more = {"pattern": "x"} if tool == "grep" else {}
    refuse(world, tool, "no file", file_name="nowhere.txt", **more)
    refuse(world, tool, "is a folder", file_name="bills", **more)


def test_wc_knows_three_modes(world: World) -> None:
    refuse(world, "wc", "l for lines", "w for words", "c for characters", file_name="letters.txt", mode="x")
    refuse(world, "wc", "l for lines", "w for words", "c for characters", file_name="letters.txt", mode="words")


def test_by_voice_wc_is_told_in_full_what_to_count() -> None:
    world = WORLD({"root": {"name": "home", **folder(letter=file("dear Ann\nbye"))}})
    for said in ("words", "Words.", "w", "W"):
        assert ask(world, "wc", file_name="letter", mode=said) == {"file_name": "letter", "count": 3, "type": "words"}
    assert ask(world, "wc", file_name="letter", mode="lines") == {"file_name": "letter", "count": 2, "type": "lines"}
    refuse(world, "wc", "l for lines", "w for words", "c for characters", file_name="letter", mode="pages")


def test_diff_goes_as_far_as_the_shorter_file() -> None:
    contents = folder(a=file("same\none\nthree"), b=file("same\ntwo"), c=file("same"), d=folder())
    world = bfcl("GorillaFileSystem", {"root": {"r": contents}})
    assert ask(world, "diff", file_name1="a", file_name2="b") == {"diff_lines": "- one\n+ two"}
    assert ask(world, "diff", file_name1="a", file_name2="c") == {"diff_lines": ""}
    refuse(world, "diff", "no file", file_name1="a", file_name2="z")
    refuse(world, "diff", "is a folder", file_name1="d", file_name2="a")


def test_du_counts_bytes_below_the_working_directory(world: World) -> None:
    assert ask(world, "du") == {"disk_usage": "28 bytes"}
    assert ask(world, "du", human_readable=True) == {"disk_usage": "28.00 B"}
    ask(world, "cd", folder="bills")
    assert ask(world, "du") == {"disk_usage": "6 bytes"}


@pytest.mark.parametrize(
    ("size", "shown"), [(1023, "1023.00 B"), (1024, "1.00 KB"), (1536, "1.50 KB"), (3 * 1024**2, "3.00 MB")]
)
def test_du_reads_well(size: int, shown: str) -> None:
    world = bfcl("GorillaFileSystem", {"root": {"r": folder(f=file("x" * size))}})
    assert ask(world, "du", human_readable=True) == {"disk_usage": shown}


def test_by_voice_names_are_found_whatever_their_case() -> None:
    root = {"type": "directory", "name": "home", "contents": {"Tax 2025.txt": file("Total: 12"), "Photos": folder()}}
    world = WORLD({"root": root, "cwd": []})
    assert ask(world, "cat", file_name="tax 2025 txt")["file_content"] == "Total: 12"
    assert ask(world, "grep", file_name="TAX 2025.TXT", pattern="'total'")["matching_lines"] == ["Total: 12"]
    assert ask(world, "find", name='"PHOTO."') == {"matches": ["./Photos"]}
    assert ask(world, "cd", folder="photos") == {"current_working_directory": "/home/Photos"}
    refuse(world, "tail", "at least 1", file_name="Tax 2025.txt", lines=0)


def test_by_voice_near_names_are_offered_and_not_chosen() -> None:
    root = {"type": "directory", "name": "home", "contents": {"boiler note": file("a"), "boiler bill": file("b")}}
    world = WORLD({"root": root, "cwd": []})
    refuse(world, "cat", "did you mean 'boiler note' or 'boiler bill'?", file_name="boiler")
    refuse(world, "cat", "'boiler bill'", file_name="boiler bil")


def test_by_voice_paths_are_refused_with_the_way_to_go() -> None:
    inner = {"type": "directory", "contents": {"beach": {"type": "file", "content": "sand"}}}
    world = WORLD({"root": {"type": "directory", "name": "home", "contents": {"summer": inner}}})
    refuse(world, "cat", "go to 'summer' with cd first, then use 'beach'", file_name="summer/beach")
    refuse(world, "rm", "go to its folder with cd first", file_name="/home/summer")
    assert ask(world, "cd", folder="./summer/")["current_working_directory"] == "/home/summer"
    assert ask(world, "cat", file_name="./beach") == {"file_name": "beach", "file_content": "sand"}
