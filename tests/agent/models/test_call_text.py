import json

import pytest

from agent.models.call_text import NO_NAME, CallText, WrittenCall, read_calls

CALL = '<tool_call>{"name": "set_light", "arguments": {"on": true}}</tool_call>'
MEANT = WrittenCall("set_light", '{"on": true}')


def read(text: str, *, size: int) -> tuple[str, list[WrittenCall]]:
    """The text fed in pieces of a size: what is said, and the calls."""
    found = CallText()
    said = "".join(found.feed(text[at : at + size]) for at in range(0, len(text), size))
    return said + found.end(), found.calls


@pytest.mark.parametrize("size", [1, 3, 7, 1000])
@pytest.mark.parametrize(
    ("text", "said", "calls"),
    [
        (CALL, "", [MEANT]),
        (f"One moment. {CALL}", "One moment. ", [MEANT]),
        (f"{CALL}\n{CALL} Done.", "\n Done.", [MEANT, MEANT]),
        ("It is < 5 and <tool is nothing.", "It is < 5 and <tool is nothing.", []),
        ("Ends with <tool_ca", "Ends with <tool_ca", []),
        (CALL.removesuffix("</tool_call>"), "", [MEANT]),
        ("", "", []),
    ],
)
def test_calls_are_found_however_the_text_is_cut(text: str, said: str, calls: list[WrittenCall], size: int) -> None:
    assert read(text, size=size) == (said, calls)


@pytest.mark.parametrize(
    ("written", "calls"),
    [
        ('```json\n{"name": "a", "arguments": {}}\n```', [WrittenCall("a", "{}")]),
        (
            '[{"name": "a", "arguments": {"n": 1}}, {"name": "b"}]',
            [WrittenCall("a", '{"n": 1}'), WrittenCall("b", "{}")],
        ),
        ('{"name": "a", "parameters": {"n": 1}}', [WrittenCall("a", '{"n": 1}')]),
        ('{"name": "a", "arguments": "{\\"n\\": 1}"}', [WrittenCall("a", '{"n": 1}')]),
        ('{"name": "a", "arguments": {"n": 1}', [WrittenCall("a", '{"name": "a", "arguments": {"n": 1}')]),
        ("set_light(on=True)", [WrittenCall(NO_NAME, "set_light(on=True)")]),
        ('{"arguments": {}}', [WrittenCall(NO_NAME, '{"arguments": {}}')]),
    ],
)
def test_what_models_write_is_read_or_fails_as_a_call(written: str, calls: list[WrittenCall]) -> None:
    assert read_calls(written) == calls


def test_an_unreadable_call_is_no_json_object_so_that_the_model_is_told() -> None:
    (call,) = read_calls('{"name": "a", "arguments": {"n": 1}')
    with pytest.raises(ValueError, match="Expecting"):
        json.loads(call.arguments)
