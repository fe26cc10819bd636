"""Hostile inputs for minuted, made by hypothesis: nearly right files, and noise among them.

Each strategy gives the whole content of one file of a workspace. About half of what they give is
calm, odd but by the rules, so that it reaches the depths: pure noise is refused at the door.
"""

import io
import zipfile
from collections.abc import Callable
from functools import lru_cache

from hypothesis import strategies as st
from lxml import etree

from minuted.model.ledger import COLUMNS
from minuted.store.workspace import packaged_templates
from workspaces import TRUST

CODES = ("ASH", "OAK", "ELM", "DALE", "QDLT")

NASTY = (
    *("\0", "\ufeff", "\u200b", "\u202e", "\u00ad", "\u2028", "\x85", "\x1b[31m", "\uf0b7"),
    *(
        "\U0001f600",
        "\ufffe",
        "\U000e0041",
        "\ud7ff",
        "\t",
        "\r",
        "\r\n",
        "&#0;",
        "&#x110000;",
        "\\",
        "~~",
        "<!--",
    ),
    *(
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "```",
        "~~~",
        "[[",
        "]]",
        ":::",
        "$x$",
        "^",
        "`",
        "|",
        "<b>",
    ),
    *("*" * 30, "[" * 30, ">" * 20, "_" * 20, "#" * 8, "- " * 12, "1. " * 8, "::: " * 5),
)
ODD = (
    *(
        "e\u0301",
        "مدرسة",
        "ﬁ",
        "𝔸",
        "½",
        "–",
        "…",
        "“a”",
        "a\u00a0b",
        "a\u3000b",
        "Ω",
        "a&b",
        "&amp;",
        "&nbsp;",
    ),
    *(
        "a < b",
        "a > b",
        '"',
        "'",
        "]]>",
        "--",
        "$5",
        "${x}",
        "#{x}",
        "%d",
        "@x",
        "50%",
        "C:\\\\x",
        "a_b_c",
    ),
    *("=1+1", "+44", "1\\.", "b) c", "\\#", "\\*", "<https://a.example>", "x" * 90),
)
_any = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
noise = st.one_of(st.sampled_from(NASTY), st.sampled_from(ODD), _any)


def rarely(draw: st.DrawFn, times: int) -> bool:
    """Whether to do what is to be done once in so many times."""
    return draw(st.sampled_from((True, *[False] * (times - 1))))


def _encoded(text: str, ending: str, bom: bool) -> bytes:
    done = text.replace("\n", ending).encode(errors="surrogatepass")
    return b"\xef\xbb\xbf" + done if bom else done


_endings = st.sampled_from(("\n", "\n", "\n", "\n", "\r\n", "\r"))


# policies

