"""axe-core in a real browser: what of accessibility a machine can see, on a desk and on a phone.

Each page is judged at 1280 and at 320 CSS pixels, the second being what a reader has who enlarges
a desk's page four times. Colours are judged in the dark scheme too where the page has one.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from browser import open_browser, shut_off
from contract import CannotJudgeError, Copy, Verdict, serve

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = (1280, 320)
HEIGHT = 900
RUN = """async only => {
    const options = {resultTypes: ['violations', 'incomplete']};
    const run = await axe.run(document, only ? {...options, runOnly: [only]} : options);
    const brief = rule => ({
        id: rule.id, help: rule.help, times: rule.nodes.length,
        where: rule.nodes[0].target.join(' '), why: rule.nodes[0].failureSummary || '',
    });
    return {
        violations: run.violations.map(brief),
        incomplete: run.incomplete.map(brief),
        rules: run.violations.length + run.passes.length + run.incomplete.length,
        width: document.documentElement.scrollWidth,
    };
}"""
# Of all rules this one alone depends on the scheme of colours.
DARK = "color-contrast"


def judge(copies: Sequence[Copy], tools: Path) -> Iterator[Verdict]:
    """Judge each page at both widths; it is loaded once, which takes longer than judging it."""
    script = tools / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        message = "axe-core is not installed: run `make conformance`"
        raise CannotJudgeError(message)
    axe = script.read_text(encoding="utf-8")
    with open_browser() as browser:
        for copy in copies:
            context = browser.new_context(viewport={"width": WIDTHS[0], "height": HEIGHT})
            asked = shut_off(context, copy)
            page = context.new_page()
            page.goto(copy.path.as_uri())
            page.evaluate(axe)
            outside = [f"It asks for {address}, which is not in the copy." for address in asked]
            for width in WIDTHS:
                findings, notes = _look(page, width, has_dark_scheme(copy.path))
                column = f"axe {width}"
                yield Verdict(copy.name, column, (*findings, *outside), tuple(notes))
            context.close()


def has_dark_scheme(path: Path) -> bool:
    """Tell whether a page has other colours for readers who want them dark."""
    return b"prefers-color-scheme" in path.read_bytes()


def _look(page: "Page", width: int, dark: bool) -> tuple[list[str], list[str]]:
    """Return findings and notes at one width."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme="light")
    told: dict[str, Any] = page.evaluate(RUN, "")
    findings = [_line(rule) for rule in told["violations"]]
    notes = [f"look at it: {_line(rule)}" for rule in told["incomplete"]]
    if not told["rules"]:
        findings.append("axe found nothing to check.")
    if told["width"] > width:
        findings.append(f"It is {told['width']} px wide, so it scrolls sideways.")
    if dark:
        page.emulate_media(color_scheme="dark")
        told = page.evaluate(RUN, DARK)
        findings += [f"In the dark scheme: {_line(rule)}" for rule in told["violations"]]
    return findings, notes


def _line(rule: dict[str, Any]) -> str:
    reasons = " ".join(rule["why"].split())
    return f"{rule['id']}: {rule['help']} ({rule['times']}×, first at {rule['where']}). {reasons}"


if __name__ == "__main__":
    serve(judge)
