"""Debian's Chromium, driven by Playwright, with every way to the network shut."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from contract import CannotJudgeError

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


def shut_off(context: "BrowserContext") -> list[str]:
    """Refuse whatever a page asks of the network; return the list that such addresses go to.

    A copy has everything in it, so each of them is a finding.
    """
    asked: list[str] = []

    def answer(route: "Route") -> None:
        address = route.request.url
        itself = route.request.is_navigation_request() and address.startswith("file:")
        if itself or address.startswith(("data:", "blob:")):
            route.continue_()
            return
        asked.append(address)
        route.abort()

    context.route("**/*", answer)
    return asked
