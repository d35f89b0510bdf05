"""Logs of the worker and its jobs: structlog through the standard library, as the worker collects its jobs' records."""

import logging
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

from agent.reporting.errors import describe, render

_KEY_VALUES = structlog.processors.KeyValueRenderer(key_order=["event"])


def configure_logs(level: str) -> None:
    """One line an entry on stderr, names in snake_case, no spoken content: not even within an error."""
    logging.setLogRecordFactory(_Record)
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.filter_by_level,
            _describe_errors,
            _as_record,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


class _Record(logging.LogRecord):
    """Any library's record. Handlers take a rendered exception as it is and render none themselves."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.exc_info and (error := self.exc_info[1]) is not None:
            self.exc_text = render(error)


def _describe_errors(_logger: WrappedLogger, _method: str, entry: EventDict) -> EventDict:
    """``error=error`` in a call of the log becomes its description."""
    for name, value in entry.items():
        if name != "exc_info" and isinstance(value, BaseException):
            entry[name] = describe(value)
    return entry


def _as_record(logger: WrappedLogger, method: str, entry: EventDict) -> tuple[tuple[str], dict[str, Any]]:
    """The message and what else the standard library's logger is to know."""
    exc_info = entry.pop("exc_info", None)
    return (str(_KEY_VALUES(logger, method, entry)),), {"exc_info": exc_info}