_FINE_WORDS = (
    *(
        "Phones stay in bags.",
        "a",
        "*b*",
        "**c**",
        "***d***",
        "`e`",
        "2^nd^",
        "H~2~O",
        "a *b **c** d*",
    ),
    *(
        "{{ school.name }}",
        "{{ trust.name }}",
        "{{policy.title}}",
        "*{{ school.name }}*",
        "a\\\nb",
        "a  \nb",
    ),
    *("[](#one)", "[words](#one)", "[x](https://a.example/?b=c&d)", "[*x*](mailto:a@b.example)"),
    *("![a](logo.svg)", "![a](logo.svg){width=40mm}", "a^[a note]", "b^[{{ school.name }} *n*]"),
)
_BAD_WORDS = (
    *(
        "{{ school.headteacher }}",
        "{{ school.nmae }}",
        "{{ ''.__class__ }}",
        "{{ 'a'*10 }}",
        "{{ a.b | c }}",
    ),
    *(
        "{% for a in b %}",
        "[](#gone)",
        "[]{#one}",
        "[x](javascript:alert(1))",
        "[x][y]",
        "4.3 You must",
    ),
    *(
        "![](logo.svg)",
        "![a](gone.png)",
        "![a](../x.png)",
        "![a](/etc/hosts.png)",
        "[x]{.y}",
        "`x`{=latex}",
    ),
    *("a[^1]", "[^1]: A note.", "<b>", "</div>", "<!-- c -->", "~~s~~", "[z]: https://a.example"),
)
_FINE_BLOCKS = (
    *(
        "1. W\n",
        "1. W\n",
        "2. W\n",
        "10. W\n",
        "1. W\n   1. W\n   2. W\n",
        "1. W\n   1. W\n      1. W\n",
    ),
    *(
        "1. W\n\n   W\n\n   - W\n   - W\n     - W\n",
        "1. W\n   1. W\n      1. W\n         1. W\n            1. W\n",
    ),
    *(
        "1. W\n\n   | a | b |\n   |---|--:|\n   | W | W |\n",
        "| a | b |\n|---|---|\n| W | W |\n| W | |\n",
    ),
    *(
        "W\n",
        "- W\n- W\n",
        "## W\n\n1. W\n",
        "## W\n\n### W\n\n1. W\n",
        "## W {.unnumbered}\n\nW\n",
    ),
    *(
        "::: {.only for=CODE}\n\n1. W\n\n:::\n",
        '::: {.only for="CODE CODE"}\n\n## W\n\n1. W\n\n:::\n\n## W\n',
    ),
    *(
        "::: {.local for=CODE replaces=one}\n\nW\n\n:::\n",
        "::: {.local for=CODE after=one}\n\n1. W\n\n:::\n",
    ),
    "## W {.appendix}\n\n1. W\n",
)
_BAD_BLOCKS = (
    *(
        "> W\n",
        "    W\n",
        "```\nW\n```\n",
        "W\n---\n",
        "W\n===\n",
        "***\n",
        "# W\n",
        "#### W\n",
        "a\n: W\n",
    ),
    *(
        "::: {.only for=NOBODY}\n\n1. W\n\n:::\n",
        "::: {.only for=CODE}\n\n1. W\n",
        "::: only\n\nW\n\n:::\n",
    ),
    *(
        "::: {.local for=CODE replaces=gone}\n\nW\n\n:::\n",
        "1.\n2. W\n",
        "(a) W\n",
        "#. W\n",
        "- ## W\n",
    ),
    *(
        "| a |\n|--|\n| W | W | W |\n",
        "| a | b\n",
        "- 1. W\n",
        "1. - W\n",
        "        1. W\n",
        ":::\n",
        "W",
    ),
)


@st.composite
def _policy_text(draw: st.DrawFn) -> str:
    calm = draw(st.booleans())
    words = st.one_of(st.sampled_from(_FINE_WORDS), st.sampled_from(ODD))
    blocks = st.sampled_from(_FINE_BLOCKS)
    if not calm:
        words = st.one_of(words, words, words, st.sampled_from(_BAD_WORDS), noise)
        blocks = st.one_of(blocks, blocks, blocks, st.sampled_from(_BAD_BLOCKS))
    line = st.lists(words, min_size=1, max_size=4).map(" ".join)
    done = ["1. []{#one} A first clause.\n" if calm or draw(st.booleans()) else ""]
    for block in draw(st.lists(blocks, max_size=9)):
        *parts, last = block.split("W")
        text = "".join(part + draw(line) for part in parts) + last
        while "CODE" in text:
            text = text.replace("CODE", draw(st.sampled_from(CODES)), 1)
        done.append(text)
    return draw(st.sampled_from(("\n", "\n", "\n\n\n"))).join(done)


