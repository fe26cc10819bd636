"""Web pages into documents."""

from minuted.readers.webpage.raw import raw_words
from minuted.readers.webpage.reader import read_page

__all__ = ["raw_words", "read_page"]
