"""Signed texts: tokens that the server can check without remembering them."""

import base64
import hashlib
import hmac


class Signer:
    """Signs and checks texts for one purpose; a text signed for another purpose does not pass."""

    def __init__(self, secret: str, purpose: str) -> None:
        self._key = hmac.digest(secret.encode(), purpose.encode(), hashlib.sha256)

    def _signature(self, text: str) -> str:
        digest = hmac.digest(self._key, text.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def sign(self, text: str) -> str:
        """The text with its signature."""
        return f"{text}.{self._signature(text)}"

    def check(self, signed: str) -> str | None:
        """The text, or None when it was not signed here."""
        text, _, signature = signed.rpartition(".")
        matches = hmac.compare_digest(signature.encode(), self._signature(text).encode())
        return text if matches else None


def same_secret(given: str, right: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(given.encode(), right.encode())
