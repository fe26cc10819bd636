"""Whether a colour can be read against another: `minuted.model.contrast`, under its first name."""

from minuted.model.contrast import (
    BLACK,
    INK,
    READABLE,
    WHITE,
    contrast,
    is_colour,
    text_in,
    text_on,
)

__all__ = ["BLACK", "INK", "READABLE", "WHITE", "contrast", "is_colour", "text_in", "text_on"]
