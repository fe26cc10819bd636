"""Plain texts and Markdown whose numbers were typed."""

from minuted.readers.typed.raw import raw_words
from minuted.readers.typed.reader import read_typed

__all__ = ["raw_words", "read_typed"]