_value = st.one_of(
    st.sampled_from(
        ("Phones", "NO", "1.10", "2021-07", "2021-07-14", "local", "trust", "[FGB]", "[a, b]")
    ),
    st.sampled_from(
        ("|\n  a\n  b", ">-\n  a", '"\\ud800"', '"\\0"', '"a\\tb"', "{a: b}", "&a b", "*a")
    ),
    st.sampled_from(
        (
            "",
            "~",
            '"',
            "'",
            "[",
            "{",
            "- a",
            "? a",
            "!!x y",
            "m1-" + "0" * 64,
            "not held",
            "9" * 400,
        )
    ),
    noise,
)
_key = st.sampled_from(
    (
        *(
            "title",
            "title",
            "review",
            "approved-by",
            "adoption",
            "versions",
            "for",
            "owner",
            "withdrawn",
        ),
        *(
            "formerly",
            "replaces",
            "statutory",
            "corrects",
            "unknown",
            "<<",
            "\ttitle",
            "  title",
            "?",
        ),
    )
)
_front_line = st.one_of(
    st.tuples(_key, _value).map(lambda p: f"{p[0]}: {p[1]}\n"),
    st.tuples(_value, _value, _value).map(
        lambda p: f"versions:\n  - version: {p[0]}\n    dated: {p[1]}\n    fingerprint: {p[2]}\n"
    ),
    noise.map(lambda text: text + "\n"),
)
_fine_front = st.sampled_from(
    (
        "---\ntitle: Hostile policy\n---\n\n",
        "---\ntitle: \"Odd & <b>bold</b> “title” #1\"\nreview: '1.10'\nfor: [ASH, DALE]\n---\n",
        "---\ntitle: مدرسة e\u0301\nversions:\n  - version: 1\n    narrative: NO\n---\n\n",
    )
)
_odd_front = st.one_of(
    st.lists(_front_line, max_size=5).map(
        lambda p: "---\ntitle: Hostile\n" + "".join(p) + "---\n\n"
    ),
    st.lists(_front_line, max_size=4).map(lambda p: "---\n" + "".join(p) + "---\n"),
    noise,
)


@st.composite
def _policy(draw: st.DrawFn) -> str:
    front = draw(_odd_front if rarely(draw, 4) else _fine_front)
    return front + draw(_policy_text())


policies = st.builds(_encoded, _policy(), _endings, st.booleans())


# changes of a good file


@st.composite
def spoiled(draw: st.DrawFn, good: str, pieces: tuple[str, ...]) -> str:
    """Return a good text after a few changes: parts taken out, repeated, exchanged, put in."""
    text = good
    put = st.one_of(st.sampled_from(pieces), st.sampled_from(pieces), noise)
    by_line = draw(st.booleans())
    for _ in range(draw(st.integers(1, 3))):
        if by_line:
            lines = text.splitlines(keepends=True) or [""]
            first = draw(st.sampled_from(range(len(lines))))
            at = sum(map(len, lines[:first]))
            length = sum(map(len, lines[first : first + draw(st.integers(1, 3))]))
        else:
            at = draw(st.integers(0, len(text)))
            length = draw(st.sampled_from((0, 1, 1, 3, 10, 40, 200)))
        match draw(st.sampled_from(("cut", "put", "put", "repeat", "exchange"))):
            case "cut":
                text = text[:at] + text[at + length :]
            case "put":
                text = text[:at] + draw(put) + ("\n" if by_line else "") + text[at:]
            case "repeat":
                text = text[:at] + text[at : at + length] * draw(st.integers(2, 5)) + text[at:]
            case _:
                text = text[:at] + draw(put) + ("\n" if by_line else "") + text[at + length :]
    return text


