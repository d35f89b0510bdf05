"""The supervisor with real processes: whatever ends, everything ends, and nothing is left."""

import os
import signal
from pathlib import Path

import pytest

from tests.support.waiting import wait_until
from tests.tools.supervise.conftest import Supervise

pytestmark = pytest.mark.processes

STEADY = {"name": "steady", "script": "exec sleep 1000"}
CRASHES_ON_USR1 = 'trap "exit 7" USR1; echo ready; while :; do sleep 0.02; done'
IGNORES_TERM = 'trap "" TERM; echo ready; while :; do sleep 0.02; done'
ENDS_ON_SECOND_TERM = r'n=0; trap "n=\$((n+1)); [ \$n -lt 2 ] || exit 9" TERM; echo ready; while :; do sleep 0.02; done'
COMPLAINS_AT_THE_END = (
    'trap "for n in $(seq 50 | tr "\\n" " "); do echo I cannot reach it; done; exit 0" TERM; '
    "echo ready; while :; do sleep 0.02; done"
)
FORKS = "sleep 1000 & echo ready; wait"
FORKS_AWAY = "setsid sleep 1000 & echo ready; wait"


def fragile(name: str = "fragile") -> dict[str, object]:
    return {"name": name, "script": CRASHES_ON_USR1, "says": "ready"}


def test_one_part_dies_all_stop_and_its_exit_code_is_passed_on(supervise: Supervise) -> None:
    group = supervise(STEADY, fragile())
    os.kill(group.wait_up()["fragile"], signal.SIGUSR1)
    assert group.wait_exit() == 7
    assert "fragile ended with exit code 7" in group.messages()
    group.wait_nothing_left()


def test_death_by_a_signal_is_passed_on_as_shells_count_it(supervise: Supervise) -> None:
    group = supervise(STEADY, fragile())
    os.kill(group.wait_up()["fragile"], signal.SIGKILL)
    assert group.wait_exit() == 128 + signal.SIGKILL


def test_a_part_that_just_ends_is_a_failure(supervise: Supervise) -> None:
    group = supervise(STEADY, {"name": "brief", "script": "true"})
    assert group.wait_exit() == 1
    group.wait_nothing_left()


def test_the_last_lines_of_the_part_that_died_are_shown(supervise: Supervise) -> None:
    group = supervise({"name": "doomed", "script": "echo the disk is full >&2; exit 3", "says": "never"})
    assert group.wait_exit() == 3
    assert group.messages().splitlines()[-3:] == [
        "parley   | the last words of doomed:",
        "parley   |     the disk is full",
        f"parley   | stopped, because doomed ended with exit code 3; every line is in {group.logs}",
    ]


def test_what_the_others_say_afterwards_does_not_bury_the_reason(supervise: Supervise) -> None:
    group = supervise({"name": "chatty", "script": COMPLAINS_AT_THE_END, "says": "ready", "grace_s": 30.0}, fragile())
    os.kill(group.wait_up()["fragile"], signal.SIGUSR1)
    assert group.wait_exit() == 7
    assert "I cannot reach it" not in group.messages()
    assert (group.logs / "chatty.log").read_text().count("I cannot reach it") == 50
    assert "fragile ended with exit code 7" in group.messages().splitlines()[-1]


def test_on_a_signal_the_parts_are_heard_to_the_end(supervise: Supervise) -> None:
    group = supervise({"name": "chatty", "script": COMPLAINS_AT_THE_END, "says": "ready", "grace_s": 30.0})
    group.wait_up()
    group.process.terminate()
    assert group.wait_exit() == 0
    assert group.messages().count("I cannot reach it") == 50


def test_what_keeps_a_part_from_starting_is_one_line(supervise: Supervise, tmp_path: Path) -> None:
    (tmp_path / "obstacle").write_text("port 8081 is taken")
    group = supervise(STEADY, fragile() | {"obstacle": str(tmp_path / "obstacle")})
    assert group.wait_exit() == 1
    assert group.messages().splitlines()[-1] == (
        f"parley   | stopped, because fragile cannot start: port 8081 is taken; every line is in {group.logs}"
    )
    assert not (group.logs / "fragile.log").exists()
    group.wait_nothing_left()


def test_what_came_in_a_part_s_way_while_it_started_stands_for_its_last_words(
    supervise: Supervise, tmp_path: Path
) -> None:
    obstacle = tmp_path / "obstacle"
    script = f"printf 'port 8081 is taken' > {obstacle}; echo Traceback; exit 4"
    group = supervise({"name": "late", "script": script, "says": "never", "obstacle": str(obstacle)})
    assert group.wait_exit() == 4
    assert "last words" not in group.messages()
    assert "stopped, because late ended with exit code 4: port 8081 is taken;" in group.messages()


def test_a_kept_part_is_not_kept_from_its_next_start(supervise: Supervise, tmp_path: Path) -> None:
    group = supervise(fragile() | {"obstacle": str(tmp_path / "obstacle")}, keep=("fragile",))
    pid = group.wait_up()["fragile"]
    (tmp_path / "obstacle").write_text("it was there for a moment")
    os.kill(pid, signal.SIGUSR1)
    assert group.wait_up()["fragile"] != pid


def test_a_command_that_does_not_exist_stops_everything(supervise: Supervise) -> None:
    group = supervise(STEADY, {"name": "absent", "script": "exec /no/such/program"})
    assert group.wait_exit() == 127
    group.wait_nothing_left()


def test_a_grandchild_that_holds_the_pipe_hides_no_death(supervise: Supervise) -> None:
    group = supervise(STEADY, {"name": "parent", "script": FORKS, "says": "ready"})
    pids = group.wait_up()
    os.kill(pids["parent"], signal.SIGKILL)
    assert group.wait_exit() == 137
    group.wait_nothing_left()


