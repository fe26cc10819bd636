"""What a copy has to say, made from the model: never from a copy."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from minuted.model.canonical import entries
from minuted.model.policy import Field, Image, Inline, Numbering, Policy, Section, Text, label
from minuted.model.walking import map_blocks, numbered

Line = list[str | int]
"""Label, words, kind and depth, as `expectation.py` reads them."""


@dataclass(frozen=True, slots=True)
class Served:
    """A page as a server sends it, judged by the rules alone.

    Attributes:
        folder: below the set's folder, where what the page asks of its server lies: `/static/a.css`
            as `static/a.css`. Empty for the set's folder itself.
    """

    folder: str = ""


Said = list[Line] | Served | None
"""All that a file has to say, in order; nothing where it is judged by the rules alone."""

Expected = dict[str, Said]
"""Of each file, by its path below the set's folder, with forward slashes."""


def lines(text: Policy, fields: Mapping[str, str]) -> list[Line]:
    """Return all that a text has to say once its fields are filled in, in the judges' form."""

    def fill(inline: Inline) -> Inline:
        match inline:
            case Field():
                return Text(fields[inline.name])
            case Image():
                return Text("")
            case _:
                return inline

    filled = replace(text, children=map_blocks(text.children, fill))
    unnumbered = {
        block.number
        for block in numbered(text.children)
        if isinstance(block, Section) and block.numbering is Numbering.UNNUMBERED
    }
    done: list[Line] = []
    for entry in entries(filled):
        bare = entry.kind in ("paragraph", "table") or entry.address in unnumbered
        shown = "" if bare else label(entry.address, entry.depth)
        if shown or entry.text:
            done.append([shown, entry.text, entry.kind, entry.depth])
    return done
