"""Who an old version table speaks of: schools and groups by code, name or label, and bodies.

AS: 6.9.22 DCT: 5.10.22        AS 6.9.22; DCT 5.10.22        6.9.22 (AS), 5.10.22 (DCT)
AS & DCT: 6.9.22               Bakewell Infants – 12.2.24    all of them by school
"""

import re
from dataclasses import dataclass

from minuted.model.organisation import Organisation
from minuted.readers.adopted.cover import Cover

_JOINT = r"\s*(?:,|&|/|\+|\band\b)\s*"
_UNKNOWN = re.compile(r"(?:^|(?<=[\s;,]))([A-Z][A-Z0-9]{1,5})\s*:\s*")
_GOVERNORS = re.compile(r"govern", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """What a cell says of one audience.

    Attributes:
        code: whose it is; empty where no name stands there.
        unknown: a name that looks like a code and is none of trust.yaml.
    """

    code: str
    words: str
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class FoundBody:
    """A body that some words name.

    Attributes:
        rest: the words without it.
        guessed: why it was taken for it, where they do not name it outright.
    """

    code: str
    rest: str = ""
    guessed: str = ""


class Names:
    """The names of one trust's audiences and bodies, as old tables have them."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._codes: dict[str, str] = {}
        spelt: list[str] = []
        for code in organisation.codes():
            audience = organisation.audience(code)
            for word in (code, *((audience.name, audience.label) if audience else ())):
                if word:
                    self._codes.setdefault(key_of(word), code)
                    spelt.append(word)
        one = "|".join(
            _spelt(word, whole=word in organisation.codes())
            for word in sorted(set(spelt), key=len, reverse=True)
        )
        several = rf"(?:{one})(?:{_JOINT}(?:{one}))*"
        edge = r"(?:^|(?<=[\s;,(]))"
        self._one = re.compile(one)
        self._marked = re.compile(rf"{edge}({several})\s*(?::|\s[–—-](?=\s)|[–—])\s*")
        self._before = re.compile(rf"{edge}({several})(?:\s*[:–—]\s*|\s+-\s+|\s+)(?=\S)")
        self._behind = re.compile(rf"([^()]*?)\s*\(\s*({several})\s*\)[\s,;]*")

    def whose(self, cover: Cover, whose: str = "") -> str:
        """Return whose decision one without a name is: the school or group on the cover.

        Args:
            whose: whose copy it is, where that is known.
        """
        codes = [self._codes[key_of(n)] for n in cover.names if key_of(n) in self._codes]
        own = [code for code in codes if code != self._organisation.trust.code]
        if whose:
            groups = [c for c in own if whose in self._members(c)]
            return whose if whose in codes or not groups else groups[0]
        return (own or codes or [""])[0]

    def _members(self, code: str) -> set[str]:
        group = self._organisation.groups.get(code)
        return {member.school for member in group.members} if group else set()

    def code_of(self, word: str) -> str:
        """Return the code of an audience by any of its names; empty for none."""
        return self._codes.get(key_of(word), "")

    def all_in(self, text: str) -> list[str]:
        """Return the codes of the audiences that a list of names names."""
        words = re.split(r"[,;/&+\n]|\band\b", text)
        whole = [self.code_of(word) for word in words if self.code_of(word)]
        return list(dict.fromkeys(whole or [self._codes[key_of(n)] for n in self._found(text)]))

    def _found(self, text: str) -> list[str]:
        return [name for name in self._one.findall(text) if key_of(name) in self._codes]

    def apart(self, text: str, *, bare: bool = False) -> list[Part]:
        """Take a cell apart at the names of schools.

        Args:
            bare: whether a name may stand without a colon, as before a date or a minute number.
        """
        behind = list(self._behind.finditer(text))
        if bare and behind and behind[0].start() == 0 and all(m[1].strip() for m in behind):
            rest = text[behind[-1].end() :].strip(" \n,;")
            parts = [
                Part(code, " ".join(m[1].split())) for m in behind for code in self.all_in(m[2])
            ]
            return [*parts, Part("", rest)] if rest else parts
        heads = [
            (m, self.all_in(m[1])) for m in (self._before if bare else self._marked).finditer(text)
        ]
        heads += [(m, []) for m in _UNKNOWN.finditer(text) if not self.code_of(m[1])]
        heads.sort(key=lambda head: head[0].start())
        parts = []
        at, codes, unknown = 0, [""], ""
        for match, own in [*heads, (None, [])]:
            if match is not None and match.start() < at:
                continue
            words = text[at : match.start() if match else len(text)].strip(" \n,;")
            if words:
                parts += [Part(code, words, unknown) for code in codes or [""]]
            if match is not None:
                at, codes, unknown = match.end(), own, "" if own else match[1]
        return _joined(parts)

    def body_in(self, text: str) -> FoundBody | None:
        """Return the body that some words name; None for none."""
        bodies = self._organisation.bodies
        for code, body in bodies.items():
            for word in (body.name, code):
                found = re.search(_spelt(word, whole=word == code), text)
                if found:
                    rest = f"{text[: found.start()]} {text[found.end() :]}"
                    return FoundBody(code, _bare(rest))
        govern = [c for c, b in bodies.items() if _GOVERNORS.search(b.name) and not b.of]
        if len(govern) == 1 and _GOVERNORS.search(text):
            why = f"{govern[0]} is the only body of governors in trust.yaml"
            return FoundBody(govern[0], "", why)
        return None


def _spelt(word: str, *, whole: bool) -> str:
    """Return a pattern for a name: a code as it is written, any other in either case."""
    words = r"\s+".join(re.escape(one) for one in word.split())
    return rf"(?<!\w)(?:{words})(?!\w)" if whole else rf"(?<!\w)(?i:{words})(?!\w)"


def _bare(text: str) -> str:
    words = " ".join(text.split())
    return re.sub(r"(?i)^(?:by|on|at|the|of)\b\s*|\s*\b(?:by|on|at|the|of)$", "", words).strip(
        " ,;:–-"
    )


def _joined(parts: list[Part]) -> list[Part]:
    """Join what a cell says of one audience in several places."""
    done: dict[tuple[str, str], str] = {}
    for part in parts:
        key = (part.code, part.unknown)
        done[key] = f"{done[key]} {part.words}" if key in done else part.words
    return [Part(code, words, unknown) for (code, unknown), words in done.items()]


def key_of(text: str) -> str:
    """Return a name as names are looked up: small letters, single spaces."""
    return " ".join(text.casefold().split())
