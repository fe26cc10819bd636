"""The lines of a text with typed numbers, hung into a tree by their numbers.

    1 PURPOSE              section "1"
    1.1 Staff …              clause "1.1"     its lead: words and bullets
      (a) at home;             clause "1.1(a)"

Words without a number go on from the last ones where a line or a page was broken, else they are a
paragraph of the section.
"""

import re
from dataclasses import dataclass, field, replace

from minuted.model.diagnostic import Diagnostic, Severity
from minuted.readers.typed_lines import Line

DEEPEST = 5
LONGEST_HEADING = 12
"""A numbered line without `#` is a heading only if it has no more words than this."""

_JOINING = ("and", "or", "and/or", "but")
_ENDED = (".", ";", ":", "!", "?")
_PART = re.compile(r"\d+[A-Z]?|[A-Z](?=\.|$)|\([a-z]+\)")
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
_ROMAN = _NUMERALS.split()


@dataclass
class Node:
    """A thing of the text that is still growing.

    Attributes:
        kind: `root`, `section`, `heading` (without a number), `clause`, `loose` words or `table`.
        text: a heading's words.
        lead: a clause's or loose words, each as `words` or `bullet` and its text.
        opening: the word before an appendix's letter.
        level: of a heading, by its marks.
        lettered: whether only the last letter of the number was typed.
    """

    kind: str
    number: str = ""
    depth: int = 0
    line: int = 0
    text: str = ""
    appendix: bool = False
    opening: str = ""
    level: int = 0
    lettered: bool = False
    lead: list[tuple[str, str]] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)


