"""The places that the office wrote into its template, such as `{{ policy.title }}`, made slots.

Word cuts a paragraph's words into runs where it likes, also in the middle of a placeholder: each
is joined again in the run where it begins, and takes that run's formatting.
"""

import difflib
import re
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from minuted.model.copy import Brand, Copy
from minuted.model.diagnostic import Diagnostic
from minuted.writers.docx.emptiness import LOGO, bound, leave_out_empty, remove
from minuted.writers.docx.faults import error
from minuted.writers.docx.ooxml import w
from minuted.writers.docx.pieces import slot

FACTS = frozenset(
    Copy(
        *("", "", "", "", "", "", "", ""),
        draft=False,
        fingerprint="",
        minute="",
        decided=None,
        review_date="",
        table=(),
        fields={},
        brand=Brand("#000000"),
        when=date.min,
    ).facts()
)
"""The placeholders that may stand anywhere: the facts of a copy."""

ROW = ("row.version", "row.date", "row.narrative", "row.minute", "row.review_date")
"""The placeholders of the version table's row, in the order of `VersionRow.cells`."""

TEXT = "policy.text"

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_TEXT_NODE = w("t")
_CODES = (w("instrText"), w("fldSimple"))


@dataclass
class Found:
    """What a template's placeholders are, gathered part by part.

    Attributes:
        problems: complaints about them.
        rows: the version table's row, as often as one was found.
        texts: the paragraphs that hold the place of the text.
    """

    problems: list[Diagnostic] = field(default_factory=list)
    rows: list[etree._Element] = field(default_factory=list)
    texts: list[etree._Element] = field(default_factory=list)


def open_part(root: etree._Element, found: Found) -> None:
    """Turn every placeholder of a part into a slot and bound what may be left out."""
    used: dict[etree._Element, set[str]] = {}
    for paragraph in list(root.iter(w("p"))):
        names = _open_texts(_texts_of(paragraph), found)
        if names:
            used[paragraph] = names
    _open_loose(root, found)
    row_paragraphs = _repeat_rows(used, found)
    free = {p: n for p, n in used.items() if p not in row_paragraphs and TEXT not in n}
    found.texts += (p for p, n in used.items() if TEXT in n)
    leave_out_empty(root, free)


def _texts_of(paragraph: etree._Element) -> list[etree._Element]:
    """Return the text nodes of a paragraph, without those of text boxes anchored in it."""
    own = paragraph.iter(_TEXT_NODE)
    return [text for text in own if next(text.iterancestors(w("p"))) is paragraph]


def _open_texts(texts: list[etree._Element], found: Found) -> set[str]:
    """Put slots into the text nodes of one paragraph; return the names that they have."""
    words = "".join(text.text or "" for text in texts)
    if "{{" not in words:
        return set()
    names: set[str] = set()
    starts: list[int] = []
    offset = 0
    for text in texts:
        starts.append(offset)
        offset += len(text.text or "")
    changed = [text.text or "" for text in texts]
    for match in reversed(list(_PLACEHOLDER.finditer(words))):
        name = _known(match[1], found)
        if not name:
            continue
        names.add(name)
        for index in reversed(range(len(texts))):
            begin = max(match.start() - starts[index], 0)
            end = min(match.end() - starts[index], len(texts[index].text or ""))
            if begin < end:
                instead = slot(name) if starts[index] + begin == match.start() else ""
                changed[index] = changed[index][:begin] + instead + changed[index][end:]
    for text, content in zip(texts, changed, strict=True):
        if content != (text.text or ""):
            text.text = content
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    rest = _PLACEHOLDER.sub("", words)
    if "{{" in rest:
        found.problems.append(_unclosed(rest[rest.index("{{") :]))
    return names


def _known(name: str, found: Found) -> str:
    """Return the name if a placeholder may have it; report it and return '' otherwise."""
    if name in FACTS or name in ROW or name == TEXT:
        return name
    if name == LOGO:
        found.problems.append(
            error(
                "template-placeholder",
                "The template has {{ logo }} among its words.",
                "Insert a picture where the logo goes, and write {{ logo }} as its alternative "
                "text (right click, View Alt Text).",
            )
        )
        return ""
    near = difflib.get_close_matches(name.lower(), [*FACTS, *ROW, TEXT, LOGO], 1)
    found.problems.append(
        error(
            "template-placeholder",
            f"The template has the placeholder {{{{ {name} }}}}, which means nothing to minuted.",
            f"Write {{{{ {near[0]} }}}} instead."
            if near
            else f"Use one of: {', '.join(sorted(FACTS))}.",
        )
    )
    return ""


def _unclosed(words: str) -> Diagnostic:
    return error(
        "template-placeholder",
        f"The template has “{words[:40]}”, where {{{{ is not closed by }}}}.",
        "Write the placeholder in one paragraph, as {{ policy.title }}.",
    )


def _open_loose(root: etree._Element, found: Found) -> None:
    """Put slots where words stand outside paragraphs: alternative texts, WordArt, properties."""
    for element in root.iter(etree.Element):
        if element.tag in _CODES and "{{" in f"{element.text or ''}{element.get(w('instr'), '')}":
            message = "The template has a placeholder inside a field code."
            hint = "Press Alt+F9 in Word to see field codes, and take the placeholder out."
            found.problems.append(error("template-placeholder", message, hint))
            continue
        for key, value in element.attrib.items():
            if "{{" in str(value):
                element.set(key, _open_string(str(value), found))
        text = element.text or ""
        if "{{" in text and element.tag != _TEXT_NODE:
            element.text = _open_string(text, found)


def _open_string(text: str, found: Found) -> str:
    def instead(match: re.Match[str]) -> str:
        if match[1] in ROW or match[1] == TEXT:
            message = f"The template has {{{{ {match[1]} }}}} in a place that cannot hold it."
            hint = "Write it in the document's own text."
            found.problems.append(error("template-placeholder", message, hint))
            return ""
        name = _known(match[1], found)
        return slot(name) if name else match[0]

    return _PLACEHOLDER.sub(instead, text)


def _repeat_rows(used: dict[etree._Element, set[str]], found: Found) -> set[etree._Element]:
    """Bound the version table's row; return the paragraphs in it."""
    rows: dict[etree._Element, set[str]] = {}
    for paragraph, names in used.items():
        if names.isdisjoint(ROW):
            continue
        row = next(paragraph.iterancestors(w("tr")), None)
        if row is None:
            message = "The template has a placeholder of the version table outside a table."
            hint = f"Put {', '.join(f'{{{{ {name} }}}}' for name in ROW)} in one row of a table."
            found.problems.append(error("template-version-table", message, hint))
        else:
            rows.setdefault(row, set()).update(names)
    for row, names in rows.items():
        found.rows.append(row)
        if missing := [name for name in ROW if name not in names]:
            found.problems.append(
                error(
                    "template-version-table",
                    "The version table's row in the template lacks "
                    + ", ".join(f"{{{{ {name} }}}}" for name in missing)
                    + ".",
                    "Write it into a cell of that row; all five belong in one row.",
                )
            )
        for element in list(row.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            remove(element)
        for element in row.iter(etree.Element):
            for key in [key for key in element.attrib if str(key).endswith(("paraId", "textId"))]:
                del element.attrib[key]
        bound(row, "rows")
    return {paragraph for row in rows for paragraph in row.iter(w("p"))}