_YAML = (
    *(
        "\n",
        "  ",
        "\t",
        ": ",
        "{}",
        "[]",
        "- ",
        "name: ",
        "schools:",
        "groups:",
        "trust:",
        "? a",
        "&a",
        "*a",
    ),
    *(
        "    fields: {headteacher: }",
        "    fields: {name: x}",
        "!!python/object:os",
        "%YAML 1.1\n---\n",
    ),
)
_TRUST_CHANGES = (
    (
        "name: Ash Primary",
        (
            "name: NO",
            "name: 1.10",
            'name: "\\ud83d"',
            "name: مدرسة e\u0301 & <b>",
            "name: |\n      A\n      B",
        ),
    ),
    (
        "name: Ash Primary",
        (
            "name: A\n    from: 2999-01-01",
            "name: A\n    to: 1999-01-01",
            "name: A\n    from: 2024-13-01",
        ),
    ),
    (
        "name: Ash Primary",
        ("name: A\n    brand: {colour: '#zzz'}", "name: A\n    brand: {font: No Such}", "label: A"),
    ),
    (
        "name: Ash Primary",
        ("name: A\n    brand: {logo: ../../etc/passwd}", "name: A\n    brand: {logo: a.svg}"),
    ),
    (
        "  ELM: {name: Elm Junior, label: Elm}",
        ("  CON: {name: x}", "  ../x: {name: y}", "  ash: {name: z}", "  BB: {}"),
    ),
    (
        "  ELM: {name: Elm Junior, label: Elm}",
        ("", "  ELM: Elm", "  ELM: [a]", "  ELM: {name: E, name: F}", "  NO: {name: E}"),
    ),
    (
        "members: {ASH: {}, OAK: {}}",
        ("members: {}", "members: {ASH: {from: 2030-01-01, to: 2020-01-01}}", "members: [ASH]"),
    ),
    (
        "members: {ASH: {}, OAK: {}}",
        (
            "members: {ELM: {to: 2020-01-01}}",
            "members: {NOBODY: {}}",
            "members: {ASH: {from: 2999-01-01}}",
        ),
    ),
    (
        "  FGB: {name: Full Governing Body}",
        ("", "  FGB: {name: F, of: NOBODY}", "  FGB: {name: F, of: DALE, minute_pattern: '{x}'}"),
    ),
    (
        "headteacher: the Headteacher of Ash",
        ("headteacher: ''", "Headteacher: x", "name: x", "headteacher: [a]", "a: {b: c}"),
    ),
    (
        "short_name: QDLT",
        ("short_name: ASH", "short_name: ''", "short_name: index", "name: B", "short_name: q d"),
    ),
    (
        'colour: "#1f3a5f"',
        (
            "colour: #1f3a5f",
            "colour: '#FFF'",
            "colour: red",
            "colour: '#1f3a5f', font: Nope",
            "font: ''",
        ),
    ),
)


@st.composite
def _trust(draw: st.DrawFn) -> str:
    text = TRUST
    for old, new in draw(st.lists(st.sampled_from(_TRUST_CHANGES), max_size=4)):
        text = text.replace(old, draw(st.sampled_from(new)), 1)
    return draw(spoiled(text, _YAML)) if rarely(draw, 3) else text


trusts = st.builds(_encoded, _trust(), _endings, st.booleans())


# ledgers

_MEETINGS = (
    ("2023-09-05", "FGB/2324/050923/"),
    ("2024-09-10", "FGB/2425/100924/"),
    ("05/09/2023", "FGB/2324/050923/"),
    ("2025-01-14", "FGB/2425/140125/"),
)
_bad_cell = st.one_of(
    st.sampled_from(
        (
            *(
                "2023-02-30",
                "9/31/2024",
                "0000-00-00",
                "99999-01-01",
                "RMC",
                "fgb",
                "NOBODY",
                "ash",
                "1.1",
            ),
            *(
                "Adopted",
                "draft",
                "2024-09",
                "Aug-23",
                "=1+1",
                "@x",
                '"',
                'a"b',
                '"a,b"',
                '"a\nb"',
                "x" * 300,
            ),
        )
    ),
    noise,
)


