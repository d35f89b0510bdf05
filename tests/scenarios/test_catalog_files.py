"""A file that was put into the wrong folder can be put back, and is then no fault."""

import pytest

from scenarios.run import ScenarioRun
from tests.scenarios.plays import TOOL_SCENARIOS

Calls = list[tuple[str, dict[str, object]]]

RECEIPTS = ("bakery", "dentist", "bicycle", "lamp")
LOOKED: Calls = [("filesystem.ls", {})]
READ: Calls = [("filesystem.cat", {"file_name": f"{name} receipt"}) for name in RECEIPTS]
FOLDER: Calls = [("filesystem.mkdir", {"dir_name": "2024"})]


def put(receipt: str, folder: str) -> Calls:
    return [("filesystem.mv", {"source": f"{receipt} receipt", "destination": folder})]


def put_back(receipt: str, folder: str) -> Calls:
    return [("filesystem.cd", {"folder": folder}), *put(receipt, ".."), ("filesystem.cd", {"folder": ".."})]


STARTED = LOOKED + READ + FOLDER
BICYCLE_ASTRAY = put("bicycle", "2024")
DENTIST_ASTRAY = put("dentist", "2025")
SORTED = put("bakery", "2024") + put("dentist", "2024") + put("lamp", "2025")
LAST = put("bicycle", "2025")


@pytest.mark.parametrize(
    ("calls", "succeeds"),
    [
        (STARTED + SORTED + BICYCLE_ASTRAY, False),
        (STARTED + SORTED + BICYCLE_ASTRAY + put_back("bicycle", "2024"), False),
        (STARTED + SORTED + BICYCLE_ASTRAY + put_back("bicycle", "2024") + LAST, True),
        (STARTED + DENTIST_ASTRAY + put_back("dentist", "2025") + SORTED + LAST, True),
        (STARTED + SORTED + LAST + put_back("heating", "2025"), False),
        (STARTED + SORTED + LAST + put_back("heating", "2025") + put("heating", "2024"), False),
    ],
)
def test_a_receipt_in_the_wrong_folder_can_be_put_back(calls: Calls, succeeds: bool) -> None:
    run = ScenarioRun(TOOL_SCENARIOS["filesystem-02"])
    assert all(run.call(tool, arguments).ok for tool, arguments in calls)
    assert run.verification is not None
    assert (run.verification.success, run.verification.violations) == (succeeds, ())
