"""Filters by title and label; whatever is not exactly there is refused."""

from typing import Any

import pytest

from server.integrations.prolific.filters import UnknownFilterError, Wish, resolve
from server.integrations.prolific.wire import FilterInfo


def offered(**changes: Any) -> list[FilterInfo]:
    sex = {"filter_id": "sex-7", "title": "Sex", "type": "select", "choices": {"4": "Male", "9": "Female"}}
    age = {"filter_id": "age", "title": "Age", "type": "range", "min": 18, "max": 100}
    return [FilterInfo.model_validate(sex | changes), FilterInfo.model_validate(age)]


def test_titles_and_labels_become_ids_whatever_their_case() -> None:
    sex, age = resolve([Wish("sex ", ("female", "Male"), quota=True), Wish("Age", span=(18, 60))], offered())
    assert (sex.filter_id, sex.selected_values, sex.weightings) == ("sex-7", ("9", "4"), {"9": 1, "4": 1})
    assert age.selected_range is not None
    assert (age.selected_range.lower, age.selected_range.upper) == (18, 60)


@pytest.mark.parametrize(
    ("wish", "complaint"),
    [
        (Wish("Gender", ("Male",)), "no filters are called “Gender”"),
        (Wish("Sex", ("Man",)), "“Sex” has no choices “Man”"),
        (Wish("Sex", span=(1, 2)), "“Sex” is not a range"),
        (Wish("Age", span=(16, 60)), "“Age” goes from 18 to 100"),
    ],
)
def test_what_is_not_offered_is_refused(wish: Wish, complaint: str) -> None:
    with pytest.raises(UnknownFilterError, match=complaint):
        resolve([wish], offered())


def test_what_is_offered_twice_is_no_guess() -> None:
    with pytest.raises(UnknownFilterError, match="2 filters"):
        resolve([Wish("Sex", ("Male",))], [*offered(), *offered(filter_id="sex-8")])
    with pytest.raises(UnknownFilterError, match="2 choices"):
        resolve([Wish("Sex", ("Male",))], offered(choices={"1": "Male", "2": "male"}))


def test_all_complaints_come_at_once() -> None:
    with pytest.raises(UnknownFilterError, match=r"Gender.*Man"):
        resolve([Wish("Gender", ("Male",)), Wish("Sex", ("Man",))], offered())
