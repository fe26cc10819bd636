"""Style, script and typeface, from the package and nowhere else."""

from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory

pages = Blueprint("assets", __name__)

_STATIC = Path(__file__).resolve().parents[1] / "static"
_NAMES = ("govuk.css", "govuk.js", "icon.svg", "minuted.css", "minuted.js")
_FONTS = {"regular": "SourceSansPro-Regular.ttf", "bold": "SourceSansPro-Bold.ttf"}
_DAY = 86_400


@pages.get("/static/<name>")
def file(name: str) -> Response:
    """Send one of our own files."""
    if name not in _NAMES:
        abort(404)
    return _kept(send_from_directory(_STATIC, name))


@pages.get("/font/<name>")
def font(name: str) -> Response:
    """Send one of the two faces that pages are set in."""
    if name not in _FONTS:
        abort(404)
    folder = Path(str(files("font_source_sans_pro"))) / "files"
    return _kept(send_from_directory(folder, _FONTS[name], mimetype="font/ttf"))


def _kept(response: Response) -> Response:
    """Let the browser keep it, and ask whether it is still the same."""
    response.headers["Cache-Control"] = f"private, max-age={_DAY}"
    return response
