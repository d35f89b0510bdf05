from hypothesis import given
from hypothesis import strategies as st

from scenarios.generate.records import Record
from scenarios.generate.sampling import drawn


def records(n: int) -> list[Record]:
    return [Record(f"r{number}", (), "English", False, False) for number in range(n)]


@given(st.permutations(records(12)), st.integers(1, 14), st.integers(0, 5))
def test_the_order_of_the_file_does_not_matter(shuffled: list[Record], limit: int, seed: int) -> None:
    found = drawn(shuffled, limit=limit, seed=seed)
    assert found == drawn(records(12), limit=limit, seed=seed)
    assert len(found) == min(limit, 12)


def test_a_larger_sample_begins_with_the_smaller() -> None:
    assert drawn(records(200), limit=50, seed=3)[:20] == drawn(records(200), limit=20, seed=3)


def test_another_seed_draws_others() -> None:
    assert drawn(records(200), limit=20, seed=1) != drawn(records(200), limit=20, seed=2)


def test_an_id_that_comes_twice_is_tried_once() -> None:
    assert len(drawn([*records(5), *records(5)], limit=10, seed=0)) == 5
