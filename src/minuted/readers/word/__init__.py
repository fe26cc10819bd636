"""Word files, read as somebody else made them; `raw_words` is their words without this reader."""

from minuted.readers.word.reader import read_word

__all__ = ["read_word"]
