"""Logs: snake_case events with ids, JSON in production; nothing that anybody said, wrote or came with."""

import logging
import sys

import structlog

from server.settings import ServerSettings


def configure_logs(settings: ServerSettings) -> None:
    """Set up structlog. Addresses carry the recruiter's ids, so uvicorn's access log stays off."""
    render: structlog.types.Processor = (
        structlog.processors.JSONRenderer()
        if settings.env == "production"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )
    logging.getLogger("uvicorn.access").disabled = True
