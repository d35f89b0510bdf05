"""Refusals: one exception for services to raise, turned into RFC 9457 problem details at the edge."""

from collections.abc import Sequence

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from server.schemas.problem import FieldProblem, Problem

log = structlog.get_logger(__name__)

TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "Not now",
    413: "Too large",
    422: "Something is wrong with what was sent",
    429: "Too many tries",
    500: "Our fault",
    503: "Not available",
}


class RefusedError(Exception):
    """A request that is refused. ``code`` is for programs, ``detail`` one clear sentence for people."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail


class WrongStageError(RefusedError):
    """The submission stands elsewhere; the page asks where, and shows that."""

    def __init__(self) -> None:
        super().__init__(409, "wrong_stage", "This step is not open now; the page shows where you are.")


def problem_response(
    status: int, code: str, detail: str, *, fields: Sequence[FieldProblem] = (), headers: dict[str, str] | None = None
) -> JSONResponse:
    """A problem as an HTTP answer."""
    problem = Problem(
        type=f"/problems/{code}",
        code=code,
        title=TITLES.get(status, "Error"),
        status=status,
        detail=detail,
        fields=list(fields),
    )
    return JSONResponse(problem.model_dump(), status, headers=headers, media_type="application/problem+json")


def _field_problems(error: RequestValidationError) -> list[FieldProblem]:
    """Which field is wrong and what is right; what was sent is not repeated."""
    return [
        FieldProblem(field=".".join(str(part) for part in fault["loc"][1:]) or "body", message=fault["msg"])
        for fault in error.errors()
    ]


async def _on_refusal(_request: Request, refusal: Exception) -> JSONResponse:
    assert isinstance(refusal, RefusedError)
    return problem_response(refusal.status, refusal.code, refusal.detail)


async def _on_invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    fields = _field_problems(error)
    detail = "; ".join(f"{fault.field}: {fault.message}" for fault in fields) + "."
    return problem_response(422, "invalid", detail, fields=fields)


async def _on_http_exception(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = TITLES.get(error.status_code, "error").lower().replace(" ", "_")
    detail = str(error.detail).rstrip(".") + "."
    return problem_response(error.status_code, code, detail, headers=dict(error.headers or {}))


async def _on_crash(request: Request, error: Exception) -> JSONResponse:
    route = getattr(request.scope.get("route"), "path", "unknown")
    log.error("request_failed", method=request.method, route=route, exc_info=error)
    return problem_response(500, "our_fault", "Something went wrong on our side; nothing that you sent before is lost.")


def install(app: FastAPI) -> None:
    """Make every error of the app a problem."""
    app.add_exception_handler(RefusedError, _on_refusal)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(Exception, _on_crash)
