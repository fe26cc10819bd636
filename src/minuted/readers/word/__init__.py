"""Word files, read as somebody else made them."""

from minuted.readers.word.reader import read_word

__all__ = ["read_word"]
