"""The one way in which we connect to OpenAI and to what is compatible with it: the same patience, and no retries.

Retries belong to the agent, which has one policy for all models (``answering.limits``).
"""

import openai
from openai import AsyncOpenAI

_NO_KEY = "none"  # local servers want none, the SDK wants one
_CONNECT_S, _READ_S = 5.0, 60.0


def connect(base_url: str, api_key: str | None = None) -> AsyncOpenAI:
    """A client. ``base_url`` ends with the API's version, such as ``http://127.0.0.1:11434/v1``."""
    timeout = openai.Timeout(_READ_S, connect=_CONNECT_S)
    return AsyncOpenAI(base_url=base_url, api_key=api_key or _NO_KEY, timeout=timeout, max_retries=0)
