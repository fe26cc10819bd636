"""Web pages into documents: ours, a school site's, and Word's own."""

import contextlib
import random

import pytest

from minuted.errors import MinutedError, RefusedError
from minuted.model.canonical import text_of
from minuted.model.document import Document, Grid, Piece
from minuted.readers.webpage import raw_words, read_page

SITE = """\
<!DOCTYPE html><html><head><meta charset="utf-8"><title>Behaviour policy | Ash Primary</title>
<style>.sr-only{position:absolute;left:-9999px}.gone{display:none}</style></head><body>
<header class="site-header"><p>Ash Primary School</p><nav><ul><li>Home</li></ul></nav></header>
<div class="breadcrumb">Home &gt; Policies</div>
<div class="entry-content">
<h1>Behaviour policy</h1>
<p>Approved by: FGB<br>Minute: FGB/2223/060922/15</p>
<h2>1. Aims</h2>
<ol><li>To be <em>kind</em>.</li>
<li value="4"><p>To be safe:</p><ol type="a"><li>inside;</li><li>outside.</li></ol></li></ol>
<p>1.5 A typed clause, see <a href="https://www.gov.uk/x?a=1&amp;b=2">guidance</a>.</p>
<h2>2. Rewards &amp; sanctions</h2>
<p><strong>2.1</strong> Rewards are given.<sup><a href="#fn1" id="r1">1</a></sup></p>
<ul><li>praise<ul><li>aloud</li></ul></li><li>stickers</li></ul>
<table><thead><tr><th>Level</th><th>Step</th></tr></thead>
<tbody><tr><td rowspan="2">1</td><td>A word<br>or two</td></tr>
<tr><td>More</td></tr></tbody></table>
<p class="gone">Hidden words here.</p>
<p><b>Review</b></p>
<hr><ol class="footnotes"><li id="fn1">Not for lateness. <a href="#r1">back</a></li></ol>
</div><aside>News</aside><footer>Ash</footer><script>var a="<p>no</p>"</script></body></html>
"""

