"""Policies that hypothesis makes up, and the several ways in which an author may type each.

Doc ──type_out(doc, PLAIN)──▶ Markdown as most people type it
    └─type_out(doc, style)──▶ the same policy with other marks, wrapped, spaced out
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from hypothesis import strategies as st

from minuted.readers.outline import letters, roman


@dataclass(frozen=True)
class Item:
    """A clause: words, each plain, emphasised or strong; bullets; sub-clauses; a table."""

    words: tuple[tuple[str, str], ...]
    bullets: tuple[str, ...] = ()
    children: tuple["Item", ...] = ()
    table: bool = False
    only: str = ""


@dataclass(frozen=True)
class Part:
    """A section: its heading, clauses, and which schools' passage it is, if any."""

    title: str
    items: tuple[Item, ...]
    paragraph: str = ""
    only: str = ""


@dataclass(frozen=True)
class Amendment:
    """A local amendment of the clause with the given anchor."""

    anchor: int
    kind: str
    school: str
    words: str


@dataclass(frozen=True)
class Doc:
    parts: tuple[Part, ...]
    amendments: tuple[Amendment, ...] = ()


@dataclass(frozen=True)
class Style:
    """How somebody types."""

    mark: str = "1."
    spaces: int = 1
    emphasis: str = "*"
    bullet: str = "-"
    wrap: bool = False
    lazy: bool = False
    loose: bool = False
    colons: int = 3
    closing: str = ""
    end: str = "\n"


PLAIN = Style()

_WORD = st.sampled_from(
    [
        *(
            "staff",
            "pupils",
            "must",
            "phones",
            "Trust",
            "e-mail",
            "school's",
            "£5",
            "10am",
            "é",
            "日本",
        )
    ]
)
_SCHOOLS = st.sampled_from(["", "", "", "ASH", "OAK", "ASH OAK"])
_HOW = st.sampled_from(["plain", "plain", "plain", "emphasis", "strong"])
_WORDS = st.lists(st.tuples(_WORD, _HOW), min_size=1, max_size=6).map(tuple)


def _items(depth: int) -> st.SearchStrategy[tuple[Item, ...]]:
    children = _items(depth - 1) if depth > 1 else st.just(())
    item = st.builds(
        Item,
        words=_WORDS,
        bullets=st.lists(_WORD, max_size=2).map(tuple),
        children=children,
        table=st.booleans() if depth > 2 else st.just(False),
        only=_SCHOOLS,
    )
    return st.lists(item, max_size=3).map(tuple)


_PARTS = st.lists(
    st.builds(
        Part, title=_WORD, items=_items(3), paragraph=st.one_of(st.just(""), _WORD), only=_SCHOOLS
    ),
    min_size=1,
    max_size=3,
).map(tuple)


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    parts = draw(_PARTS)
    count = sum(1 for part in parts if not part.only for item in part.items if not item.only)
    if not count:
        return Doc(parts)
    amendment = st.builds(
        Amendment,
        anchor=st.integers(0, count - 1),
        kind=st.sampled_from(["replaces", "after"]),
        school=st.sampled_from(["ASH", "OAK", "ELM"]),
        words=_WORD,
    )
    unique = st.lists(amendment, max_size=3, unique_by=lambda a: (a.anchor, a.school))
    return Doc(parts, tuple(draw(unique)))


