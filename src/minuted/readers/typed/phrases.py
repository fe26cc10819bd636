r"""The words of a line or paragraph, with the marks of Markdown in them read.

    You **must** not, see [the guidance](https://…) and 4\.3[^1]
        Strong            Link                          Text  Footnote

What is no mark stays a word: `5 * 3`, `file_name`, `________`, `[sic]`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape

from minuted.model.document import Picture
from minuted.model.phrases import tidy
from minuted.model.policy import (
    Code,
    Emphasis,
    Footnote,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from minuted.readers.typed.emphasis import Run, emphasised, run_of
from minuted.readers.typed.pictures import picture_of

BREAK = "\n"
"""Stands in a paragraph's text where its author broke the line."""

_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<auto><(?:https?://|mailto:)[^\s<>]+>)"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>]{0,300})?/?>)"
    r"|(?P<note>\[\^[^\]\s]{1,60}\])"
    r"|(?P<open>!?\[)"
    r"|(?P<run>\*+|_+)"
    r"|(?P<struck>~~)"
    r"|(?P<raised>\^\w{1,12}\^|~\w{1,12}~)"
    r"|(?P<break>\n)"
)
_TARGET = re.compile(
    r"\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+[\"'(][^\"]*[\"')])?\s*\)"
)
_WHITE = re.compile(r"\s+")
_SECOND = re.compile(r" ?\[([^\[\]]*)\]")
_ATTRIBUTES = re.compile(r"\{[#.][^{}\n]{0,80}\}")
_OUTSIDE = ("https:", "http:", "mailto:")
_DEEPEST = 12
_LONGEST_LABEL = 2_000
_WRAPS: Mapping[str, Callable[[Inlines], Inline]] = {
    "i": Emphasis,
    "em": Emphasis,
    "b": Strong,
    "strong": Strong,
    "sup": Superscript,
    "sub": Subscript,
}
_BARE_TAGS = frozenset(
    (
        *("a", "u", "span", "font", "ins", "small", "big", "mark", "p", "div", "center", "br"),
        *("s", "del", "i", "em", "b", "strong", "sup", "sub"),
    )
)


