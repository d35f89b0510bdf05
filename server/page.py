"""Serves the built page: one HTML file for all its addresses, and its assets."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from server.problems import RefusedError

PAGE_ADDRESSES = ("s", "console", "rehearsal")
NOT_BUILT = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Parley</title></head>
<body>
<h1>The page is not built yet</h1>
<p>The study server is running, but there is no page in <code>{folder}</code>.</p>
<p>Run <code>make run</code>, which builds it, or point <code>PARLEY_FRONTEND_DIR</code> to a built page.</p>
</body>
</html>
"""


def page_router(folder: Path) -> APIRouter:
    """Everything that is no API, from the folder of the built page."""
    router = APIRouter(include_in_schema=False)
    root = folder.resolve()

    @router.get("/{path:path}")
    def get_page(path: str, request: Request) -> Response:
        file = _find_file(root, path)
        if file is not None and file.suffix != ".html":
            immutable = path.startswith("assets/")  # their names carry their hash
            caching = "public, max-age=31536000, immutable" if immutable else "public, max-age=3600"
            return FileResponse(file, headers={"Cache-Control": caching})
        known = not path or path.split("/", maxsplit=1)[0] in PAGE_ADDRESSES
        if not known and (path.startswith("api/") or not _is_for_reading(request)):
            raise RefusedError(404, "not_found", "There is nothing at this address.")
        index = root / "index.html"
        if not index.is_file():
            return HTMLResponse(NOT_BUILT.format(folder=folder), 503)
        return FileResponse(index, 200 if known else 404, headers={"Cache-Control": "no-cache"})

    return router


def _is_for_reading(request: Request) -> bool:
    """Whether a person typed or followed the address: the page then says in its own words that nothing is there."""
    return "text/html" in request.headers.get("Accept", "")


def _find_file(root: Path, path: str) -> Path | None:
    """The file at this path inside the folder, if there is one."""
    try:
        file = (root / path).resolve()
        return file if file.is_relative_to(root) and file.is_file() else None
    except (OSError, ValueError):  # no file can have this name
        return None
