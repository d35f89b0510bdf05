import asyncio
import struct

import pytest

from agent.speech.wire import MAX_BODY_BYTES, Frame, WireError, encode, read_frame


def stream(*parts: bytes) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    for part in parts:
        reader.feed_data(part)
    reader.feed_eof()
    return reader


async def test_frames_come_back_as_they_were_sent() -> None:
    sent = [Frame({"id": 1, "text": "naïve"}, b"\x00\xff"), Frame({}, b"")]
    raw = b"".join(encode(frame) for frame in sent)
    reader = stream(raw[:7], raw[7:])
    assert [await read_frame(reader), await read_frame(reader)] == sent
    assert await read_frame(reader) is None


@pytest.mark.parametrize(
    "raw",
    [
        encode(Frame({"id": 1}, b"1234"))[:-1],
        encode(Frame({"id": 1}))[:5],
        struct.pack(">II", 2, 0) + b"[]",
        struct.pack(">II", 3, 0) + b"{,}",
        struct.pack(">II", 2, MAX_BODY_BYTES + 1) + b"{}",
    ],
    ids=["cut in the body", "cut in the lengths", "no object", "no JSON", "too large"],
)
async def test_what_is_no_frame_is_refused(raw: bytes) -> None:
    with pytest.raises(WireError):
        await read_frame(stream(raw))
