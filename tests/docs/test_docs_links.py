"""Every link in the documents leads somewhere, and every file that they name is there."""

import re
from pathlib import Path

import pytest
from docs_pages import ROOT, name, pages, prose, spans

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
PARTS = "src|tests|docs|templates|governance|policy_src|conformance|bench"
FILE = re.compile(rf"(?:{PARTS})/[\w./-]+")
INNER = re.compile(r"(?:model|readers|checks|writers|store|tasks|cli)/[\w./-]+\.py|[a-z_]+\.py")
INVENTED = {"templates/fonts", "templates/fonts/", "governance/issued/social-media/2"}
"""Named as places that the office may make."""

MOST_BYTES = 200_000

each_page = pytest.mark.parametrize("page", pages(), ids=name)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as git hosts make them."""
    headings = re.findall(r"^#{1,6} (.+)$", prose(page), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading.lower().replace("`", "")).strip().replace(" ", "-")
        for heading in headings
    }


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", prose(page))
    for found in LINK.finditer(text):
        target, _, anchor = (found[1] or found[2]).partition("#")
        if target.startswith(("https:", "mailto:")):
            continue
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), f"{name(page)} links to {target}, which is not there"
        if anchor:
            assert anchor in anchors(path), f"{name(page)} links to {target}#{anchor}"


@each_page
def test_every_file_that_is_named_is_there(page: Path) -> None:
    for span in spans(page):
        shown = span.removesuffix("…")
        if FILE.fullmatch(shown) and shown not in INVENTED and shown == shown.lower():
            assert (ROOT / shown).exists(), f"{name(page)} names {shown}, which is not there"


@each_page
def test_every_module_that_is_named_is_there(page: Path) -> None:
    for span in spans(page):
        if INNER.fullmatch(span):
            there = list((ROOT / "src/minuted").rglob(Path(span).name))
            assert any(path.as_posix().endswith(f"/{span}") for path in there), (
                f"{name(page)} names {span}, which is not there"
            )


def test_every_document_can_be_reached_from_the_index() -> None:
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    missing = [
        name(page)
        for page in pages()
        if page.parent != ROOT and page.name != "README.md"
        if f"({page.relative_to(ROOT / 'docs').as_posix()})" not in index
    ]
    assert not missing


@pytest.mark.parametrize("picture", sorted((ROOT / "docs/images").iterdir()), ids=name)
def test_every_picture_is_shown_and_light(picture: Path) -> None:
    assert picture.stat().st_size <= MOST_BYTES
    assert any(f"images/{picture.name}" in page.read_text(encoding="utf-8") for page in pages())