@st.composite
def _row(draw: st.DrawFn) -> str:
    decision = draw(
        st.sampled_from(
            (
                "adopted",
                "adopted",
                "adopted",
                "reviewed",
                "void",
                "corrected",
                "withdrawn",
                "confirmed",
                "noted",
            )
        )
    )
    about = decision in ("void", "corrected", "confirmed")
    day, minute = draw(st.sampled_from(_MEETINGS))
    minute += draw(st.sampled_from("123456789"))
    if rarely(draw, 8):
        minute = draw(
            st.sampled_from(("", "Item 7", "x" * 60, "RMC/2324/050923/7", "FGB/2223/050923/7"))
        )
    cells = [
        day,
        "FGB",
        draw(st.sampled_from(CODES)),
        minute,
        "1",
        decision,
        draw(st.sampled_from(("Fine", "No amendments", '"A, b"', *ODD[:12]))),
        draw(st.sampled_from(("", "", "2026-09", "2026-09-01", "Sep-26"))),
        draw(st.sampled_from(("", "", "draft"))),
        "",
        draw(st.sampled_from(("FGB/2324/050923/7", "2023-09-05", "FGB/2425/100924/1")))
        if about
        else "",
        draw(st.sampled_from(("", "", "", "", "m1-" + "0" * 64))),
    ]
    if rarely(draw, 6):
        cells[draw(st.sampled_from(range(len(cells))))] = draw(_bad_cell)
    if rarely(draw, 30):
        cells = cells[: draw(st.integers(0, 14))] * draw(st.integers(1, 2))
    return ",".join(cells)


_heading = ",".join(COLUMNS)


@st.composite
def _ledger(draw: st.DrawFn) -> str:
    heading = draw(spoiled(_heading, (";", "\t", ",,"))) if rarely(draw, 15) else _heading
    return "\n".join([heading, *draw(st.lists(_row(), max_size=5)), ""])


ledgers = st.builds(_encoded, _ledger(), _endings, st.booleans())


# the office's templates


@lru_cache
def template(name: str) -> bytes:
    """Return a template that minuted brings."""
    return packaged_templates()[name].read_bytes()


@lru_cache
def _members() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(template("policy.docx"))) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


_XML = (
    *(
        b"<",
        b"/>",
        b"</w:p>",
        b"<w:p/>",
        b'="',
        b'"',
        b"&",
        b"&x;",
        b"\0",
        b"-1",
        b"99999999999",
        b"{{",
        b"}}",
    ),
    *(
        b"<w:altChunk r:id='rId1'/>",
        b"<!DOCTYPE a [<!ENTITY x 'y'>]>",
        b"<!--",
        b"<?x?>",
        b"<w:tbl>",
        b"e",
        b"",
    ),
)
_ATTRIBUTES = (
    *(
        "",
        "0",
        "1",
        "-1",
        "99999999999",
        "x",
        "decimal",
        "none",
        "rId1",
        "rId999",
        "../x",
        "/word/document.xml",
    ),
    *(
        "http://a.example/",
        "External",
        "Heading1",
        "{{ school.name }}",
        "{{ policy.text }}",
        "1.5",
        "NaN",
    ),
)
_WORDS = (
    "{{ policy.text }}",
    "{{ school.name }}",
    "{{ nothing }}",
    "{{",
    "}}",
    "{{ version.date }}",
    " ",
    "x",
)


def _spoil_bytes(draw: st.DrawFn, data: bytes) -> bytes:
    at = draw(st.integers(0, len(data)))
    match draw(st.sampled_from(("flip", "put", "cut", "repeat"))):
        case "flip" if at < len(data):
            return data[:at] + bytes([data[at] ^ (1 << draw(st.integers(0, 7)))]) + data[at + 1 :]
        case "put":
            return data[:at] + draw(st.sampled_from(_XML)) + data[at:]
        case "cut":
            return data[:at] + data[at + draw(st.sampled_from((1, 2, 8, 60, 400))) :]
        case _:
            return data[:at] + data[at : at + 80] * 3 + data[at:]


