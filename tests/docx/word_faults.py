"""Every way in which the office's Word template can be wrong, and what is said of it."""

import io
import zipfile

import pytest
from lxml import etree
from word_reading import NS, TEMPLATE, W, changed, packed, parts, with_part, words

from minuted.writers.docx.look import STYLES

DOCUMENT, STYLE_PART, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"


def swapped(part, *swaps):
    return changed(replace={part: list(swaps)})


def without_style(name):
    def drop(root):
        [style] = root.xpath(f"//w:style[w:name[@w:val='{name}']]", namespaces=NS)
        style.getparent().remove(style)

    return changed(styles=drop)


def restyled(name, change):
    def apply(root):
        [style] = root.xpath(f"//w:style[w:name[@w:val='{name}']]", namespaces=NS)
        change(style)

    return changed(styles=apply)


def no_number(style):
    properties = style.find(f"{W}pPr")
    properties.remove(properties.find(f"{W}numPr"))


def in_list(num):
    def change(style):
        properties = style.find(f"{W}pPr")
        if properties is None:
            properties = etree.SubElement(style, f"{W}pPr")
        old = properties.find(f"{W}numPr")
        if old is not None:
            properties.remove(old)
        numbers = etree.SubElement(properties, f"{W}numPr")
        etree.SubElement(numbers, f"{W}numId", {f"{W}val": str(num)})

    return change


def level(abstract, index, change):
    def apply(root):
        [lvl] = root.xpath(
            f"//w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{index}']",
            namespaces=NS,
        )
        change(lvl)

    return changed(numbering=apply)


def set_child(name, value):
    def change(lvl):
        child = lvl.find(f"{W}{name}")
        if child is None:
            child = etree.Element(f"{W}{name}")
            lvl.insert(2, child)
        child.set(f"{W}val", value)

    return change


def override(root):
    num = root.find(f"{W}num")
    more = etree.SubElement(num, f"{W}lvlOverride", {f"{W}ilvl": "1"})
    etree.SubElement(more, f"{W}startOverride", {f"{W}val": "5"})


def hidden(lvl):
    etree.SubElement(etree.SubElement(lvl, f"{W}rPr"), f"{W}vanish")


def related(kind, target, mode="External"):
    return with_part(
        "word/extra.bin",
        b"",
        "application/octet-stream",
        f'Type="{NS["r"]}/{kind}" Target="{target}" TargetMode="{mode}"',
    )


def dtd(part, content='<!DOCTYPE x [<!ENTITY a "b">]>'):
    members = parts(TEMPLATE)
    head, sep, rest = members[part].decode().partition("?>")
    members[part] = f"{head}{sep}{content}{rest}".encode()
    return packed(members)


def bomb():
    return packed({**parts(TEMPLATE), "word/media/huge.png": bytes(51_000_000)})


def macro_type():
    members = parts(TEMPLATE)
    text = members["[Content_Types].xml"].decode()
    members["[Content_Types].xml"] = text.replace(
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "vnd.ms-word.document.macroEnabled.main+xml",
    ).encode()
    return packed(members)


def strict():
    members = parts(TEMPLATE)
    old = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    new = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    members["_rels/.rels"] = members["_rels/.rels"].decode().replace(old, new).encode()
    return packed(members)


def twice():
    done = io.BytesIO(TEMPLATE)
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(done, "a") as archive,
    ):
        archive.writestr(DOCUMENT, b"<x/>")
    return done.getvalue()


def without(part):
    return packed({n: c for n, c in parts(TEMPLATE).items() if n != part})


def with_words(said):
    def change(root):
        first = next(root.iter(f"{W}t"))
        first.text = said

    return changed(document=change)


def no_row(root):
    row = root.xpath("//w:tr[.//w:t[contains(., 'row.version')]]", namespaces=NS)[0]
    row.getparent().remove(row)


def row_outside(root):
    next(root.iter(f"{W}t")).text = "{{ row.minute }}"


def text_in_table(root):
    next(p for p in root.iter(f"{W}p") if "policy.text" in words(p)).getparent().remove(
        next(p for p in root.iter(f"{W}p") if "policy.text" in words(p))
    )
    cell = next(root.iter(f"{W}tc"))
    next(cell.iter(f"{W}t")).text = "{{ policy.text }}"


