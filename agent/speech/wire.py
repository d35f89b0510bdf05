"""How a conversation's job and the speech process talk: one frame is a JSON header and some bytes.

A frame is two big-endian 32-bit lengths, the header as UTF-8 JSON, then the body (PCM audio or nothing). Requests
carry an ``id`` of the client's choosing; every frame of the answer repeats it. This module imports no audio library,
so that a job stays small.
"""

import asyncio
import json
import struct
from dataclasses import dataclass
from typing import Any

_LENGTHS = struct.Struct(">II")
MAX_HEADER_BYTES = 1 << 20
MAX_BODY_BYTES = 64 << 20  # ten minutes of speech at 48 kHz is 58 MB


class WireError(Exception):
    """The other side sent something that is no frame."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message. Requests have ``op`` in the header; answers have ``type``."""

    header: dict[str, Any]
    body: bytes = b""


def encode(frame: Frame) -> bytes:
    """The frame as bytes, without the body's copy when it is empty."""
    header = json.dumps(frame.header, separators=(",", ":")).encode()
    return _LENGTHS.pack(len(header), len(frame.body)) + header + frame.body


async def read_frame(reader: asyncio.StreamReader) -> Frame | None:
    """The next frame, or None when the other side closed between frames. Raises WireError."""
    try:
        lengths = await reader.readexactly(_LENGTHS.size)
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise WireError("the connection ended inside a frame") from error
        return None
    n_header, n_body = _LENGTHS.unpack(lengths)
    if n_header > MAX_HEADER_BYTES or n_body > MAX_BODY_BYTES:
        raise WireError(f"a frame of {n_header} + {n_body} bytes is too large")
    try:
        header = json.loads(await reader.readexactly(n_header))
        body = await reader.readexactly(n_body)
    except asyncio.IncompleteReadError as error:
        raise WireError("the connection ended inside a frame") from error
    except ValueError as error:
        raise WireError("a frame's header is no JSON") from error
    if not isinstance(header, dict):
        raise WireError("a frame's header is no JSON object")
    return Frame(header, body)