@dataclass(slots=True)
class Phrases:
    """Reads the words of one text.

    Attributes:
        targets: where `[words][name]` leads, by name in small letters.
        notes: the paragraphs of each footnote, by its name.
        elsewhere: targets that no policy can link to, with the words that lead there.
        noted: the footnotes whose marks were met; `twice` those met again.
        struck: words that are struck out.
        pictures: those that the text holds itself, by the SHA-256 of their bytes.
        missing: words and targets of the others.
    """

    targets: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, list[str]] = field(default_factory=dict)
    elsewhere: list[tuple[str, str]] = field(default_factory=list)
    noted: set[str] = field(default_factory=set)
    twice: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    missing: list[tuple[str, str]] = field(default_factory=list)

    def of(self, text: str, *, heading: bool = False) -> Inlines:
        """Return a text's inlines.

        Args:
            heading: whether bold is no emphasis here.
        """
        inlines = tidy(self._read(text, 0), _WHITE)
        return tidy(_without_bold(inlines), _WHITE) if heading else inlines

    def _read(self, text: str, depth: int) -> Inlines:
        done: list[Inline | Run] = []
        tags: list[tuple[str, int]] = []
        at = 0
        while match := _TOKEN.search(text, at):
            if match.start() > at:
                done.append(Text(unescape(text[at : match.start()])))
            at = self._token(text, match, done, tags, depth)
        if text[at:]:
            done.append(Text(unescape(text[at:])))
        return emphasised(done)

    def _token(
        self,
        text: str,
        match: re.Match[str],
        done: list[Inline | Run],
        tags: list[tuple[str, int]],
        depth: int,
    ) -> int:
        """Take one mark; return where the text goes on."""
        whole, end = match[0], match.end()
        match match.lastgroup:
            case "escape":
                done.append(Text(whole[1]))
            case "break":
                done.append(LineBreak())
            case "raised":
                inner = (Text(whole[1:-1]),)
                done.append(Superscript(inner) if whole[0] == "^" else Subscript(inner))
            case "struck":
                close = text.find(whole, end)
                if close < 0:
                    done.append(Text(whole))
                else:
                    self.struck.append(text[end:close])
                    done += self._read(text[end:close], depth + 1)
                    end = close + len(whole)
            case "run":
                done.append(run_of(text, match))
            case "auto":
                done.append(Link((Text(whole[1:-1]),), whole[1:-1]))
            case "tag":
                self._tag(whole, done, tags)
            case "code":
                close = text.find(whole, end)
                if close < 0:
                    done.append(Text(whole))
                else:
                    done.append(Code(" ".join(text[end:close].split())))
                    end = close + len(whole)
            case "note":
                note = whole[2:-1]
                if note in self.noted:
                    self.twice.append(note)
                elif note in self.notes and depth == 0:
                    self.noted.add(note)
                    paragraphs = tuple(tidy(self._read(p, 1), _WHITE) for p in self.notes[note])
                    done.append(Footnote(paragraphs))
                else:
                    done.append(Text(whole))
            case _:
                return self._link(text, match, done, depth)
        return end

    def _tag(self, tag: str, done: list[Inline | Run], tags: list[tuple[str, int]]) -> None:
        name = re.sub(r"\W.*", "", tag.strip("</>")).lower()
        if name not in _BARE_TAGS:
            done.append(Text(tag))
        elif name == "br":
            done.append(LineBreak())
        elif name in _WRAPS and not tag.startswith("</"):
            tags.append((name, len(done)))
        elif name in _WRAPS and tags and tags[-1][0] == name:
            _, start = tags.pop()
            inner = emphasised(done[start:])
            done[start:] = [_WRAPS[name](inner)] if inner else []

    def _picture(self, words: str, target: str, done: list[Inline | Run]) -> None:
        held = picture_of(target)
        if held is None:
            self.missing.append((words, target))
            return
        digest, picture = held
        self.pictures[digest] = picture
        done.append(Image(words, "", digest))

    def _link(self, text: str, match: re.Match[str], done: list[Inline | Run], depth: int) -> int:
        picture = match[0].startswith("!")
        close = _closing(text, match.end())
        label = text[match.end() : close] if close >= 0 else ""
        after = close + 1
        found = _TARGET.match(text, after) if close >= 0 else None
        target = found[1] if found else None
        if target is None and close >= 0:
            second = _SECOND.match(text, after)
            named = " ".join(((second[1] if second else "") or label).lower().split())
            target = self.targets.get(named)
            found = second if target is not None else None
        if target is None or depth > _DEEPEST:
            attributes = _ATTRIBUTES.match(text, after) if close >= 0 else None
            if attributes is None:
                done.append(Text(match[0]))
                return match.end()
            done += self._read(label, depth + 1)  # pandoc's [words]{.underline}
            return attributes.end()
        end = found.end() if found else after
        attributes = _ATTRIBUTES.match(text, end)
        end = attributes.end() if attributes else end
        if picture:
            self._picture(" ".join(label.split()), target, done)
            return end
        inner = self._read(label, depth + 1)
        if target.lower().startswith(_OUTSIDE):
            done.append(Link(inner, target) if inner else Text(target))
        elif target.startswith("#") and len(target) > 1:
            done.append(Reference(target[1:], "", inner))
        else:
            self.elsewhere.append((" ".join(label.split()), target))
            done += inner
        return end


def _closing(text: str, start: int) -> int:
    """Return where the bracket that was opened before `start` is closed; -1 for nowhere."""
    depth = 1
    for at in range(start, min(len(text), start + _LONGEST_LABEL)):
        sign = text[at]
        if sign == "\\":
            continue
        if sign in "[]" and text[at - 1 : at] != "\\":
            depth += 1 if sign == "[" else -1
            if not depth:
                return at
    return -1


def _without_bold(inlines: Inlines) -> Inlines:
    done: list[Inline] = []
    for inline in inlines:
        done += _without_bold(inline.children) if isinstance(inline, Strong) else (inline,)
    return tuple(done)
