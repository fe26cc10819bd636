"""Debian's Chromium, driven by Playwright, with every way to the network shut."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from contract import CannotJudgeError, Copy

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Route

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def open_browser() -> Iterator["Browser"]:
    """Start the machine's own Chromium; Playwright's is never downloaded.

    Raises:
        CannotJudgeError: there is none, or it does not start.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        message = "Chromium is not installed: sudo apt-get install chromium"
        raise CannotJudgeError(message)
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        except Error as error:
            message = f"Chromium did not start: {str(error).splitlines()[0]}"
            raise CannotJudgeError(message) from error
        yield browser
        browser.close()


def shut_off(context: "BrowserContext", copy: Copy) -> list[str]:
    """Refuse whatever a page asks of the network; return the list that such addresses go to.

    A copy has everything in it, so each of them is a finding. A page that is served is given what
    lies in its server's folder, and nothing else.
    """
    asked: list[str] = []

    def answer(route: "Route") -> None:
        address = route.request.url
        itself = route.request.is_navigation_request() and address.startswith("file:")
        served = _served(address, copy.served_from)
        if itself or address.startswith(("data:", "blob:")):
            route.continue_()
        elif served is not None:
            route.fulfill(path=served, headers={"Access-Control-Allow-Origin": "*"})
        else:
            asked.append(address)
            route.abort()

    context.route("**/*", answer)
    return asked


def _served(address: str, folder: Path | None) -> Path | None:
    """Return the file that a server with this folder would send for an address."""
    parts = urlsplit(address)
    if folder is None or parts.scheme != "file":
        return None
    path = (folder / unquote(parts.path).lstrip("/")).resolve()
    return path if path.is_file() and path.is_relative_to(folder.resolve()) else None
