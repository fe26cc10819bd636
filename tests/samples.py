"""A text that uses all that a policy may hold, and copies to stamp it with; for writers' tests."""

import hashlib
import struct
import zlib
from dataclasses import replace
from datetime import date

from minuted.model.copy import Brand, Copy, VersionRow
from minuted.model.front_matter import FrontMatter
from minuted.model.policy import (
    Align,
    Bullets,
    Clause,
    Code,
    Emphasis,
    Field,
    Footnote,
    Image,
    LineBreak,
    Link,
    Numbering,
    Paragraph,
    Policy,
    Reference,
    Section,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)


def png(width: int = 40, height: int = 20, rgb: tuple[int, int, int] = (122, 31, 61)) -> bytes:
    """Return a plain picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\x00" + bytes(rgb) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" width="120" height="40">
<rect width="40" height="40" rx="8" fill="#7a1f3d"/><circle cx="20" cy="20" r="10" fill="#fff"/>
<path d="M52 30 L62 10 L72 30 Z M80 30 V10 H92 V30 Z" fill="#7a1f3d"/></svg>"""
PICTURE = png()
PICTURE_SHA = hashlib.sha256(PICTURE).hexdigest()
IMAGES = {PICTURE_SHA: PICTURE}


def _p(*inlines: object, address: str = "") -> Paragraph:
    done = tuple(Text(i) if isinstance(i, str) else i for i in inlines)
    return Paragraph(done, address)  # type: ignore[arg-type]


def _c(number: str, depth: int, *lead: object, children: tuple = (), **more: object) -> Clause:
    flows = tuple(_p(f) if isinstance(f, str) else f for f in lead)
    return Clause(number, depth, flows, children, **more)  # type: ignore[arg-type]


def _t(words: str) -> tuple[Text, ...]:
    return (Text(words),)


