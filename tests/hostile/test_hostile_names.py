"""Names with every kind of sign: the same in all three formats, read back by others' readers."""

import re
import unicodedata
from pathlib import Path

import pypandoc
import pypdfium2
import pytest
from hostile_world import Call
from lxml import etree

from workspaces import TestWorkspace

NAMES = {
    "markup": "Oak & <b>Elm</b> 'St' \"Ann's\" &amp; ]]> <!-- x -->",
    "Markdown": "*St* _Ann's_ [x](y) `z` # 1. - | ~ ^2^ $5 \\n",
    "Jinja and Typst": "{% if x %} {# y #} #panic() $x$ @ref <label> /* c */ // d",
    "combining marks": "Ysgol Sa\u0301n Ffraid Ŵŷ o\u0308",
    "dashes and quotes": "St Mary’s – “The Hill” … No. ½",
    "Greek and Cyrillic": "Σχολείο Школа",
    "a formula": "=HYPERLINK(A1)",
    "very long": "Saint " * 40 + "School",
    "spaces": "A\u00a0B\u2009C",
}
"""Right-to-left names are a test of their own: how a page lays them out is no matter of text."""

RIGHT_TO_LEFT = "مدرسة שלום"

POLICY = "---\ntitle: {title}\n---\n\n1. This is for {{{{ school.name }}}}.\n"


def squeezed(text: str) -> str:
    """Return a text without white space, composed: readers break lines where they like."""
    return re.sub(r"[\s\u00a0\u2009\u00ad]+", "", unicodedata.normalize("NFC", text))


def named(workspace: TestWorkspace, name: str) -> None:
    quoted = name.replace("'", "''")
    workspace.edit("governance/trust.yaml", "name: Elm Junior", f"name: '{quoted}'")
    title = f"Title {quoted}"
    workspace.write("policy_src/names.md", POLICY.format(title=f"'{title}'"))


def docx_text(path: Path) -> str:
    said: str = pypandoc.convert_file(str(path), "plain", "docx", extra_args=["--wrap=none"])
    return said


def html_text(path: Path) -> str:
    root = etree.HTML(path.read_bytes(), etree.HTMLParser(encoding="utf-8"))
    for hidden in root.xpath("//style|//head"):
        hidden.getparent().remove(hidden)
    return "".join(root.itertext())


def pdf_text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_is_the_same_in_every_format(
    workspace: TestWorkspace, call: Call, kind: str
) -> None:
    name = NAMES[kind]
    if kind == "Jinja and Typst":  # a title cannot hold braces, and says so
        name = name.replace("{%", "").replace("%}", "").replace("{#", "").replace("#}", "")
    named(workspace, name)
    built = call(workspace, "build", "--draft", "--for", "ELM")
    assert built.code == 0, built.said
    wanted = f"Thisisfor{squeezed(name)}."
    copy = workspace.path("build/ELM/names")
    for said in (
        docx_text(copy.with_suffix(".docx")),
        html_text(copy.with_suffix(".html")),
        pdf_text(copy.with_suffix(".pdf")),
    ):
        assert wanted in squeezed(said)
        assert f"Title{squeezed(name)}" in squeezed(said)
    index = workspace.path("build/ELM/index.html")
    assert squeezed(name) in squeezed(html_text(index))


def test_a_name_from_right_to_left_keeps_its_letters_in_their_order(
    workspace: TestWorkspace, call: Call
) -> None:
    named(workspace, RIGHT_TO_LEFT)
    built = call(workspace, "build", "--draft", "--for", "ELM")
    copy = workspace.path("build/ELM/names")
    for said in (docx_text(copy.with_suffix(".docx")), html_text(copy.with_suffix(".html"))):
        assert f"This is for {RIGHT_TO_LEFT}." in " ".join(said.split())
    if built.code:  # the fonts that minuted brings have neither script, and a PDF says so
        assert not copy.with_suffix(".pdf").exists()
        assert "build/ELM/names.pdf: error:" in built.err
        assert "templates/fonts" in built.err
    else:
        for letter in squeezed(RIGHT_TO_LEFT):
            assert letter in pdf_text(copy.with_suffix(".pdf"))


def test_a_name_that_turns_the_direction_is_refused(workspace: TestWorkspace, call: Call) -> None:
    named(workspace, "Elm \u202ereinuJ")
    built = call(workspace, "build", "--draft")
    assert built.code == 1
    assert "governance/trust.yaml:18" in built.err
    assert "U+202E" in built.err
