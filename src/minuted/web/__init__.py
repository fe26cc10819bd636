"""The web face: the same tasks as the command line, as pages for clerks and the office."""

from minuted.web.app import create_app

__all__ = ["create_app"]
