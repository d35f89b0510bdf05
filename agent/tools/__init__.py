"""What models may call. Every module here makes tools of one shape, ``agent.tools.base.Tool``."""