def field(code, split=False):
    pieces = [code[:3], code[3:]] if split else [code]
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "end"))
    runs = "".join(f"<w:r><w:instrText>{p}</w:instrText></w:r>" for p in pieces)
    paragraph = f'<w:p xmlns:w="{NS["w"]}">{begin}{runs}{end}</w:p>'
    return changed(document=lambda root: root[0].insert(0, etree.fromstring(paragraph)))


FAULTS = {
    "not a zip": (lambda: b"hello", "template-not-word", "not a Word document"),
    "empty": (lambda: b"", "template-not-word", "not a Word document"),
    "another zip": (lambda: packed({"a.txt": b"a"}), "template-not-word", "not a Word document"),
    "no document": (lambda: without(DOCUMENT), "template-not-word", "not a Word document"),
    "cut off": (lambda: TEMPLATE[:9000], "template-not-word", "not a Word document"),
    "strict": (strict, "template-strict", "Strict Open XML"),
    "part twice": (twice, "template-broken", "the same part twice"),
    "broken xml": (
        lambda: packed({**parts(TEMPLATE), STYLE_PART: b"<w:styles"}),
        "template-broken",
        "word/styles.xml",
    ),
    "reserved letters": (
        lambda: with_words("a \ufdd0school.name\ufdd1"),
        "template-broken",
        "characters that no document may hold",
    ),
    "doctype": (lambda: dtd(DOCUMENT), "template-entities", "declares entities"),
    "doctype elsewhere": (
        lambda: dtd("docProps/app.xml", "<!DOCTYPE x>"),
        "template-entities",
        "docProps/app.xml",
    ),
    "bomb": (bomb, "template-too-large", "unpacks to 51 MB"),
    "macro type": (macro_type, "template-macros", "holds macros"),
    "macro part": (
        lambda: related("vbaProject", "extra.bin", "Internal"),
        "template-macros",
        "holds macros",
    ),
    "ole": (lambda: related("oleObject", "extra.bin", "Internal"), "template-embedded", "embedded"),
    "activex": (
        lambda: related("control", "extra.bin", "Internal"),
        "template-embedded",
        "embedded",
    ),
    "altchunk": (
        lambda: related("aFChunk", "extra.bin", "Internal"),
        "template-embedded",
        "embedd",
    ),
    "linked picture": (
        lambda: related("image", "https://example.org/a.png"),
        "template-outside",
        "example.org/a.png",
    ),
    "attached template": (
        lambda: related("attachedTemplate", "file:///C:/x.dotm"),
        "template-outside",
        "attached to another template",
    ),
    "dde": (lambda: field("DDEAUTO cmd"), "template-field-code", "the field DDEAUTO"),
    "split dde": (lambda: field(" dde cmd", split=True), "template-field-code", "the field DDE"),
    "simple field": (
        lambda: swapped(
            "word/footer1.xml",
            ("<w:r><w:tab/></w:r>", '<w:fldSimple w:instr=" INCLUDETEXT &quot;x&quot; "/>'),
        ),
        "template-field-code",
        "the field INCLUDETEXT",
    ),
    "no numbering part": (
        lambda: swapped(
            "word/_rels/document.xml.rels", ("relationships/numbering", "relationships/x")
        ),
        "template-numbering",
        "has no numbering",
    ),
    "heading unnumbered": (
        lambda: restyled("heading 2", no_number),
        "template-numbering",
        "“heading 2” of the template has no numbering",
    ),
    "clause apart": (
        lambda: restyled("Clause 3", in_list(2)),
        "template-numbering",
        "“Clause 3” and “Clause 2” of the template count separately",
    ),
    "unknown list": (
        lambda: restyled("Clause 4", in_list(99)),
        "template-numbering",
        "“Clause 4” of the template has no numbering",
    ),
    "appendix among clauses": (
        lambda: restyled("Appendix Heading", in_list(1)),
        "template-numbering",
        "counts in the list of the clauses",
    ),
    "bullet without one": (
        lambda: restyled("Clause Bullet 2", no_number),
        "template-numbering",
        "“Clause Bullet 2” of the template has no numbering or bullet",
    ),
    "numbered paragraph style": (
        lambda: restyled("Body Text", in_list(1)),
        "template-numbering",
        "“Body Text” of the template prints a number of its own",
    ),
    "full stop after number": (
        lambda: level(0, 1, set_child("lvlText", "%1.%2.")),
        "template-number-format",
        "Level 2 of the list of the clauses",
    ),
    "capital letters": (
        lambda: level(0, 3, set_child("numFmt", "upperLetter")),
        "template-number-format",
        "Level 4 of the list of the clauses",
    ),
    "starts at two": (
        lambda: level(0, 1, set_child("start", "2")),
        "template-number-format",
        "Level 2 of the list of the clauses",
    ),
    "start overridden": (
        lambda: changed(numbering=override),
        "template-number-format",
        "Level 2 of the list of the clauses",
    ),
    "legal numbers": (
        lambda: level(0, 4, set_child("isLgl", "1")),
        "template-number-format",
        "Level 5 of the list of the clauses",
    ),
    "never restarts": (
        lambda: level(0, 2, set_child("lvlRestart", "0")),
        "template-number-format",
        "Level 3 of the list of the clauses",
    ),
    "hidden number": (
        lambda: level(0, 2, hidden),
        "template-number-format",
        "Level 3 of the list of the clauses",
    ),
    "appendix in digits": (
        lambda: level(1, 0, set_child("numFmt", "decimal")),
        "template-number-format",
        "Level 1 of the list of the appendices",
    ),
    "no text": (
        lambda: swapped(DOCUMENT, ("{{ policy.text }}", "Here")),
        "template-text",
        "has no {{ policy.text }}",
    ),
    "text twice": (
        lambda: swapped(DOCUMENT, ("{{ trust.name }}", "{{ policy.text }}")),
        "template-text",
        "has {{ policy.text }} 2 times",
    ),
    "text not alone": (
        lambda: swapped(DOCUMENT, ("{{ policy.text }}", "Text: {{ policy.text }}")),
        "template-text",
        "does not stand alone",
    ),
    "text in a table": (
        lambda: changed(document=text_in_table),
        "template-text",
        "does not stand alone",
    ),
    "no version table": (
        lambda: changed(document=no_row),
        "template-version-table",
        "has no version table",
    ),
    "incomplete row": (
        lambda: swapped(DOCUMENT, ("{{ row.minute }}", "minute")),
        "template-version-table",
        "lacks {{ row.minute }}",
    ),
    "row outside a table": (
        lambda: changed(document=row_outside),
        "template-version-table",
        "outside a table",
    ),
    "unknown placeholder": (
        lambda: with_words("{{ policy.titel }}"),
        "template-placeholder",
        "{{ policy.titel }}",
    ),
    "stranger placeholder": (
        lambda: with_words("{{ range(9) }}"),
        "template-placeholder",
        "{{ range(9) }}",
    ),
    "open placeholder": (
        lambda: with_words("Hello {{ policy.title"),
        "template-placeholder",
        "is not closed",
    ),
    "logo in words": (
        lambda: with_words("{{ logo }}"),
        "template-placeholder",
        "{{ logo }} among its words",
    ),
    "placeholder in a field code": (
        lambda: field("QUOTE {{ policy.title }}"),
        "template-placeholder",
        "inside a field code",
    ),
    "row in an alternative text": (
        lambda: swapped("word/header2.xml", ('descr="{{ logo }}"', 'descr="{{ row.date }}"')),
        "template-placeholder",
        "{{ row.date }} in a place that cannot hold it",
    ),
    "logo on a shape": (
        lambda: swapped("word/header2.xml", ("<pic:pic>", "<a:pic>"), ("</pic:pic>", "</a:pic>")),
        "template-logo",
        "no plain picture",
    ),
} | {
    f"no style {name}": (
        lambda name=name: without_style(name),
        "template-style",
        f"no {kind} style named “{name}”",
    )
    for name, kind in STYLES.items()
}


def tracked(root):
    paragraph = root[0][0]
    inserted = etree.SubElement(paragraph, f"{W}ins", {f"{W}id": "1", f"{W}author": "x"})
    inserted.append(paragraph.find(f"{W}r"))


WARNINGS = {
    "no logo": (
        lambda: changed(
            replace={
                f"word/{part}.xml": [('descr="{{ logo }}"', 'descr="Crest"')]
                for part in ("header1", "header2")
            }
        ),
        "template-logo",
        "no place for a logo",
    ),
    "tracked changes": (
        lambda: changed(document=tracked),
        "template-review",
        "tracked changes or comments",
    ),
}