def test_a_grandchild_in_a_session_of_its_own_is_found(supervise: Supervise) -> None:
    group = supervise({"name": "parent", "script": FORKS_AWAY, "says": "ready"})
    group.wait_up()
    wait_until(lambda: "sleep 1000 " in group.living().values(), for_what="the grandchild", timeout_s=30)
    group.process.terminate()
    assert group.wait_exit() == 0
    group.wait_nothing_left()


def test_a_stubborn_part_is_killed(supervise: Supervise) -> None:
    group = supervise({"name": "stubborn", "script": IGNORES_TERM, "says": "ready", "grace_s": 0.2})
    group.wait_up()
    group.process.terminate()
    assert group.wait_exit() == 0
    assert "stubborn stopped (137)" in group.messages()
    group.wait_nothing_left()


def test_a_part_that_waits_for_its_guests_is_asked_twice(supervise: Supervise) -> None:
    group = supervise({"name": "host", "script": ENDS_ON_SECOND_TERM, "says": "ready", "grace_s": 60.0, "insist": True})
    group.wait_up()
    group.process.terminate()
    assert group.wait_exit() == 0
    assert "host stopped (9)" in group.messages()


def test_a_second_signal_ends_patience(supervise: Supervise) -> None:
    group = supervise({"name": "stubborn", "script": IGNORES_TERM, "says": "ready", "grace_s": 3600.0})
    group.wait_up()
    group.process.send_signal(signal.SIGINT)
    wait_until(lambda: "stopping" in group.messages(), for_what="the first signal to be heeded", timeout_s=30)
    group.process.send_signal(signal.SIGINT)
    assert group.wait_exit() == 0
    group.wait_nothing_left()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_in_reverse_order(supervise: Supervise, number: signal.Signals) -> None:
    group = supervise({"name": "first", "script": "exec sleep 1000"}, {"name": "second", "script": "exec sleep 1000"})
    group.wait_up()
    group.process.send_signal(number)
    assert group.wait_exit() == 0
    messages = group.messages()
    assert messages.index("second stopped") < messages.index("first stopped")
    group.wait_nothing_left()


def test_kill_nine_of_the_supervisor_leaves_nothing(supervise: Supervise) -> None:
    group = supervise(
        {"name": "stubborn", "script": IGNORES_TERM, "says": "ready"},
        {"name": "parent", "script": FORKS, "says": "ready"},
        {"name": "far", "script": FORKS_AWAY, "says": "ready"},
    )
    group.wait_up()
    group.process.kill()
    group.wait_exit()
    group.wait_nothing_left()


def test_a_part_waits_for_the_parts_that_it_comes_after(supervise: Supervise, tmp_path: Path) -> None:
    order = tmp_path / "order"
    group = supervise(
        {"name": "later", "script": f"echo later >> {order}; exec sleep 1000", "after": ["slow"]},
        {"name": "slow", "script": f"sleep 0.2; echo slow >> {order}; echo ready; exec sleep 1000", "says": "ready"},
    )
    group.wait_up()
    wait_until(lambda: order.read_text().count("\n") == 2, for_what="both parts", timeout_s=30)
    assert order.read_text() == "slow\nlater\n"


def test_a_part_that_never_becomes_healthy_stops_everything(supervise: Supervise) -> None:
    group = supervise(STEADY, {"name": "silent", "script": "exec sleep 1000", "says": "ready", "patience_s": 0.3})
    assert group.wait_exit() == 1
    assert "silent was not healthy after" in group.messages()
    group.wait_nothing_left()


def test_a_kept_part_is_started_again_and_the_others_stay(supervise: Supervise) -> None:
    group = supervise(STEADY, fragile(), keep=("fragile",))
    before = group.wait_up()
    os.kill(before["fragile"], signal.SIGUSR1)
    after = group.wait_up()
    assert after["steady"] == before["steady"]
    assert after["fragile"] != before["fragile"]
    assert "starting it again in 0.5 s" in group.messages()


def test_the_delay_before_a_restart_grows(supervise: Supervise) -> None:
    group = supervise(fragile(), keep=("fragile",))
    for _ in range(2):
        os.kill(group.wait_up()["fragile"], signal.SIGUSR1)
    group.wait_up()
    assert "again in 0.5 s" in group.messages()
    assert "again in 1 s" in group.messages()


def test_a_kept_part_that_fails_before_the_group_was_up_stops_everything(supervise: Supervise) -> None:
    group = supervise(
        {"name": "broken", "script": "exit 5", "says": "ready"}, {"name": "slow", "script": "sleep 9"}, keep=("broken",)
    )
    assert group.wait_exit() == 5


def test_output_goes_to_the_terminal_with_its_name_and_to_a_log_of_its_own(supervise: Supervise) -> None:
    group = supervise({"name": "talker", "script": "echo one; echo two >&2; exec sleep 1000", "says": "two"})
    group.wait_up()
    assert "talker   | one\ntalker   | two" in group.messages()
    assert (group.logs / "talker.log").read_text() == "one\ntwo\n"


def test_a_part_s_small_talk_is_in_its_log_alone(supervise: Supervise) -> None:
    script = "echo INFO all is well; echo WARN not quite; exec sleep 1000"
    group = supervise({"name": "talker", "script": script, "says": "not quite", "hushed": "INFO"})
    group.wait_up()
    assert "WARN not quite" in group.messages()
    assert "all is well" not in group.messages()
    assert "INFO all is well" in (group.logs / "talker.log").read_text()
