"""Whether a colour can be read against another, as WCAG 2 measures it."""

import re

READABLE = 4.5
"""The contrast ratio that WCAG 2 (success criterion 1.4.3) asks of ordinary text."""

WHITE = "#ffffff"
BLACK = "#000000"
INK = "#1f2328"
"""The text colour of a page, and of headings where a brand's own colour is too pale."""

_RRGGBB = re.compile(r"#[0-9A-Fa-f]{6}")


def is_colour(text: str) -> bool:
    """Whether the text is a colour as trust.yaml writes it: `#` and six hex digits."""
    return _RRGGBB.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, from 1 to 21.

    Source: WCAG 2.2, "contrast ratio" and "relative luminance".

    Raises:
        ValueError: one of them is no `#rrggbb`.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(colour: str) -> str:
    """Return white where it can be read on the colour, else black (one of the two always can).

    Raises:
        ValueError: the colour is no `#rrggbb`.
    """
    return WHITE if contrast(WHITE, colour) >= READABLE else BLACK


def text_in(colour: str, background: str = WHITE) -> str:
    """Return the colour where words in it can be read on the background, else `INK`.

    Raises:
        ValueError: one of them is no `#rrggbb`.
    """
    return colour if contrast(colour, background) >= READABLE else INK


def _luminance(colour: str) -> float:
    if not is_colour(colour):
        raise ValueError(f"{colour!r} is no colour of the form #rrggbb")
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    # WCAG 2.2 prints the threshold as 0.04045 (sRGB's own); no eight-bit channel lies between it
    # and the 0.03928 of older editions.
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
