"""The pages in a real browser: the journeys, by keyboard, on a phone, without a script."""

import contextlib
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_faces import TOKEN, make_app

from workspaces import TestWorkspace

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="skipped: Chromium is not installed")

ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def address(trust: TestWorkspace) -> Iterator[str]:
    """Where a trust's pages are served, as `minuted serve` serves them."""
    from waitress.server import create_server

    server = create_server(make_app(Path(trust.root)), host="127.0.0.1", port=0, threads=4)

    def serve() -> None:
        with contextlib.suppress(OSError):  # it is closed while it waits for somebody to call
            server.run()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)


def _is_fault(said) -> bool:  # type: ignore[no-untyped-def]
    """Whether the browser complains; it also tells of every form that was refused."""
    return said.type == "error" and "status of 400" not in said.text


@pytest.fixture
def page(chromium, address: str) -> Iterator[object]:  # type: ignore[no-untyped-def]
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if _is_fault(said) else None)
    page.goto(f"{address}/?token={TOKEN}")
    yield page
    context.close()
    assert errors == [], "a page complains in the browser's console"


def test_a_meeting_is_recorded_by_keyboard_alone(page, trust: TestWorkspace) -> None:  # type: ignore[no-untyped-def]
    page.get_by_role("link", name="Record a meeting").focus()
    page.keyboard.press("Enter")
    page.get_by_label("School, group or trust").focus()
    page.keyboard.type("Elm")
    page.keyboard.press("Tab")
    page.keyboard.type("Full")
    for part in ("3", "9", "2024"):
        page.keyboard.press("Tab")
        page.keyboard.type(part)
    page.keyboard.press("Enter")
    page.get_by_label("Item number").first.focus()
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Is this right?").wait_for()
    assert "FGB/2425/030924/7" in page.content()
    page.get_by_role("button", name="Record it").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Recorded").wait_for()
    assert trust.git("log", "-1", "--format=%an") == "A Clerk"
    assert "FGB/2425/030924/7" in trust.git("show", "--format=", "HEAD")


def test_an_error_takes_one_to_its_field(page) -> None:  # type: ignore[no-untyped-def]
    page.goto(page.url.rstrip("/") + "/record/")
    page.get_by_role("button", name="Go on").click()
    summary = page.get_by_role("alert").get_by_role("link").first
    summary.click()
    assert page.evaluate("document.activeElement.id") == "for"


def test_keys_step_through_the_changes(page) -> None:  # type: ignore[no-untyped-def]
    page.goto(page.url.rstrip("/") + "/compare/mobile-phones?old=1&new=2")
    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("n")
    second = page.evaluate("document.activeElement.id")
    assert first.startswith("c")
    assert second.startswith("c")
    assert first != second
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == first


@pytest.mark.conformance  # axe looks at the same in `make conformance`; this at every state
@pytest.mark.parametrize("width", [320, 640])
def test_no_page_is_wider_than_a_phone(chromium, address: str, width: int) -> None:  # type: ignore[no-untyped-def]
    # 640 wide is also what a browser of 1280 has at a zoom of 200 %
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/?token={TOKEN}")
    for path in PATHS:
        page.goto(address + path)
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, f"{path} is {over} px wider than the window"
    context.close()


PATHS = (
    "/",
    "/?view=list",
    "/schools/ASH",
    "/policies/mobile-phones",
    "/policies/mobile-phones/for/ASH?on-day=40&on-month=1&on-year=1",
    "/policies/mobile-phones/text",
    "/due/",
    "/papers/",
    "/papers/?for=ASH&body=FGB&date=2025-07-08",
    "/record/",
    "/record/meeting?for=ELM&body=FGB&date=2024-09-03",
    "/record/sheet/",
    "/amend/corrected/mobile-phones/ASH?about=FGB/2324/020724/8",
    "/compare/mobile-phones?old=1&new=2&layout=beside",
    "/compare/mobile-phones?old=1&new=2&show=whole",
    "/compare/mobile-phones?old=2&new=2",
    "/verify/",
    "/office/",
    "/office/check",
    "/office/import/",
    "/office/file?path=policy_src/mobile-phones.md",
    "/office/issue/mobile-phones",
    "/nowhere",
)


@pytest.mark.conformance  # every page is fetched, which takes a browser a while
def test_every_page_shows_itself_without_a_script(chromium, address: str) -> None:  # type: ignore[no-untyped-def]
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/?token={TOKEN}")
    for path in PATHS:
        page.goto(address + path)
        assert page.locator("h1").count() == 1, path
    context.close()


def test_recording_needs_no_script(chromium, address: str, trust: TestWorkspace) -> None:  # type: ignore[no-untyped-def]
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/?token={TOKEN}")
    page.goto(f"{address}/record/meeting?for=ELM&body=FGB&date=2024-09-03")
    page.get_by_label("Item number").first.fill("7")
    page.get_by_role("button", name="Look at what would be recorded").click()
    page.get_by_role("button", name="Record it").click()
    assert page.locator("h1").inner_text() == "Recorded"
    assert trust.git("log", "-1", "--format=%an") == "A Clerk"
    context.close()


def test_two_browsers_at_once_lose_nothing(chromium, address: str, trust: TestWorkspace) -> None:  # type: ignore[no-untyped-def]
    contexts = [chromium.new_context() for _ in range(2)]
    pages = [context.new_page() for context in contexts]
    meeting = f"{address}/record/meeting?for=ELM&body=FGB&date="
    for page, day in zip(pages, ("2024-09-03", "2024-09-17"), strict=True):
        page.goto(f"{address}/?token={TOKEN}")
        page.goto(meeting + day)
        page.get_by_label("Item number").first.fill("7")
        page.get_by_role("button", name="Look at what would be recorded").click()
        page.get_by_role("heading", name="Is this right?").wait_for()
    for page in pages:
        page.get_by_role("button", name="Record it").click()
    if pages[1].locator("h1").inner_text() != "Recorded":  # it is shown what came in between
        assert "FGB/2425/030924/7" in pages[1].content()
        pages[1].get_by_role("button", name="Record it").click()
        pages[1].get_by_role("heading", name="Recorded").wait_for()
    ledger = trust.read("governance/minutes/mobile-phones.csv")
    assert "FGB/2425/030924/7" in ledger
    assert "FGB/2425/170924/7" in ledger
    for context in contexts:
        context.close()
