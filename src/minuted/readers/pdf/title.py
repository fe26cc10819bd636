"""The title of a PDF: the largest line of its first page that comes before the first number."""

from collections.abc import Sequence

from minuted.model.document import Omitted
from minuted.readers.pdf.geometry import Line, Page
from minuted.readers.pdf.labels import start_of
from minuted.readers.pdf.paragraphs import Measure

_MOST_WORDS = 20


def take_title(pages: Sequence[Page], usual: Measure, omitted: Sequence[Omitted]) -> str:
    """Take the title out of the first page's lines and return it; empty where there is none."""
    page = next((page for page in pages if page.lines), None)
    if page is None:
        return ""
    upper: list[Line] = []
    for line in page.lines:
        start = start_of(line)
        if start.kind == "number" and (start.wide or line.size <= 1.1 * usual.size):
            break
        upper.append(line)
    headers = {o.text.casefold() for o in omitted if o.kind in ("header", "footer")}
    groups = _groups(upper)
    large = [g for g in groups if g[0].size > 1.15 * usual.size and _is_title(g)]
    strong = [g for g in groups if g[0].bold and not usual.bold and _is_title(g)]
    repeated = [g for g in large + strong if _said(g).casefold() in headers]
    chosen: list[Line] | None = None
    named = [g for g in large + strong if _policyish(g)]
    if repeated and (_policyish(repeated[0]) or not named):
        chosen = repeated[0]
    elif large:
        chosen = max(large, key=lambda g: (_policyish(g), round(g[0].size), -g[0].number))
    elif strong and strong[0] is groups[0]:
        chosen = strong[0]
    if chosen is None:
        return ""
    gone = {id(line) for line in chosen}
    page.lines = [line for line in page.lines if id(line) not in gone]
    return _said(chosen)


def _policyish(group: Sequence[Line]) -> bool:
    words = _said(group).casefold()
    return any(word in words for word in ("policy", "procedure", "handbook", "code of conduct"))


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Return neighbouring lines of one look together."""
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and abs(last.size - line.size) < 0.6
            and last.bold == line.bold
            and line.baseline - last.baseline < 1.9 * line.size
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_title(group: Sequence[Line]) -> bool:
    words = _said(group)
    count = len(words.split())
    if not 0 < count <= _MOST_WORDS or not any(c.isalpha() for c in words):
        return False
    return start_of(group[0]).kind == ""


def _said(group: Sequence[Line]) -> str:
    return " ".join(line.text for line in group)
