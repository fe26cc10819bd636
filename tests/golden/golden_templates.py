"""Every fault of the office's templates, by the name of its golden example."""

import re
from collections.abc import Callable

import page_faults
import word_faults

from minuted.model.diagnostic import Diagnostic
from minuted.store.workspace import packaged_templates
from minuted.writers.docx import template_problems as word_problems
from minuted.writers.html.problems import template_problems as page_problems
from minuted.writers.pdf.probe import template_problems as typst_problems

Say = Callable[[], list[Diagnostic]]

TEMPLATES = {name: path.read_bytes() for name, path in packaged_templates().items()}
TYPST = TEMPLATES["policy.typ"].decode()


def examples() -> dict[str, Say]:
    """Return what finds the complaints about each faulty template.

    A name is its folder, the complaint's code, and how it came to it: `word/template-style-no-…`.
    """
    return _word() | _pages() | _typst()


def _named(folder: str, code: str, how: str) -> str:
    return f"{folder}/{code}-{re.sub(r'[^a-z0-9]+', '-', how.lower()).strip('-')}"


def _word() -> dict[str, Say]:
    found: dict[str, Say] = {}
    styles = set()
    for how, (make, code, message) in (word_faults.FAULTS | word_faults.WARNINGS).items():
        if how.startswith("no style"):  # one of each kind is enough
            kind = message.partition("style")[0]
            if kind in styles:
                continue
            styles.add(kind)
        found[_named("word", code, how)] = lambda make=make: word_problems(make())
    return found


def _pages() -> dict[str, Say]:
    found: dict[str, Say] = {}
    for how, ((name, old, new), expected) in page_faults.FAULTS.items():
        if expected is not None:
            changed = page_faults.changed(name, old, new)
            found[_named("pages", expected[0], how)] = lambda t=changed: page_problems(t)
    not_text = TEMPLATES | {"policy.html": b"\xff\xfe"}
    found["pages/template-encoding"] = lambda: page_problems(not_text)
    found["pages/template-missing"] = lambda: page_problems({})
    found["pages/template-placeholder-no-minute-number"] = lambda: page_problems(
        page_faults.changed("policy.html", "{{ decision.minute }}", "")
    )
    return found


def _typst() -> dict[str, Say]:
    def changed(old: str, new: str) -> str:
        assert old in TYPST, old
        return TYPST.replace(old, new)

    sources: dict[str, str | bytes] = {
        "slip": TYPST + "\n#let x = \n",
        "no layout": changed("#let layout(", "#let layout-old("),
        "no title": changed("    title\n", ""),
        "title twice": changed("    title\n", "    title\n    title\n"),
        "no version table": changed("  versions((", "  let unused = (("),
        "unknown fact": changed('fact("trust.name")', 'fact("trust.nam")'),
        "other arguments": changed("#let opening(title, versions)", "#let opening(title)"),
        "unknown file": changed("\n  logo(width", '\n  image("crest.png")\n  logo(width'),
        "unknown font": changed('fonts("Source Sans Pro"), size', '"Comic Neue", size'),
        "not utf 8": TYPST.encode() + b"\xe9",
        "package": TYPST + '#import "@preview/tablex:0.0.1": x\n',
    }
    found: dict[str, Say] = {}
    for how, source in sources.items():
        data = source.encode() if isinstance(source, str) else source
        one = TEMPLATES | {"policy.typ": data}
        found[_named("typst", "pdf-template", how)] = lambda t=one: typst_problems(t)
    found["typst/pdf-template-missing"] = lambda: typst_problems({})
    bad_font = TEMPLATES | {"fonts/Lato.ttf": b"not a font"}
    found["typst/pdf-template-font-file"] = lambda: typst_problems(bad_font)
    return found
