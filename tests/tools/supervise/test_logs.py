from io import StringIO
from pathlib import Path

from tools.supervise.logs import N_KEPT, Console, rotate


def test_rotation_keeps_the_newest_and_drops_the_oldest(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "server.log"
    for run in range(N_KEPT + 3):
        rotate(log)
        log.write_text(f"run {run}")
    kept = {path.name: path.read_text() for path in log.parent.iterdir()}
    newest = N_KEPT + 2
    assert kept == {
        "server.log": f"run {newest}",
        **{f"server.log.{age}": f"run {newest - age}" for age in range(1, N_KEPT + 1)},
    }


def test_a_line_carries_its_name_in_a_column() -> None:
    out = StringIO()
    console = Console(width=7, out=out)
    console.show("agent", "hello")
    console.show("livekit", "hello")
    assert out.getvalue() == "agent   | hello\nlivekit | hello\n"


def test_a_terminal_that_went_away_is_no_failure() -> None:
    class Gone(StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    Console(width=7, out=Gone()).show("agent", "hello")
