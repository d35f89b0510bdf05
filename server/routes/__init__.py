"""The HTTP surface: each route names its schemas and calls one service."""
