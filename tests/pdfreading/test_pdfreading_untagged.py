"""A copy that we build, printed again by somebody: its tags are gone, its look is the same."""

import io
import json

import pikepdf
from pdf_pages import Imported, outline

from minuted.readers.pdf import read_pdf
from workspaces import Run, TestWorkspace, make_workspace

POLICY = """\
---
title: Trips policy
review: annually
approved-by: [FGB]
---

## Purpose

1. This policy is for everybody who takes pupils out of school, whatever the way and the weather.
2. []{#bags} Staff take with them, on every trip that is longer than a morning:
   1. the list of pupils, with the telephone numbers of their parents; and
   2. the bag with the medicines.
3. Nobody goes alone[^1], as clause [](#bags) says of bags:
   - not on foot;
   - not by train.

[^1]: But for the head, who may go alone to see a place before the trip.

## Costs

1. Parents pay for what is eaten, and for nothing else that the school has asked for.

| Who | Pays for |
|---|---|
| Parents | Food and drink |
| School | Trains, coaches and tickets |

## The form {.appendix}

1. It asks for consent.
"""


def test_a_copy_without_its_tags_is_read_by_its_look(
    tmp_path_factory, call: Run, workspace: TestWorkspace
) -> None:
    workspace.write("policy_src/trips.md", POLICY)
    assert call(workspace, "build", "--draft", "trips", "--for", "ASH").code == 0
    with pikepdf.open(workspace.path("build/ASH/trips.pdf")) as copy:
        for key in ("/StructTreeRoot", "/MarkInfo", "/Metadata"):
            if key in copy.Root:
                del copy.Root[key]
        del copy.trailer["/Info"]
        for page in copy.pages:
            commands = [
                each
                for each in pikepdf.parse_content_stream(page)
                if str(each.operator) not in ("BDC", "BMC", "EMC")
            ]
            page.Contents = copy.make_stream(pikepdf.unparse_content_stream(commands))
        printed = io.BytesIO()
        copy.save(printed)
    other = make_workspace(tmp_path_factory.mktemp("other") / "trust")
    other.path("given.pdf").write_bytes(printed.getvalue())
    outcome = call(other, "import", "given.pdf", "--policy", "printed", "--json")
    assert outcome.code == 0, outcome.said
    (found,) = json.loads(outcome.out)["policies"]
    assert found["clean"], found["words"]
    one = Imported(found)
    assert "## The form {.appendix}" in one.body
    assert found["renumbered"] == []
    assert (found["sections"], found["clauses"], found["tables"]) == (3, 7, 1)
    assert "2. Staff take with them" in one.body.replace("[]{#clause-1-2} ", "")


def test_letters_of_which_a_font_draws_nothing_are_words_that_nobody_sees():
    drawn, empty = b"600 0 d0 0 0 500 700 re f", b"600 0 d0"
    with pikepdf.new() as made:
        glyphs = {"/a": made.make_stream(drawn), "/b": made.make_stream(empty)}
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type3,
            FontBBox=[0, 0, 500, 700],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            FirstChar=97,
            LastChar=98,
            Widths=[600, 600],
            CharProcs=pikepdf.Dictionary(glyphs),
            Encoding=pikepdf.Dictionary(Differences=[97, *map(pikepdf.Name, glyphs)]),
        )
        page = made.add_blank_page().obj
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=made.make_indirect(font)))
        page.Contents = made.make_stream(b"BT /F 12 Tf 72 700 Td (aaa abba bbb) Tj ET")
        done = io.BytesIO()
        made.save(done)
    document = read_pdf(done.getvalue(), "a.pdf")
    assert [words for _, _, words in outline(document)] == ["aaa aa"]
    assert [one.text for one in document.omitted if one.kind == "hidden text"] == ["bb bbb"]
