"""The README shows every picture that there is, and none that is not."""

import re

from tests.support.livekit_server import REPOSITORY


def test_every_picture_is_shown_and_every_one_shown_is_there() -> None:
    shown = set(re.findall(r"\(docs/images/([^)]+)\)", (REPOSITORY / "README.md").read_text(encoding="utf-8")))
    assert shown == {path.name for path in (REPOSITORY / "docs/images").iterdir()}
