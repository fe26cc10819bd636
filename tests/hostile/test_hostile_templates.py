"""The office's templates, fonts and colours: what is wrong with one is told and stops no other."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hostile_inputs import template
from hostile_world import FRONT, GOOD, HOSTILE, Call, copies, every, require_complaint

from workspaces import TestWorkspace

ALL = ("docx", "pdf", "html")
DRAFT = ("build", "--draft")
Change = Callable[[dict[str, bytes]], None]


def word(change: Change) -> bytes:
    """Return our Word template with its members changed."""
    with zipfile.ZipFile(io.BytesIO(template("policy.docx"))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def without_style(members: dict[str, bytes]) -> None:
    pattern = rb'<w:style [^>]*w:styleId="Heading2".*?</w:style>'
    members["word/styles.xml"], count = re.subn(
        pattern, b"", members["word/styles.xml"], flags=re.S
    )
    assert count == 1


def related(kind: str, target: str, mode: str) -> Change:
    def change(members: dict[str, bytes]) -> None:
        name = "word/_rels/document.xml.rels"
        one = (
            '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships/{kind}" Target="{target}"{mode}/></Relationships>'
        )
        members[name] = members[name].replace(b"</Relationships>", one.encode())
        if not mode:
            members[f"word/{target}"] = b"\xd0\xcf\x11\xe0"

    return change


def field(code: str) -> Change:
    def change(members: dict[str, bytes]) -> None:
        one = f'<w:p><w:fldSimple w:instr="{code}"/></w:p><w:sectPr'
        members["word/document.xml"] = members["word/document.xml"].replace(
            b"<w:sectPr", one.encode(), 1
        )

    return change


def swelling(members: dict[str, bytes]) -> None:
    members["word/media/swollen.bin"] = b"\0" * 60_000_000


def with_entity(members: dict[str, bytes]) -> None:
    head, mark, rest = members["word/settings.xml"].partition(b"?>")
    entity = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    members["word/settings.xml"] = head + mark + entity + rest


def broken(members: dict[str, bytes]) -> None:
    members["word/document.xml"] = members["word/document.xml"][:-40]


def without_document(members: dict[str, bytes]) -> None:
    del members["word/document.xml"]


WORD = {
    "not a zip": (b"no Word file", "[template-not-word]"),
    "nothing": (b"", "[template-not-word]"),
    "half a zip": (template("policy.docx")[:4000], "[template-not-word]"),
    "another zip": (word(without_document), "[template-not-word]"),
    "half a document": (word(broken), "[template-broken]"),
    "no style": (word(without_style), "[template-style]"),
    "a macro": (word(related("vbaProject", "vbaProject.bin", "")), "[template-macros]"),
    "an object": (word(related("oleObject", "ole.bin", "")), "[template-embedded]"),
    "an outside picture": (
        word(related("image", "https://a.example/b.png", ' TargetMode="External"')),
        "[template-outside]",
    ),
    "an outside template": (
        word(related("attachedTemplate", "file://server/x.dotm", ' TargetMode="External"')),
        "[template-outside]",
    ),
    "a field that starts something": (word(field("DDEAUTO c:\\\\x")), "[template-field-code]"),
    "an entity": (word(with_entity), "[template-entities]"),
    "too much inside": (word(swelling), "[template-too-large]"),
}


@pytest.mark.parametrize("fault", WORD)
def test_a_bad_word_template_stops_word_copies_only(
    workspace: TestWorkspace, call: Call, fault: str
) -> None:
    data, said = WORD[fault]
    workspace.write("templates/policy.docx", data)
    built = call(workspace, *DRAFT)
    assert built.code == 1
    assert "build/ASH/phones.docx: error:" in built.err
    assert "Traceback" not in built.said
    assert copies(workspace, "phones") == every("phones", "pdf", "html")
    checked = call(workspace, "check")
    assert checked.code == 1
    require_complaint(checked.out, "templates/policy.docx", "error:", said)
    workspace.path("templates/policy.docx").unlink()
    assert call(workspace, *DRAFT).code == 0
    assert copies(workspace, "phones") == every("phones", *ALL)


PAGES = {
    "not UTF-8": (b"\xff\xfe", "[template-encoding]"),
    "nothing": (b"", "[template-placeholder]"),
    "no text": (template("policy.html").replace(b"{{ text }}", b""), "[template-placeholder]"),
    "an open block": (template("policy.html") + b"{% if x %}", "[template-syntax]"),
    "a look into Python": (
        template("policy.html") + b"{{ ''.__class__.__mro__ }}",
        "[template-fails]",
    ),
    "a call": (template("policy.html") + b"{{ 'a'.center(999999999) }}", "[template-fails]"),
    "a filter that fills": (
        template("policy.html") + b"{{ 'a'|center(999999999) }}",
        "[template-syntax]",
    ),
    "a multiplication": (template("policy.html") + b"{{ 'a' * 999999999 }}", "[template-fails]"),
    "a file above": (
        template("policy.html") + b"{% include '../trust.yaml' %}",
        "[template-fails]",
    ),
    "a macro without end": (
        template("policy.html") + b"{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "[template-fails]",
    ),
}


@pytest.mark.parametrize("fault", PAGES)
def test_a_bad_page_template_stops_pages_only(
    workspace: TestWorkspace, call: Call, fault: str
) -> None:
    data, said = PAGES[fault]
    workspace.write("templates/policy.html", data)
    built = call(workspace, *DRAFT)
    assert built.code == 1
    assert "templates/policy.html" in built.err
    assert copies(workspace, "phones") == every("phones", "docx", "pdf")
    checked = call(workspace, "check")
    assert checked.code == 1
    require_complaint(checked.out, "templates/policy.html", "error:", said)
    workspace.path("templates/policy.html").unlink()
    assert call(workspace, *DRAFT).code == 0


def test_a_bad_template_of_the_list_stops_no_copy(workspace: TestWorkspace, call: Call) -> None:
    workspace.write("templates/index.html", b"{{ nothing }}")
    built = call(workspace, *DRAFT)
    assert built.code == 1
    require_complaint(built.err, "templates/index.html", "[index-page]")
    assert copies(workspace, "phones") == every("phones", *ALL)
    workspace.path("templates/index.html").unlink()
    assert call(workspace, *DRAFT).code == 0
    assert "index.html" in workspace.files()


TYPST = {
    "not UTF-8": b"\xff\xfe",
    "nothing": b"",
    "a slip": template("policy.typ") + b"\n#let x = \n",
    "a package": b'#import "@preview/cetz:0.2.0": *\n' + template("policy.typ"),
    "a file of the machine": template("policy.typ") + b'\n#read("/etc/passwd")\n',
    "a file above": template("policy.typ") + b'\n#read("../../../../etc/passwd")\n',
    "a panic": template("policy.typ") + b"\n#panic()\n",
    "a loop without end": template("policy.typ") + b"\n#while true {}\n",
    "a call without end": template("policy.typ") + b"\n#let f(x) = f(x)\n#f(1)\n",
    "no font": template("policy.typ") + b'\n#text(font: "No Such Font")[a]\n',
}


@pytest.mark.parametrize("fault", TYPST)
def test_a_bad_typst_template_stops_pdfs_only(
    workspace: TestWorkspace, call: Call, fault: str
) -> None:
    workspace.write("templates/policy.typ", TYPST[fault])
    built = call(workspace, *DRAFT)
    if fault != "no font" or built.code:  # what is set outside its functions is never laid out
        assert built.code == 1
        assert "templates/policy.typ" in built.err
        assert copies(workspace, "phones") == every("phones", "docx", "html")
        checked = call(workspace, "check")
        assert checked.code == 1
        assert "templates/policy.typ" in checked.out
    workspace.path("templates/policy.typ").unlink()
    assert call(workspace, *DRAFT).code == 0


def test_a_brands_font_that_is_not_there_stops_its_own_schools_pdf_only(
    workspace: TestWorkspace, call: Call
) -> None:
    good = workspace.read("governance/trust.yaml")
    workspace.edit(
        "governance/trust.yaml", "{name: Elm Junior,", "{name: Elm Junior, brand: {font: Nope},"
    )
    built = call(workspace, *DRAFT)
    assert built.code == 1
    require_complaint(
        built.err, "build/ELM/phones.pdf", "“Nope”", "templates/fonts", "Source Sans Pro"
    )
    assert copies(workspace, "phones") == every("phones", *ALL) - {"ELM/phones.pdf"}
    workspace.write("governance/trust.yaml", good)
    assert call(workspace, *DRAFT).code == 0


@pytest.mark.parametrize("name", ["broken.ttf", "Empty.OTF", "notes.ttc"])
def test_a_font_that_is_none_is_named(workspace: TestWorkspace, call: Call, name: str) -> None:
    workspace.write(f"templates/fonts/{name}", b"" if name.startswith("Empty") else b"no font")
    built = call(workspace, *DRAFT)
    assert built.code == 1
    assert f"templates/fonts/{name}" in built.err
    assert copies(workspace, "phones") == every("phones", "docx", "html")
    assert f"templates/fonts/{name}" in call(workspace, "check").out
    workspace.path(f"templates/fonts/{name}").unlink()
    assert call(workspace, *DRAFT).code == 0


def test_a_sign_that_no_font_has_is_told_by_its_clause_and_stops_pdfs_only(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.write(HOSTILE, FRONT + "## A\n\n1. Fine.\n2. Not so \U0001f600 fine.\n")
    built = call(workspace, *DRAFT)
    assert built.code == 1
    require_complaint(built.err, "build/ASH/hostile.pdf", "clause 1.2", "U+1F600", "GRINNING FACE")
    assert copies(workspace, "hostile") == every("hostile", "docx", "html")
    assert copies(workspace, "phones") == every("phones", *ALL)
    workspace.write(HOSTILE, GOOD)
    assert call(workspace, *DRAFT).code == 0


def test_a_sign_that_no_font_has_in_a_schools_name_stops_its_own_pdf_only(
    workspace: TestWorkspace, call: Call
) -> None:
    workspace.edit("governance/trust.yaml", "name: Elm Junior", "name: Elm \U0001f333 Junior")
    built = call(workspace, *DRAFT)
    assert built.code == 1
    require_complaint(built.err, "build/ELM/phones.pdf", "ELM", "U+1F333")
    assert copies(workspace, "phones") == every("phones", *ALL) - {"ELM/phones.pdf"}
    assert "Elm \U0001f333 Junior" in workspace.files()["ELM/phones.html"].decode()
    workspace.edit("governance/trust.yaml", "\U0001f333 ", "")
    assert call(workspace, *DRAFT).code == 0