def rich_policy() -> Policy:
    """Return a text with every kind of block and inline, at every depth."""
    about = Section(
        "1",
        1,
        _t("ABOUT THIS POLICY"),
        (
            _c(
                "1.1",
                2,
                _p(
                    "This policy applies to ",
                    Field("school.name"),
                    ", with ",
                    Emphasis(_t("italic")),
                    ", ",
                    Strong(_t("bold")),
                    ", H",
                    Subscript(_t("2")),
                    "O, the 2",
                    Superscript(_t("nd")),
                    " of May and ",
                    Code("file.txt"),
                    ". See paragraphs ",
                    Reference("deep", "2.1.1(a)(i)"),
                    " or ",
                    Reference("own", "2.2A"),
                    ", and ",
                    Reference("table", "3", _t("the section on tables")),
                    "; 9.9 is ",
                    Reference("gone", "9.9"),
                    ".",
                ),
            ),
            _c(
                "1.2",
                2,
                _p(
                    'Hostile words: #eval(1) $x$ @ref \\ "quoted" *a* _b_ `c` // '
                    "] [ <b> & 'q' {{ x }}",
                    LineBreak(),
                    "after a break, with ",
                    Link(_t("a link"), "https://example.org/a?b=1&c=%20d"),
                    " and a note",
                    Footnote(((Text("First note with "), Emphasis(_t("emphasis")), Text(".")),)),
                    ".",
                ),
                _p("A continuation paragraph of the same clause."),
                Bullets(((_p("first bullet"),), (_p("second bullet"), Bullets(((_p("inner"),),))))),
                children=(
                    _c("1.2.1", 3, "A sub-clause;"),
                    _c("1.2.2", 3, "another sub-clause."),
                    _p("An unnumbered paragraph after the sub-clauses.", address="1.2/p1"),
                    _c("1.2.3", 3, "a third, after the paragraph."),
                ),
            ),
            _c("1.3", 2, "Not used", not_used=True),
        ),
        anchor="about",
    )
    deep = Section(
        "2",
        1,
        _t("Deep & <strange>"),
        (
            _p("An opening paragraph, unnumbered.", address="2/p1"),
            Section(
                "2.1",
                2,
                _t("A sub-section"),
                (
                    _c(
                        "2.1.1",
                        3,
                        "A clause of depth three:",
                        children=(
                            _c(
                                "2.1.1(a)",
                                4,
                                "depth four;",
                                children=(
                                    _c("2.1.1(a)(i)", 5, "depth five;", anchor="deep"),
                                    _c("2.1.1(a)(ii)", 5, "depth five again."),
                                ),
                            ),
                            _c("2.1.1(b)", 4, "depth four again."),
                        ),
                    ),
                ),
            ),
            _c("2.2", 2, "A clause after a sub-section."),
            _c(
                "2.2A",
                2,
                "A clause that one school added.",
                children=(_c("2.2A.1", 3, "with a sub-clause.", inserted=True),),
                anchor="own",
                inserted=True,
            ),
            _c("2.3", 2, "The last clause of the section."),
        ),
    )
    table = Section(
        "3",
        1,
        _t("Tables and pictures"),
        (
            _c(
                "3.1",
                2,
                "The table below belongs to this clause.",
                children=(
                    Table(
                        (_t("Role"), _t("Name"), _t("Days")),
                        (
                            (_t("Headteacher"), (Field("school.headteacher"),), _t("5")),
                            (_t("A & B"), _t("<none>"), _t("12")),
                        ),
                        (Align.LEFT, Align.CENTRE, Align.RIGHT),
                        "3.1/p1",
                    ),
                ),
            ),
            _p(Image("A plain red rectangle", "red.png", PICTURE_SHA), address="3/p1"),
            Bullets(((_p("a bullet outside any clause"),),), address="3/p2"),
            Table(
                (_t("One"), _t("Two")),
                ((_t("three"), _t("four")),),
                (Align.LEFT, Align.LEFT),
                "3/p3",
            ),
        ),
        anchor="table",
    )
    not_used = Section("4", 1, _t("Not used"), not_used=True)
    foreword = Section(
        "p1",
        1,
        _t("A heading without a number"),
        (_p("Words under it.", address="p1/p1"),),
        numbering=Numbering.UNNUMBERED,
    )
    appendix = Section(
        "A",
        1,
        _t("An appendix"),
        (
            _c("A.1", 2, "Its first clause.", children=(_c("A.1.1", 3, "and a sub-clause."),)),
            _c("A.2", 2, "Its second clause."),
        ),
        numbering=Numbering.APPENDIX,
    )
    front = FrontMatter("Social Media & Messaging policy", review="annually")
    return Policy(front, (about, deep, table, not_used, foreword, appendix))


BRAND = Brand(
    colour="#7a1f3d", font="", logo=LOGO, logo_format="svg", logo_alt="Logo of Ash Primary School"
)
COPY = Copy(
    policy="social-media",
    title="Social Media & Messaging policy",
    audience="ASH",
    audience_name="Ash Primary School",
    trust_name="Quarry & Dale Learning Trust",
    review="Annually",
    version="2",
    dated="July 2021",
    draft=False,
    fingerprint="m1-8f14e45fceea167a5a36dedd4bea2543c1c2c3c4c5c6c7c8c9cacbcccdcecfd0",
    minute="FGB/2223/060922/15",
    decided=date(2022, 9, 6),
    review_date="2023-08",
    table=(
        VersionRow("1", "6 September 2022", "First issue", "FGB/2223/060922/15", "August 2023"),
        VersionRow(
            "2",
            "ASH: 29.8.23 OAK: 5.10.23",
            "Summer policy review. No amendments.",
            "ASH: FGB/2223/290823/1 OAK: FGB/2324/051023/12",
            "29 August 2024",
        ),
    ),
    fields={"school.name": "Ash Primary School", "school.headteacher": "the Headteacher"},
    brand=BRAND,
    when=date(2022, 9, 6),
)
DRAFT = replace(COPY, draft=True, version="2", minute="", decided=None, review_date="", table=())
OTHER_COPY = replace(
    COPY,
    audience="STC",
    audience_name="St Chad's <Long & Winding> Church of England Voluntary Aided Infant School",
    fields={
        "school.name": "St Chad's <Long & Winding> Church of England Voluntary Aided Infant School",
        "school.headteacher": 'the "Head" & staff',
    },
    brand=Brand(colour="#0b5a4a"),
)