def _spoil_tree(draw: st.DrawFn, data: bytes) -> bytes:
    """Change an element of an XML part, and leave it well formed."""
    root = etree.fromstring(data)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    element = draw(st.sampled_from(elements))
    parent = element.getparent()
    other = draw(st.sampled_from(elements))
    kinds = ("attribute", "attribute", "strip", "drop", "copy", "move", "rename", "words", "empty")
    match draw(st.sampled_from(kinds)):
        case "attribute" if element.attrib:
            name = draw(st.sampled_from(sorted(map(str, element.attrib))))
            element.set(name, draw(st.sampled_from(_ATTRIBUTES)))
        case "strip" if element.attrib:
            del element.attrib[draw(st.sampled_from(sorted(map(str, element.attrib))))]
        case "drop" if parent is not None:
            parent.remove(element)
        case "copy" if parent is not None:
            other.append(etree.fromstring(etree.tostring(element)))
        case "move" if parent is not None and element not in list(other.iterancestors()):
            if element is not other:
                other.append(element)
        case "rename":
            element.tag = other.tag
        case "words":
            element.text = draw(st.sampled_from(_WORDS))
        case _:
            for child in list(element):
                element.remove(child)
    return etree.tostring(root, encoding="utf-8", standalone=True)


@st.composite
def word_templates(draw: st.DrawFn) -> bytes:
    """Return a zip with the members of our Word template, some of them spoiled."""
    members = dict(_members())
    spoil: Callable[[st.DrawFn, bytes], bytes]
    rough = rarely(draw, 6)
    for _ in range(draw(st.integers(1, 4))):
        names = [name for name in sorted(members) if rough or name.endswith((".xml", ".rels"))]
        name = draw(st.sampled_from(names))
        if rarely(draw, 20) and len(members) > 1:
            del members[name]
            continue
        spoil = _spoil_bytes if rough else _spoil_tree
        members[name] = spoil(draw, members[name])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    whole = packed.getvalue()
    if rough and rarely(draw, 4):  # now and then the zip itself is hurt
        at = draw(st.integers(0, len(whole) - 1))
        whole = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
    return whole


_JINJA = (
    *(
        "{{ text }}",
        "{{ head }}",
        "{{ school.name }}",
        "{{ nothing }}",
        "{{ ''.__class__ }}",
        "{{ 7*'a' }}",
    ),
    *(
        "{% if %}",
        "{% endif %}",
        "{% for x in versions %}",
        "{% endfor %}",
        "{% include 'policy.html' %}",
    ),
    *(
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{{ self }}",
        "{{ 1/0 }}",
        "{{ text|safe }}",
        "{#",
    ),
    *(
        "<script>",
        "</style>",
        "</head>",
        "{% extends 'index.html' %}",
        "{{ school|attr('__class__') }}",
    ),
    *(
        "{{ versions[0] }}",
        "{{ [versions] }}",
        "{{ {}['a'] }}",
        "{{ 'a'|int }}",
        "{{ versions|map('x')|list }}",
    ),
    *(
        "{% set text = 'x' %}",
        "{{ draft|tojson }}",
        "{% do x %}",
        "{{ caller() }}",
        "{% raw %}",
        "{{ text|upper }}",
    ),
)
_TYPST = (
    *(
        "#",
        "#let x = 1",
        '#import "@preview/a:0.1.0": *',
        '#include "body.typ"',
        "#panic()",
        "#{",
        "}",
        "[",
        "]",
    ),
    *(
        "$",
        "#let f(x) = f(x)\n#f(1)",
        "#while true {}",
        '#read("/etc/passwd")',
        '#image("x.png")',
        "/*",
        "//",
    ),
    *(
        '#set text(font: "No Such")',
        "#show: it => it",
        "#show heading: none",
        "@nowhere",
        "<a>",
        "#pagebreak()",
    ),
    *(
        "#set page(width: 0pt)",
        "#set par(leading: -9999pt)",
        "#set text(size: 0pt)",
        "#set page(columns: 99)",
    ),
    *(
        "#show par: it => it + it",
        "#counter(page).update(n => n - 9)",
        "#set enum(numbering: n => panic())",
    ),
)


def page_templates(name: str) -> st.SearchStrategy[bytes]:
    """Return spoiled versions of one of our page templates, or of the Typst one."""
    pieces = _TYPST if name.endswith(".typ") else _JINJA
    return spoiled(template(name).decode(), pieces).map(
        lambda text: text.encode(errors="surrogatepass")
    )
