"""How the emulator says no: in each of the shapes in which Prolific has been seen to."""

from typing import Any


class RefusalError(Exception):
    """A request that is refused. ``detail`` is a text, a list of texts, or texts by field."""

    def __init__(self, status: int, title: str, detail: Any = None) -> None:
        super().__init__(title)
        self.status = status
        self.title = title
        self.detail = detail


def body_of(refusal: RefusalError, n_before: int) -> dict[str, Any]:
    """The answer's body. The shapes take turns, so that a client that knows only one is found out."""
    inner = {
        "status": refusal.status,
        "error_code": 140000 + refusal.status,
        "title": refusal.title,
        "detail": refusal.detail or refusal.title,
        "additional_information": "",
    }
    shapes: tuple[dict[str, Any], ...] = (
        {"error": inner},
        inner,
        {"message": refusal.title, "detail": inner["detail"]},
        {"detail": inner["detail"]},
    )
    return shapes[n_before % len(shapes)]
