from agent.tools.call_ids import CallIds


def test_a_new_id_is_kept_and_one_that_was_used_is_numbered() -> None:
    ids = CallIds({"a"})
    assert [ids.unique(given) for given in ("b", "a", "a", "b", "", "")] == ["b", "a-2", "a-3", "b-2", "call", "call-2"]


def test_a_number_that_a_provider_chose_itself_is_no_collision() -> None:
    ids = CallIds({"a", "a-2"})
    assert ids.unique("a") == "a-3"
