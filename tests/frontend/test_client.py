"""The page's typed client is generated from a committed description, which must be the server's own."""

from pathlib import Path

from server.openapi import document

COMMITTED = Path(__file__).resolve().parents[2] / "frontend/openapi.json"


def test_committed_description_is_the_servers() -> None:
    """When this fails: python -m server.openapi > frontend/openapi.json, then npm run generate in frontend/."""
    assert COMMITTED.read_text(encoding="utf-8") == document()