WORD = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1252">
<title>Lone Working</title></head><body lang=EN-GB><div class=WordSection1>
<p class=MsoTitle>Lone Working Policy</p>
<p class=MsoToc1><a href="#_Toc1">1. Purpose<span>........</span>2</a></p>
<h1 style='mso-list:l1 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Purpose</h1>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l1 level2 lfo1'><![if
!supportLists]><span style='mso-list:Ignore'>1.1<span>&nbsp; </span></span><![endif]>Staff who
work alone – or at night – tell the <b>office</b>.<a style='mso-footnote-id:ftn1'
href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><![if
!supportFootnotes]>[1]<![endif]></span></a></p>
<p class=MsoListParagraph style='mso-list:l1 level3 lfo1'><span
style='mso-list:Ignore'>(a)<span>&nbsp;</span></span>in the kitchen;</p>
<p class=MsoListParagraph style='mso-list:l2 level1 lfo2'><span style='font-family:Symbol'><span
style='mso-list:Ignore'>·<span>&nbsp;</span></span></span>a bullet;</p>
<p class=MsoNormal>The policy <span style='display:none;mso-hide:all'>does not </span>applies.</p>
</div><div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>
<p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> Between 18:00 and
7:00.</p></div></div></body></html>
"""


def read(text: str, encoding: str = "utf-8") -> Document:
    return read_page(text.encode(encoding), "it")


def outline(document: Document) -> list[tuple[str, str, str]]:
    return [
        (part.kind, part.label, text_of(part.inlines))
        for part in document.parts
        if isinstance(part, Piece)
    ]


def test_a_sites_page_is_its_policy_and_the_rest_is_left_out_by_name():
    document = read(SITE)
    assert document.title == "Behaviour policy"
    assert outline(document) == [
        ("words", "", "Approved by: FGB Minute: FGB/2223/060922/15"),
        ("heading", "1.", "Aims"),
        ("numbered", "1.", "To be kind."),
        ("numbered", "4.", "To be safe:"),
        ("numbered", "a.", "inside;"),
        ("numbered", "b.", "outside."),
        ("numbered", "1.5", "A typed clause, see guidance <https://www.gov.uk/x?a=1&b=2>."),
        ("heading", "2.", "Rewards & sanctions"),
        ("numbered", "2.1", "Rewards are given.[^ Not for lateness.]"),
        ("bullet", "", "praise"),
        ("bullet", "", "aloud"),
        ("bullet", "", "stickers"),
        ("heading", "", "Review"),
    ]
    said = {(o.kind, o.text) for o in document.omitted}
    assert ("header", "Ash Primary School Home") in said
    assert ("footer", "News") in said
    assert ("hidden text", "Hidden words here.") in said
    assert [r.code for r in document.remarks] == ["hidden-text"]


def test_a_table_keeps_its_cells_and_merged_ones_are_blank():
    (grid,) = [part for part in read(SITE).parts if isinstance(part, Grid)]
    cells = [[" ".join(map(text_of, cell)) for cell in row] for row in grid.rows]
    assert cells == [["Level", "Step"], ["1", "A word or two"], ["", "More"]]
    assert grid.header_rows == 1


def test_words_own_numbers_are_those_that_it_wrote():
    document = read(WORD, "cp1252")
    assert document.title == "Lone Working Policy"
    assert outline(document) == [
        ("heading", "1.", "Purpose"),
        (
            "numbered",
            "1.1",
            "Staff who work alone – or at night – tell the office.[^ Between 18:00 and 7:00.]",
        ),
        ("numbered", "(a)", "in the kitchen;"),
        ("bullet", "", "a bullet;"),
        ("words", "", "The policy applies."),
    ]
    assert [r.code for r in document.remarks] == ["hidden-text"]


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility: hidden",
        "font-size:0",
        "font-size: 1px",
        "opacity:0",
        "color:#fff",
        "color: white",
        "position:absolute;left:-9999px",
        "mso-hide:all",
    ],
)
def test_hidden_words_are_told_however_they_are_hidden(style):
    for page in (
        f"<p>Staff must <span style='{style}'>not </span>tell.</p>",
        f"<style>.h{{{style}}}</style><p>Staff must <span class=h>not </span>tell.</p>",
    ):
        document = read(page)
        assert [w for _, _, w in outline(document)] == ["Staff must tell."]
        assert [r.code for r in document.remarks] == ["hidden-text"]


def test_white_words_on_a_dark_ground_and_small_print_are_seen():
    page = "<p style='color:white;background:#123'>Seen</p><p style='font-size:0.8em'>Small</p>"
    assert [w for _, _, w in outline(read(page))] == ["Seen", "Small"]


def test_words_that_the_style_sheet_adds_are_told():
    document = read("<style>p::before{content:'not '}</style><p>Words</p>")
    assert [r.code for r in document.remarks] == ["words-by-style"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found(encoding):
    assert outline(read("<p>£5 – “well”</p>", encoding)) == [("words", "", "£5 – “well”")]


def test_a_sign_that_is_no_letter_does_no_harm_in_a_list_of_word():
    document = read(
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
        "<![if !supportLists]><span style='mso-list:Ignore'>1.\x01<span>&nbsp;</span></span>"
        "<![endif]>\x02Bring\fa\ufffe bag&#1;.\x03</p>"
    )
    assert outline(document) == [("numbered", "1.", "Bring a bag.")]


def test_every_word_is_somewhere():
    document = read(SITE)
    said = [document.title, *(o.text for o in document.omitted)]
    for part in document.parts:
        if isinstance(part, Grid):
            said += [text_of(p) for row in part.rows for cell in row for p in cell]
        else:
            said += [part.label, text_of(part.inlines)]
    have = " ".join(said)
    lost = [w for w in raw_words(SITE.encode()) if w not in have]
    assert not lost
    assert "no" not in raw_words(SITE.encode())


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 500, b"PK\x03\x04", b"just words", b"%PDF-1.7"], ids=lambda d: str(d[:5])
)
def test_what_is_no_page_is_refused_by_name(data):
    with pytest.raises(RefusedError) as refused:
        read_page(data, "policy.html")
    assert refused.value.message.startswith("policy.html ")
    assert refused.value.hint


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "<b>" * 20_000 + "x",
        "<div>" * 20_000 + "words",
        "<ol><li>" * 3_000 + "words",
        "<table><tr><td>" * 2_000 + "words",
        "<table><tr>" + "<td colspan=99999999 rowspan=99999999>x" * 300 + "</table>",
        "<p>" + "&amp;" * 100_000,
        "<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]><p>&c;",
        "<a href='#" + "x" * 100_000 + "'>1</a><p id=x>",
        "<style>" + "a{" * 50_000 + "</style><p>x",
        "<style>" + "@media x{" * 20_000 + "</style><p>x",
        "<ol start=999999999999999999999><li>x<li value=-5>y</ol>",
        "<ol type=i start=999999><li>x</ol><ol type=a start=0><li>y</ol>",
    ],
    ids=range(12),
)
def test_hostile_pages_end_soon(page):
    _survives(page.encode())


def _mutations(count: int, seed: int) -> list[bytes]:
    chance = random.Random(seed)
    made = []
    for _ in range(count):
        data = bytearray(chance.choice((SITE.encode(), WORD.encode("cp1252"))))
        for _ in range(chance.choice((1, 5, 40))):
            at = chance.randrange(len(data))
            length = chance.randrange(1, 120)
            match chance.randrange(3):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + length]
                case _:
                    other = chance.randrange(len(data))
                    data[at:at] = data[other : other + length]
            data = data or bytearray(b"<p>")
        made.append(bytes(data))
    return made


def _survives(data: bytes) -> None:
    """Read a page; whatever else than a plain refusal comes out fails the test."""
    with contextlib.suppress(MinutedError):
        read_page(data, "it")
    raw_words(data)


def test_no_mutation_gets_past_a_plain_refusal():
    for data in _mutations(150, 1):
        _survives(data)


@pytest.mark.stress
def test_no_mutation_of_thousands_gets_past_a_plain_refusal():
    for data in _mutations(5_000, 2):
        _survives(data)
