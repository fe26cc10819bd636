r"""A policy as policy Markdown that an office person likes to read; it reads back as the same text.

    ## Prohibited use

    1. []{#own-views} You must not …
       - at home;
       - at school.
    2. Not used

Numbers are typed 1, 2, 3 for the eye only. Every sign that Markdown would take for its own is
escaped, and no other.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from minuted.model.policy import (
    Align,
    Block,
    Bullets,
    Clause,
    Code,
    Emphasis,
    Field,
    Flow,
    Footnote,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Numbering,
    Paragraph,
    Passage,
    PassageKind,
    Policy,
    Reference,
    Section,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from minuted.writers.flanks import flanked

_SIGNS = re.compile(r"[\\`*_\[\]<>~^|]|\{|\}\}|&(?=#?\w)|!(?=$)")
_MARKER = re.compile(
    r"(\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9}|@[\w-]*))([.)])(?=\s|$)"
)
_AMOUNT = re.compile(r"^(\(?[A-Z]?\d*)\.(?=\d)")
"""A number such as 2.5 that words begin with; unescaped it would be taken for a typed one."""
_WHITE = re.compile(r"[^\S\u00a0]+")


def body_markdown(policy: Policy, names: Mapping[str, str] | None = None) -> str:
    """Return a text below its front matter, LF after every line.

    Args:
        names: of places, in Markdown, by the anchor that references have; its own where none is
            given.
    """
    writer = _Writer(names or {})
    writer.blocks(policy.children, "", 2)
    for number, note in enumerate(writer.notes, 1):
        writer.note(number, note)
    return "\n".join(writer.lines).strip("\n") + "\n"


@dataclass
class _Writer:
    names: Mapping[str, str]
    lines: list[str] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)

    def blocks(self, blocks: tuple[Block, ...], indent: str, level: int) -> None:
        count = 0
        after_clause = False
        for block in blocks:
            if isinstance(block, Clause):
                count += 1
                if not after_clause:
                    self._blank()
                self._clause(block, count, indent)
                after_clause = True
                continue
            if isinstance(block, Section) and block.numbering is not Numbering.UNNUMBERED:
                count += 1
            after_clause = False
            self._blank()
            self._block(block, indent, level)

    def _block(self, block: Block, indent: str, level: int) -> None:
        match block:
            case Section():
                self._section(block, level)
            case Paragraph():
                self._paragraph(block.inlines, indent)
            case Bullets():
                self._bullets(block, indent)
            case Table():
                self._table(block, indent)
            case Passage():
                self._passage(block, indent, level)
            case Clause():
                self._clause(block, 1, indent)

    def _section(self, section: Section, level: int) -> None:
        marks = [f"#{self.names[section.anchor]}"] if section.anchor in self.names else []
        if section.numbering is Numbering.UNNUMBERED:
            marks.append(".unnumbered")
        elif section.numbering is Numbering.APPENDIX and level == 2:
            marks.append(".appendix")
        title = self.words(section.title, opening=False).replace("\n", " ")
        title = re.sub(r"(?<!\\)(#+)$", r"\\\1", title)
        if section.title and isinstance(section.title[-1], Text):  # and not a field's own brace
            title = re.sub(r"(?<!\\)\}$", r"\\}", title)
        self.lines.append(f"{'#' * level} {title}" + (f" {{{' '.join(marks)}}}" if marks else ""))
        self.lines.append("")
        self.blocks(section.children, "", level + 1)

    def _clause(self, clause: Clause, count: int, indent: str) -> None:
        mark = f"{count}. "
        inner = indent + " " * len(mark)
        first = len(self.lines)
        named = f"[]{{#{self.names[clause.anchor]}}} " if clause.anchor in self.names else ""
        self._flows(clause.lead, inner)
        while first < len(self.lines) and not self.lines[first]:
            del self.lines[first]
        self.lines[first] = indent + mark + named + self.lines[first][len(inner) :]
        if clause.children:
            only_clauses = all(isinstance(child, Clause) for child in clause.children)
            if only_clauses and len(clause.lead) == 1 and isinstance(clause.lead[0], Paragraph):
                self._sub_clauses(clause.children, inner)
                return
            self.blocks(clause.children, inner, 7)
            self._blank()

    def _sub_clauses(self, children: tuple[Block, ...], indent: str) -> None:
        for count, child in enumerate(children, 1):
            if isinstance(child, Clause):
                self._clause(child, count, indent)

    def _flows(self, flows: tuple[Flow, ...], indent: str) -> None:
        for at, flow in enumerate(flows):
            if isinstance(flow, Paragraph):
                if at:
                    self._blank()
                self._paragraph(flow.inlines, indent)
            else:
                previous = flows[at - 1] if at else None
                if previous is not None and not isinstance(previous, Paragraph):
                    self._blank()
                self._bullets(flow, indent)
        if len(flows) > 1:
            self._blank()

    def _paragraph(self, inlines: Inlines, indent: str) -> None:
        for line in self.words(inlines).split("\n"):
            self.lines.append(indent + line)

    def _bullets(self, bullets: Bullets, indent: str) -> None:
        for item in bullets.items:
            first = len(self.lines)
            self._flows(item, indent + "  ")
            if first < len(self.lines):
                self.lines[first] = f"{indent}- {self.lines[first][len(indent) + 2 :]}"
            while self.lines and not self.lines[-1]:
                self.lines.pop()

    def _table(self, table: Table, indent: str) -> None:
        rows = [[self._cell(cell) for cell in row] for row in (table.header, *table.rows)]
        widths = [max(3, *(len(row[at]) for row in rows)) for at in range(len(table.header))]
        wide = sum(widths) + 3 * len(widths) > 110
        for number, row in enumerate(rows):
            cells = row if wide else [c.ljust(w) for c, w in zip(row, widths, strict=True)]
            self.lines.append(f"{indent}| {' | '.join(cells)} |")
            if number == 0:
                rule = [
                    _rule(align, 3 if wide else width)
                    for align, width in zip(table.aligns, widths, strict=True)
                ]
                self.lines.append(f"{indent}|{'|'.join(rule)}|")
        self.lines.append("")

    def _cell(self, inlines: Inlines) -> str:
        return self.words(inlines, opening=False).replace("\\\n", " ")

    def _passage(self, passage: Passage, indent: str, level: int) -> None:
        codes = " ".join(passage.codes)
        if passage.kind is PassageKind.ONLY:
            head = f'.only for="{codes}"'
        else:
            target = self.names.get(passage.target, passage.target)
            head = f'.local for="{codes}" {passage.kind.value}="{target}"'
        self.lines.append(f"{indent}::: {{{head}}}")
        opening = len(self.lines)
        first = next(iter(passage.children), None)
        if isinstance(first, Section):  # it may be of a section further down
            level = first.depth + 1
        self.blocks(passage.children, indent, level)
        while opening < len(self.lines) and not self.lines[opening]:
            del self.lines[opening]
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        self.lines += [f"{indent}:::", ""]

    def note(self, number: int, note: Footnote) -> None:
        """Write a footnote's own paragraphs."""
        self._blank()
        for at, paragraph in enumerate(note.paragraphs):
            words = self.words(paragraph).split("\n")
            lead = f"[^{number}]: " if at == 0 else "    "
            if at:
                self._blank()
            self.lines += [lead + words[0], *(f"    {line}" for line in words[1:])]

    def _blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    # words

    def words(self, inlines: Inlines, *, opening: bool = True) -> str:
        """Return a run of words; `opening` where it begins a block."""
        text = _AMOUNT.sub(r"\1\\.", self._run(flanked(_tidied(inlines))).strip(" "))
        return "\n".join(
            _opened(line) if opening else line for line in text.split("\n")
        ) if text else ""  # fmt: skip

    def _run(self, inlines: Inlines) -> str:
        return "".join(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return escaped(inline.text)
            case LineBreak():
                return "\\\n"
            case Emphasis():
                return _wrapped(self._run(inline.children), "*", "*")
            case Strong():
                return _wrapped(self._run(inline.children), "**", "**")
            case Superscript():
                return _wrapped(self._run(inline.children), "^", "^")
            case Subscript():
                return _wrapped(self._run(inline.children), "~", "~")
            case Code():
                return _code(inline.text)
            case Link():
                return f"[{self._run(inline.children)}]({_target(inline.target)})"
            case Reference():
                name = self.names.get(inline.anchor, inline.anchor)
                return f"[{self._run(inline.children)}](#{name})"
            case Field():
                return f"{{{{ {inline.name} }}}}"
            case Footnote():
                self.notes.append(inline)
                return f"[^{len(self.notes)}]"
            case Image():
                width = f"{{width={inline.width:g}mm}}" if inline.width else ""
                return f"![{escaped(inline.alt)}]({_target(inline.path)}){width}"


def escaped(text: str) -> str:
    """Return plain characters such that Markdown takes none of them for a sign of its own."""
    text = _WHITE.sub(" ", text)
    return _SIGNS.sub(lambda found: "".join("\\" + sign for sign in found[0]), text)


def _opened(line: str) -> str:
    """Escape what would begin a list, a heading or the like at the start of a line."""
    marker = _MARKER.match(line)
    if marker:
        return f"{marker[1]}\\{line[marker.end() - 1 :]}"
    if re.match(r"[-+=:#%]", line):
        return "\\" + line
    return line


def _wrapped(text: str, before: str, after: str) -> str:
    bare = text.strip(" ")
    if not bare:
        return text
    lead = text[: len(text) - len(text.lstrip(" "))]
    trail = text[len(text.rstrip(" ")) :]
    return f"{lead}{before}{bare}{after}{trail}"


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _target(target: str) -> str:
    safe = target.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
    return f"<{safe}>" if re.search(r"[\s()]", safe) else safe


def _rule(align: Align, width: int) -> str:
    dashes = "-" * (width + 2)
    return {
        Align.LEFT: dashes,
        Align.RIGHT: dashes[:-1] + ":",
        Align.CENTRE: ":" + dashes[1:-1] + ":",
    }[align]


def _tidied(inlines: Inlines) -> Inlines:
    """Join neighbouring runs of the same kind, so that their signs do not stand back to back."""
    done: list[Inline] = []
    for inline in inlines:
        last = done[-1] if done else None
        if isinstance(inline, Text) and isinstance(last, Text):
            done[-1] = Text(last.text + inline.text)
        elif isinstance(inline, Strong) and isinstance(last, Strong):
            done[-1] = Strong((*last.children, *inline.children))
        elif isinstance(inline, Emphasis) and isinstance(last, Emphasis):
            done[-1] = Emphasis((*last.children, *inline.children))
        else:
            done.append(inline)
    return tuple(done)