STYLES = st.builds(
    Style,
    mark=st.sampled_from(["1.", "7.", "1)", "a)", "(a)", "i.", "(A)", "(1)"]),
    spaces=st.integers(1, 3),
    emphasis=st.sampled_from("*_"),
    bullet=st.sampled_from("-*+"),
    wrap=st.booleans(),
    lazy=st.booleans(),
    loose=st.booleans(),
    colons=st.integers(3, 6),
    closing=st.sampled_from(["", " ##"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)


@dataclass
class _Typist:
    style: Style
    anchors: Iterator[int] = field(default_factory=itertools.count)

    def doc(self, doc: Doc) -> list[str]:
        done: list[str] = []
        for part in doc.parts:
            lines = [f"## {part.title}{self.style.closing}", ""]
            if part.paragraph:
                lines += [part.paragraph, ""]
            lines += self.items(part.items, named=not part.only, passages=not part.only)
            done += self.passage(part.only, lines) if part.only else lines
            done.append("")
        done += ["", f"## The end{self.style.closing}", ""]
        for one in doc.amendments:
            fence = ":" * self.style.colons
            done += [f'{fence} {{.local for="{one.school}" {one.kind}="c{one.anchor}"}}']
            done += [one.words, fence, ""]
        return done

    def passage(self, schools: str, lines: list[str]) -> list[str]:
        fence = ":" * self.style.colons
        return ["", f'{fence} {{.only for="{schools}"}}', *lines, fence, ""]

    def items(self, items: tuple[Item, ...], *, named: bool, passages: bool) -> list[str]:
        done: list[str] = []
        for count, item in enumerate(items, 1):
            anchor = f"[]{{#c{next(self.anchors)}}} " if named and not item.only else ""
            inner = passages and not item.only
            lines = self.item(item, count, anchor, passages=inner)
            done += self.passage(item.only, lines) if passages and item.only else lines
            if self.style.loose:
                done.append("")
        return done

    def item(self, item: Item, count: int, anchor: str, *, passages: bool) -> list[str]:
        mark = self.mark(count) + " " * self.style.spaces
        indent = " " * len(mark)
        words = [self.word(*word) for word in item.words]
        words[0] = anchor + words[0]
        if self.style.wrap:
            lines = [words[0], *(w if self.style.lazy else indent + w for w in words[1:])]
        else:
            lines = [" ".join(words)]
        done = [mark + lines[0], *lines[1:]]
        inner: list[str] = []
        if item.bullets:
            inner += ["", *(f"{self.style.bullet} {bullet}" for bullet in item.bullets), ""]
        if item.table:
            inner += ["", "| Who | What |", "|---|---|", f"| {item.words[0][0]} | x |", ""]
        if item.children:
            inner += ["", *self.items(item.children, named=False, passages=passages), ""]
        return done + [indent + line if line else "" for line in inner]

    def mark(self, count: int) -> str:
        first = self.style.mark
        number = {"a": letters(count), "A": letters(count).upper(), "i": roman(count)}
        core = first.strip("().")
        return first.replace(core, number.get(core) or str(int(core) + count - 1))

    def word(self, word: str, how: str) -> str:
        marks = {"plain": 0, "emphasis": 1, "strong": 2}[how] * self.style.emphasis
        return f"{marks}{word}{marks}"


def type_out(doc: Doc, style: Style = PLAIN) -> bytes:
    """Return the policy's file as somebody of this style types it."""
    lines = ["---", "title: Phones", "---", "", *_Typist(style).doc(doc)]
    return (style.end.join(lines) + style.end).encode()


def canonical_of(doc: Doc) -> list[str]:
    """Return the canonical lines, but for the first, worked out without reading anything."""
    done = ["Phones"]
    places: dict[int, str] = {}
    anchors = itertools.count()

    def items(
        found: tuple[Item, ...], above: str, depth: int, *, top: bool, passages: bool
    ) -> None:
        for count, item in enumerate(found, 1):
            number = f"{above}({letters(count)})" if depth == 4 else f"{above}.{count}"
            inner = passages and not item.only
            if passages and item.only:
                done.append(f"\t::: only {item.only}")
            words = " ".join(word for word, _ in item.words)
            done.append("\t".join((number, " ".join((words, *(f"• {b}" for b in item.bullets))))))
            if item.table:
                done.extend(
                    (f"{number}/p1/r1\tWho\tWhat", f"{number}/p1/r2\t{item.words[0][0]}\tx")
                )
            items(item.children, number, depth + 1, top=False, passages=inner)
            if passages and item.only:
                done.append("\t:::")
            if top and not item.only:
                places[next(anchors)] = number
                amended(len(places) - 1)

    def amended(anchor: int) -> None:
        for one in doc.amendments:
            if one.anchor == anchor:
                number = places[anchor]
                own = number + ("A" if one.kind == "after" else "")
                done.append(f"\t::: local {one.school} {one.kind} {number}")
                done.extend((f"{own}\t{one.words}", "\t:::"))

    for count, part in enumerate(doc.parts, 1):
        if part.only:
            done.append(f"\t::: only {part.only}")
        done.append(f"{count}\t{part.title}")
        if part.paragraph:
            done.append(f"{count}/p1\t{part.paragraph}")
        items(part.items, str(count), 2, top=not part.only, passages=not part.only)
        if part.only:
            done.append("\t:::")
    return [*done, f"{len(doc.parts) + 1}\tThe end"]


# texts that nobody would type

_PIECES = [
    *("#", "##", "## ", "### ", "\n", "\n\n", "\n\n", " ", "   ", "    ", "\t", "\r"),
    *("1. ", "1.", "a) ", "(i) ", "10. ", "- ", "* ", "+ ", "• ", "\n1. ", "\n   1. ", "\n- "),
    *("| ", "|", "\n|---|---|\n", "| a | b |", ":::", "\n:::\n", '\n::: {.only for="ASH"}\n'),
    *('\n::: {.local for="ASH" replaces="a"}\n', '\n::: {.local for="OAK" after="a"}\n'),
    *("[]{#a} ", "{#a}", "{.unnumbered}", "{.appendix}", "{", "}", "[](#a)", "[](#b)", "[", "]"),
    *("(", ")", "[^1]", "\n[^1]: ", "[g]", "\n[g]: https://x.org\n", "](https://x.org)", "!["),
    *("](a.png)", "{width=60mm}", "{{ school.name }}", "{{", "}}", "{{ a|b }}", "{%", "#}"),
    *(
        "*",
        "**",
        "_",
        "~",
        "~~",
        "^",
        "`",
        "```",
        "\n```\n",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "-->",
    ),
    *("\\", "&amp;", "&#8203;", "&#xF0000;", "&", "\n> ", "\n---\n", "\n===\n", ":", "\n: ", "$"),
    *("é", "e\u0301", "\u200b", "\u00a0", "😀", "\ue000", "\x00", "日本", "'", '"', "..."),
]


@st.composite
def hostile_texts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a text of bits of markup, and the words among them, each once."""
    count = draw(st.integers(0, 30))
    pieces: list[str] = []
    words: list[str] = []
    for number in range(count):
        pieces.append(draw(st.sampled_from(_PIECES)))
        if draw(st.booleans()):
            words.append(f"word{number}x")
            pieces.append(words[-1])
    return "".join(pieces), words


_PLAUSIBLE = [
    *("\n", "\n\n", "\n\n", " ", "   ", "    ", "1. ", "\n1. ", "\n2. ", "\n   1. ", "\n   - "),
    *("\n- ", "\n  - ", "\na) ", "\n10. ", "\n    ", "\n   ", "\n\n| a | b |\n|---|---|\n| "),
    *("\n| ", " | ", " |", "*", "**", "_", "`", "[^1]", "\n\n[^1]: ", "[g]", "["),
    *("\n\n[g]: https://x.org\n", "](https://x.org)", "![", "](a.png)", "{width=60mm}", "^", "~"),
    *("{{ school.name }}", "\\", "\\\n", "  \n", "&amp;", "&eacute;", "é", "e\u0301", "x\u0302"),
    *("\u00a0", "😀", "日本", "'", '"', "...", "\n## ", "\n\n### ", " {#a}\n\n", "[](#a)"),
    *('\n\n::: {.only for="ASH"}\n', "\n:::\n", "[]{#b}", "<https://x.org>", "<", "(", ")", "\t"),
    *("\\|", "\\*"),
]


@st.composite
def plausible_texts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a text that an author might type on a bad day, and its words, each once."""
    pieces = [draw(st.sampled_from(["", "## ", "1. ", "- "]))]
    words = [f"word{number}x" for number in range(draw(st.integers(1, 12)))]
    for word in words:
        pieces += [word, draw(st.sampled_from(_PLAUSIBLE))]
    return "".join(pieces), words
