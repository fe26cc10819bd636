"""HTML with open fields: laid out once for a text, filled in for each audience.

    "<p>applies to " │ school.name │ ", led by " │ school.headteacher │ ".</p>"
         fixed           name          fixed            name             fixed

While a text is being laid out a field stands as NUL, its name, NUL. HTML cannot hold a NUL, so
nothing that an author types can look like one.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from minuted.errors import RenderError

_NUL = "\0"
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))


def words(text: str) -> str:
    """Return plain text as HTML, fit for an element's words and for a quoted attribute."""
    return str(escape(text.replace(_NUL, "\N{REPLACEMENT CHARACTER}")))


def field(name: str) -> str:
    """Return the place that is filled with the field of that dotted name."""
    return f"{_NUL}{name}{_NUL}"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a page; there is one more of `fixed` than of `names`, which stand between."""

    fixed: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, html: str) -> "Fragment":
        """Return laid-out HTML with its fields found, once for all audiences."""
        pieces = html.split(_NUL)
        return cls(tuple(pieces[::2]), tuple(pieces[1::2]))

    def fill(self, values: Mapping[str, str]) -> Markup:
        """Return the HTML with `values`, as `filled` made them, in their places.

        Raises:
            RenderError: a field has no value.
        """
        pieces = list(self.fixed)
        try:
            filled = [values[name] for name in self.names]
        except KeyError as missing:
            raise RenderError(
                f"The text uses {{{{ {missing.args[0]} }}}}, and this copy has no value for it.",
                "Fill it in governance/trust.yaml, or take it out of the text.",
            ) from None
        for place, value in enumerate(filled):
            pieces[place] += value
        return Markup("".join(pieces))


def filled(values: Mapping[str, str]) -> dict[str, str]:
    """Return fields' plain values as HTML.

    A value with letters written from right to left is set apart from the words around it, so
    that it cannot reorder them.
    """
    return {
        name: f"<bdi>{words(value)}</bdi>" if _right_to_left(value) else words(value)
        for name, value in values.items()
    }


def _right_to_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text)
