"""Files that are made for one request and sent."""

import threading

from flask import Response, make_response

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
HTML = "text/html; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ICS = "text/calendar; charset=utf-8"
RENDERING = threading.Lock()
"""Layout engines keep what they laid out last, so one file is laid out at a time."""
TYPES = {"docx": DOCX, "pdf": PDF, "html": HTML, "xlsx": XLSX, "ics": ICS}


def as_file(data: bytes, name: str, kind: str, *, inline: bool = False) -> Response:
    """Return bytes as a file to keep, or to look at in the browser.

    Args:
        name: made of slugs and codes, so that nothing in it needs quoting.
        kind: its media type.
    """
    response = make_response(data)
    response.headers["Content-Type"] = kind
    shown = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    return response