class Tree:
    """Takes the lines in order and hangs them into a tree."""

    def __init__(self) -> None:
        self.root = Node("root")
        self.title = ""
        self.repeated_titles: list[tuple[int, str]] = []
        self.diagnostics: list[Diagnostic] = []
        self.current = self.root  # what words without a number belong to
        self.open: list[Node] = []  # numbered nodes from the top down to the last
        self.last: tuple[int, ...] = ()
        self.seen: set[str] = set()
        self.after_blank = True

    def take(self, line: Line) -> None:
        """Hang one line into the tree."""
        match line.kind:
            case "blank":
                self.after_blank = True
                return
            case "rule":
                return
            case "heading":
                self._heading(line)
            case "numbered" if self._begins(line):
                self._numbered(line)
            case "lettered" if self._next_letter(line.number) is not None:
                self._lettered(line)
            case "bullet":
                self._bullet(line)
            case "row":
                self._row(line)
            case "numbered" | "lettered":
                typed = f"({line.number})" if line.kind == "lettered" else line.number
                self._words(f"{typed} {line.text}".strip(), line)
            case "words" if line.heading and self._stands_alone(line):
                self._bold(line)
            case _:
                self._words(line.text, line)
        self.after_blank = False

    # headings and numbered things

    def _heading(self, line: Line) -> None:
        if line.number:
            section = Node("section", line.number, line=line.at, text=line.text)
            section.opening = line.opening
            self._hang(section, line)
        elif line.level == 1 and not self.title and not self.open:
            self.title = line.text
        elif line.text and line.text.casefold() != self.title.casefold():
            self.open = []
            self.current = Node("heading", depth=1, line=line.at, text=line.text, level=line.level)
            self.root.children.append(self.current)
        elif line.text:
            self.repeated_titles.append((line.at, line.text))

    def _stands_alone(self, line: Line) -> bool:
        """Whether words in bold or capitals can be a heading: short, and in no numbered thing."""
        short = len(line.text.split()) <= LONGEST_HEADING and not line.text.endswith(_ENDED)
        return short and self.after_blank and not self.open and self._is_ended()

    def _bold(self, line: Line) -> None:
        first = not self.root.children and not self.title
        self._heading(replace(line, level=1 if first else 2))

    def _begins(self, line: Line) -> bool:
        """Whether a number at the start of a line is a clause's, and not a word of the last one."""
        parts = _sortable(line.number)
        follows = _follows(self.last, parts)
        if line.marked:
            return len(parts) > 1 or follows or not self.last
        if not self.after_blank or not self._is_ended():
            return follows
        return follows if len(parts) == 1 else parts > self.last or follows

    def _numbered(self, line: Line) -> None:
        parts = _sortable(line.number)
        words = line.text.split()
        is_heading = (
            len(parts) == 1
            and not line.marked
            and 0 < len(words) <= LONGEST_HEADING
            and not line.text.endswith(_ENDED)
        )
        if is_heading:
            self._hang(Node("section", line.number, line=line.at, text=line.text), line)
            return
        node = Node("clause", line.number, line=line.at)
        node.lead.append(("words", line.text))
        self._hang(node, line)

    def _lettered(self, line: Line) -> None:
        parent = self._next_letter(line.number)
        if parent is None:
            return
        number = f"{parent.number}({line.number})"
        node = Node("clause", number, line=line.at, lettered=True)
        node.lead.append(("words", line.text))
        self._hang(node, line)

    def _next_letter(self, letter: str) -> Node | None:
        """Return what a lettered clause stands under, or None where the letter does not fit."""
        for at in range(len(self.open) - 1, -1, -1):
            node = self.open[at]
            last = re.search(r"\(([a-z]+)\)$", node.number)
            if last and at and letter in _after(last[1]):
                return self.open[at - 1]
        deepest = self.open[-1] if self.open else None
        if deepest and letter in ("a", "i") and deepest.depth < DEEPEST:
            return deepest
        return None

    def _hang(self, node: Node, line: Line) -> None:
        parts = _PART.findall(node.number)
        node.depth = min(len(parts), DEEPEST)
        sortable = self._sortable(node.number)
        if node.number in self.seen:
            self.complain(
                "number-repeated",
                line,
                f"The number {node.number} is there twice.",
                "Both are kept; the second is told apart by “(2)”.",
            )
        elif self.last and sortable < self.last and parts[0].isdigit() == (self.last[0] < 1000):
            self.complain(
                "number-order",
                line,
                f"The number {node.number} comes after a greater one.",
                "It is kept as it was typed; check that the file is complete.",
            )
        self.seen.add(node.number)
        self.last = sortable
        while self.open and not _is_under(node.number, self.open[-1].number):
            self.open.pop()
        node.appendix = parts[0].isalpha()
        self._leaf_home().children.append(node)
        self.open.append(node)
        self.current = node

    def _sortable(self, number: str) -> tuple[int, ...]:
        """Return a number's parts so that they sort; `(i)` is a numeral unless it follows `(h)`."""
        parts = _sortable(number)
        head, _, last = number.rpartition("(")
        letter = last.rstrip(")")
        if not head or len(letter) != 1 or letter not in _ROMAN:
            return parts
        follows = f"{head}({chr(ord(letter) - 1)})" in self.seen
        return (*parts[:-1], ord(letter) - 96 if follows else _ROMAN.index(letter) + 1)

    def _leaf_home(self) -> Node:
        return self.open[-1] if self.open else self.root

    # words, bullets and rows

    def _words(self, text: str, line: Line) -> None:
        if not text:
            return
        node = self.current
        cut = not self._is_ended() and not text[:1].isupper()
        goes_on = not self.after_blank or cut or text.casefold() in _JOINING
        if goes_on and self._go_on(node, text):
            return
        if node.kind == "clause" and not node.children and line.indent:
            node.lead.append(("words", text))
            return
        self._unnumbered(("words", text), line)

    def _bullet(self, line: Line) -> None:
        if self.current.kind == "clause" and not self.current.children:
            self.current.lead.append(("bullet", line.text))
        else:
            self._unnumbered(("bullet", line.text), line)

    def _row(self, line: Line) -> None:
        home = self._home()
        if self.after_blank or not home.children or home.children[-1].kind != "table":
            home.children.append(Node("table", line=line.at))
        home.children[-1].rows.append(line.cells)

    def _unnumbered(self, piece: tuple[str, str], line: Line) -> None:
        siblings = self._home().children
        is_bullet = piece[0] == "bullet"
        last = siblings[-1] if siblings else None
        if is_bullet and last and last.kind == "loose" and last.lead[-1][0] == "bullet":
            last.lead.append(piece)
            return
        siblings.append(Node("loose", line=line.at, lead=[piece]))

    def _home(self) -> Node:
        """Return what unnumbered words stand under: the section, not the clause before them."""
        if self.current.kind != "clause":
            return self.current
        return next((n for n in reversed(self.open) if n.kind == "section"), self.root)

    def _go_on(self, node: Node, text: str) -> bool:
        """Add words to what they go on from; False where there is nothing to go on from."""
        target = node
        home = self._home().children
        if home and home[-1].kind == "loose" and home[-1] is not node:
            target = home[-1]
        if target.lead and target.kind in ("clause", "loose"):
            kind, so_far = target.lead[-1]
            target.lead[-1] = (kind, f"{so_far} {text}".strip())
            return True
        if target.kind in ("section", "heading") and not target.children and not self.after_blank:
            target.text = f"{target.text} {text}"
            return True
        return False

    def _is_ended(self) -> bool:
        """Whether the last words end a sentence or a point."""
        node = self.current
        home = self._home().children
        if home and home[-1].kind == "loose":
            node = home[-1]
        if not node.lead:
            return True
        return node.lead[-1][1].rstrip(")”\"'’").endswith(_ENDED)

    def complain(self, code: str, line: Line, message: str, hint: str) -> None:
        """Note what is odd about a line."""
        self.diagnostics.append(Diagnostic(Severity.WARNING, code, message, hint, line=line.at))


def _sortable(number: str) -> tuple[int, ...]:
    """Return a number's parts so that they sort: `2.1.8(a)` as (2, 1, 8, 1); appendices last."""
    parts: list[int] = []
    for part in _PART.findall(number):
        if part[0].isdigit():
            parts.append(int(part.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")))
        elif part[0] == "(":
            inner = part[1:-1]
            parts.append(_ROMAN.index(inner) + 1 if inner in _ROMAN[1:] else ord(inner[0]) - 96)
        else:
            parts.append(1000 * (ord(part) - 64))
    return tuple(parts)


def _follows(last: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number can come right after another: its first child, or the next of any level."""
    if not last:
        return all(part == 1 for part in number) or number[0] >= 1000
    if number == (*last, 1) or (number[0] >= 1000 and number[0] > last[0]):
        return True
    level = len(number) - 1
    return level < len(last) and number[:level] == last[:level] and number[level] == last[level] + 1


def _is_under(number: str, parent: str) -> bool:
    return number.startswith((f"{parent}.", f"{parent}("))


def _after(letter: str) -> set[str]:
    """Return the letters that can come after one: b after a, ii after i, bb after aa."""
    found = set()
    if letter in _ROMAN[:-1]:
        found.add(_ROMAN[_ROMAN.index(letter) + 1])
    if len(set(letter)) == 1:
        found.add(
            "a" * (len(letter) + 1) if letter[0] == "z" else chr(ord(letter[0]) + 1) * len(letter)
        )
    return found
