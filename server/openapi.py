"""Writes the API description that the page's client is generated from: ``python -m server.openapi > openapi.json``."""

import json
import sys

from server.app import create_app


def document() -> str:
    """The OpenAPI document: the same bytes for the same code."""
    return json.dumps(create_app().openapi(), indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
