"""Builds the study server: ``uvicorn --factory server.app:create_app``."""

from fastapi import FastAPI

from server.routes import participant


def create_app() -> FastAPI:
    """The whole server."""
    app = FastAPI(
        title="Parley study server",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        generate_unique_id_function=lambda route: route.name,
    )
    app.include_router(participant.router)
    return app
