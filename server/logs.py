"""Logs: snake_case events with ids, JSON in production; nothing that anybody said, wrote or came with."""

import logging

import structlog

from server.settings import ServerSettings


def configure_logs(settings: ServerSettings) -> None:
    """Set up structlog. Addresses carry the recruiter's ids, so uvicorn's access log stays off."""
    render: structlog.types.Processor = (
        structlog.processors.JSONRenderer() if settings.env == "production" else structlog.dev.ConsoleRenderer()
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
        cache_logger_on_first_use=True,
    )
    logging.getLogger("uvicorn.access").disabled = True
