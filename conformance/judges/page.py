"""The page as a browser shows it: its numbers and words, headings, header cells and language.

axe and Nu do not know what the page should say. This judge reads it as the browser renders it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from browser import open_browser, shut_off
from contract import Copy, Verdict, serve
from expectation import as_read, compare, cut_notes, pattern_of

COLUMN = "page"
LANGUAGE = "en-GB"
READ = """() => ({
    language: document.documentElement.lang,
    title: document.title,
    text: document.body.innerText,
    headings: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(
        heading => [Number(heading.tagName[1]), heading.innerText]),
    links: [...document.querySelectorAll('a[href^="#"]')].map(link => {
        const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        const heading = target && (target.matches('h1,h2,h3,h4,h5,h6') ? target :
            target.querySelector(':scope > :is(h1,h2,h3,h4,h5,h6)'));
        return {to: link.hash, says: link.innerText, inContents: Boolean(link.closest('nav')),
            there: Boolean(target), heading: heading ? heading.innerText : ''};
    }),
    pictures: [...document.images].filter(
        picture => !picture.complete || !picture.naturalWidth).map(picture => picture.alt),
    tables: [...document.querySelectorAll('table')].map(table => ({
        says: table.innerText,
        headers: table.querySelectorAll('th').length,
        headed: [...table.rows].every(row => row.querySelector('th')) ||
            [...(table.rows[0] ? table.rows[0].cells : [])].every(
                cell => cell.tagName === 'TH' ? cell.scope === 'col' : !cell.innerText.trim()),
    })),
})"""


def judge(copies: Sequence[Copy], _tools: Path) -> Iterator[Verdict]:
    """Read each page at a desk's width."""
    with open_browser() as browser:
        for copy in copies:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            shut_off(context, copy)
            page = context.new_page()
            page.goto(copy.path.as_uri())
            yield Verdict(copy.name, COLUMN, tuple(_findings(copy, page.evaluate(READ))))
            context.close()


def _findings(copy: Copy, told: dict[str, Any]) -> Iterator[str]:
    if told["language"] != LANGUAGE:
        yield f"Its language is {told['language'] or 'not given'}, not {LANGUAGE}."
    if not told["title"].strip():
        yield "It has no title."
    levels = [level for level, _ in told["headings"]]
    if levels.count(1) != 1:
        yield f"It has {levels.count(1)} headings of the first level, not one."
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"A heading of level {after} follows one of level {before}."
    for picture in told["pictures"]:
        yield f"A picture does not show: “{picture}”."
    for link in told["links"]:
        if not link["there"]:
            yield f"A link goes to {link['to']}, which is not there: “{link['says']}”."
        elif copy.expected and link["inContents"] and not _same(link["heading"], link["says"]):
            yield f"The contents say “{link['says']}”, the heading “{link['heading']}”."
    for table in told["tables"]:
        if not table["headers"] or not table["headed"]:
            yield f"A table has no header cells for its columns or rows: “{table['says'][:60]}”."
    if copy.expected is None:
        return
    text, missing = cut_notes(copy.expected, as_read(told["text"]))
    yield from missing
    yield from compare(copy.expected, text)
    headings = iter(as_read(heading) for _, heading in told["headings"])
    for entry in copy.expected:
        if entry.kind == "section" and not any(
            pattern_of(entry).fullmatch(heading.strip()) for heading in headings
        ):
            yield f"{entry.name} is no heading: “{entry.words}”."
            break


def _same(heading: str, contents: str) -> bool:
    """Tell whether a line of contents is its heading's, which may end in a footnote's mark."""
    bare, whole = ("".join(text.split()) for text in (contents, heading))
    return bool(bare) and re.fullmatch(re.escape(bare) + r"[\[\]\d]*", whole) is not None


if __name__ == "__main__":
    serve(judge)
