"""What every writer promises: a text is compiled once, and stamped once for each audience.

    Policy (one resolved text, fields open) + assets ──compile──▶ Template ──stamp(Copy)──▶ bytes

Compiling may take a while: it reads the office's template and lays out the text. Stamping is the
hot path, done for every school: it fills in fields, the version table and the brand, and parses
nothing again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from minuted.model.copy import Copy
from minuted.model.policy import Policy


@dataclass(frozen=True)
class Assets:
    """The bytes that a writer needs besides the text.

    Attributes:
        templates: the office's template files, by path from `templates/`, such as `policy.docx`
            or `fonts/Lato-Regular.ttf`.
        images: the text's pictures, by the SHA-256 of their bytes in hex.
    """

    templates: Mapping[str, bytes]
    images: Mapping[str, bytes] = field(default_factory=dict)


class Template(Protocol):
    """One text, compiled for one format."""

    def stamp(self, copy: Copy) -> bytes:
        """Return the file for one audience; the same bytes for the same copy, always.

        Raises:
            RenderError: the copy cannot be made; the message names the clause where one is to
                blame.
        """


class Writer(Protocol):
    """A format."""

    def compile(self, text: Policy, assets: Assets) -> Template:
        """Turn a resolved text (no passages; fields open) into a template.

        Raises:
            RenderError: the office's template lacks what this writer needs, or the text holds
                what the format cannot.
        """
