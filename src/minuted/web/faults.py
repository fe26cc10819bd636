"""What a person reads when something is refused or went wrong: a page, never a traceback."""

import logging

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from minuted.errors import MinutedError, NotFoundError, RefusedError
from minuted.tasks.complaints import ComplaintsError

_HEADINGS = {
    400: "That request could not be read",
    401: "Open the link that minuted printed",
    403: "That was not allowed",
    404: "There is no such page",
    405: "That page cannot be used in this way",
    413: "That file is too large",
}
_HINTS = {
    400: "Go back, load the page again, and try once more.",
    401: "It is in the window in which minuted serve was started. It changes at every start.",
    403: "Start from the home page of this server.",
    404: "Start from the home page, or check the address.",
    405: "Start from the home page.",
    413: "The largest file that can be sent here has 25 MB.",
}


def handle(app: Flask) -> None:
    """Give an app a page for everything that may go wrong."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(MinutedError, _ours)
    app.register_error_handler(Exception, _bug)


def _http(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    message = ""
    if isinstance(error, CSRFError):
        message = "The page had been open since before the server was started again."
    elif type(error).description != error.description and not isinstance(
        error, RequestEntityTooLarge
    ):
        message = error.description or ""
    heading = _HEADINGS.get(code, "That could not be done")
    hint = _HINTS.get(code, "Start from the home page.")
    return page(code, heading, message, hint)


def _ours(error: MinutedError) -> ResponseReturnValue:
    if isinstance(error, NotFoundError):
        code = 404
    elif isinstance(error, RefusedError | ComplaintsError):
        code = 409
    else:
        code = 503
    diagnostics = error.diagnostics if isinstance(error, ComplaintsError) else ()
    return page(code, "That could not be done", error.message, error.hint, diagnostics)


def _bug(error: Exception) -> ResponseReturnValue:
    logging.getLogger("minuted.web").exception("a fault in minuted itself", exc_info=error)
    return page(
        500,
        "Something went wrong in minuted itself",
        "Nothing was saved by this request.",
        "Please report it, with what the window of minuted serve printed.",
    )


def page(
    code: int, heading: str, message: str, hint: str, diagnostics: object = ()
) -> ResponseReturnValue:
    """Return a page that says what is wrong and what to do."""
    shown = {"heading": heading, "message": message, "hint": hint, "diagnostics": diagnostics}
    return render_template("fault.html", **shown), code
