"""Word files, read as somebody else made them."""

from minuted.readers.word.raw_words import RawWordsError, raw_words
from minuted.readers.word.reader import read_word

__all__ = ["RawWordsError", "raw_words", "read_word"]
