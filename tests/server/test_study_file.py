"""What a study file must be, and what it says when it is not."""

from pathlib import Path
from typing import Any

import pytest

from server.study_file import StudyFileError, parse_study, read_study
from tests.server.studies import STUDIES, real_study, rehearsal_study, write_study


def complaint(content: dict[str, Any]) -> str:
    with pytest.raises(StudyFileError) as caught:
        parse_study(content, where="study.yaml")
    return str(caught.value)


def test_the_rehearsal_study_is_right() -> None:
    study = read_study(STUDIES / "rehearsal.yaml")
    assert study.file.rehearsal
    assert [model.id for model in study.file.models] == ["rehearsal"]
    assert study.file.mix.shares() == {"open_chat": 20, "goal_oriented": 40, "tool_calling": 40}
    assert study.file.limit_s == 600


def test_its_consent_says_that_the_voice_is_recorded_and_never_the_contrary() -> None:
    consent = read_study(STUDIES / "rehearsal.yaml").file.consent
    text = " ".join(paragraph for section in consent.sections for paragraph in section.paragraphs).lower()
    for needed in ("record the whole conversation", "voluntary", "withdraw", "simulated world", "risks are minimal"):
        assert needed in text
    assert "no personal information will be recorded" not in text


def test_layout_and_order_of_keys_do_not_matter_but_content_does(tmp_path: Path) -> None:
    content = real_study()
    backwards = dict(reversed(list(content.items())))
    one = read_study(write_study(tmp_path, content, "one"))
    two = read_study(write_study(tmp_path, backwards, "two"))
    three = read_study(write_study(tmp_path, content | {"limit_s": 601}, "three"))
    assert one.hash == two.hash != three.hash


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"limit": 600}, "study.yaml: limit: Extra inputs are not permitted"),
        ({"limit_s": "long"}, "study.yaml: limit_s: Input should be a valid integer"),
        ({"mix": {"open_chat": 20, "goal_oriented": 40, "tool_calling": 50}}, "must add up to 100, not 110"),
        ({"models": []}, "study.yaml: models: Tuple should have at least 1 item"),
        ({"models": [{"id": "a"}, {"id": "a"}]}, "models: two entries have the same id"),
        ({"models": [{"id": "rehearsal"}]}, "rehearsal may be used only in a study with rehearsal: true"),
        ({"minutes_min": 20}, "minutes_max must not be below minutes_min"),
        ({"codes": dict.fromkeys(["completed", "no_consent", "incompatible_device", "our_fault"], "X")}, "must differ"),
        ({"pay": {"currency": "dollars"}}, "study.yaml: pay.currency: String should match pattern"),
        ({"title": "  "}, "study.yaml: title: String should have at least 1 character"),
    ],
)
def test_complaints_name_file_and_field(change: dict[str, Any], says: str) -> None:
    assert says in complaint(real_study() | change)


def test_a_scale_needs_all_its_levels() -> None:
    content = rehearsal_study()
    content["instrument"]["scales"][2]["levels"].pop()
    assert "study.yaml: instrument: scale naturalness needs the levels 1 to 6, in order" in complaint(content)


def test_several_faults_are_told_at_once() -> None:
    assert len(complaint(real_study(limit_s="long", title=3)).splitlines()) == 2


@pytest.mark.parametrize("text", ["- a list", "id: [", ""])
def test_what_is_no_mapping(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text)
    with pytest.raises(StudyFileError, match=r"broken\.yaml"):
        read_study(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StudyFileError, match=r"nowhere\.yaml"):
        read_study(tmp_path / "nowhere.yaml")
