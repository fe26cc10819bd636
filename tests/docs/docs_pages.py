"""The documents as the tests read them: pages, and the fenced examples in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block; `line` is that of its first fence, counted from 1."""

    page: str
    line: int
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def pages() -> list[Path]:
    """Return every document of this repository; policies are none."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def examples(kind: str = "", page: str = "") -> list[Example]:
    """Return the fenced examples of a kind, or all, on a page or all pages."""
    return [
        example
        for path in pages()
        if not page or name(path) == page
        for example in _examples(path)
        if not kind or example.kind == kind
    ]


def _examples(path: Path) -> Iterator[Example]:
    text = path.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        yield Example(name(path), text.count("\n", 0, found.start()) + 1, found[1], found[2])


def prose(path: Path) -> str:
    """Return a page without its fenced examples."""
    return _FENCE.sub("", path.read_text(encoding="utf-8"))


def spans(path: Path) -> list[str]:
    """Return what stands `so` on a page, outside examples."""
    return re.findall(r"`([^`\n]+)`", prose(path))
