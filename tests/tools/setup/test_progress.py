from io import StringIO

from tools.setup.progress import Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_each_step_is_a_numbered_line(out: StringIO, progress: Progress) -> None:
    progress.end("up to date")
    progress.start("another step")
    progress.done()
    first, second = out.getvalue().splitlines()
    assert first.split() == ["[1/3]", "a", "step", "up", "to", "date"]
    assert second.startswith("[2/3] another step")
    assert second.endswith(" s")


def test_a_note_is_a_line_of_its_own_in_a_log(out: StringIO, progress: Progress) -> None:
    progress.note("building")
    progress.tick()
    progress.end("failed")
    assert [line.split()[-1] for line in out.getvalue().splitlines()] == ["building", "failed"]


def test_a_terminal_sees_one_line_that_changes() -> None:
    out = Terminal()
    progress = Progress(1, out)
    progress.start("a step")
    progress.note("building")
    progress.tick()
    progress.end("done")
    assert out.getvalue().count("\n") == 1
    assert out.getvalue().count("\r") == 3
    assert "building (0 s)" in out.getvalue()
