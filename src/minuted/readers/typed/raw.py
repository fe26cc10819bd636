"""The words of a text, straight from its bytes, for holding a reading against.

Marks go, and what they hold for programs: tags, where links lead, names of notes and places.
"""

import re
import unicodedata
from html import unescape

from minuted.readers.typed.decoding import decoded

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe]")
_TAG = re.compile(
    r"</?(?:a|u|span|font|ins|small|big|mark|p|div|center|br|s|del|i|em|b|strong|sup|sub)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_DEFINED = re.compile(
    r"^[ \t>]*\[(?!\^)([^\]\n]+)\]:[ \t]*<?\S+?>?(?:[ \t]+[\"'(].*[\"')])?[ \t]*$", re.MULTILINE
)
_NOTED = re.compile(r"^[ \t>]*\[\^([^\]\s]+)\]:", re.MULTILINE)
_MARKED = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:?")
_TARGET = re.compile(
    r"(?<!\\)(\[(?:[^\[\]]|\[[^\[\]]*\]){0,2000}\])"
    r"\(\s*<?[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*>?(?:\s+[\"'(][^\"]*[\"')])?\s*\)"
)
_SECOND = re.compile(r"(?<=\]) ?\[([^\[\]]*)\]")
_ATTRIBUTES = re.compile(r"(?<=[\])])\{[#.][^{}\n]{0,80}\}")
_OF_HEADING = re.compile(
    r"^([ \t>]*#{1,6}[ \t].*?|.*?(?=[ \t]*\{[#.][^{}\n]*\}[ \t]*\n[=~*^-]{3,}[ \t]*$))"
    r"[ \t]*\{[#.][^{}\n]*\}[ \t]*$",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W_]+(?:_+[^\W_]+)*")


def raw_words(source: bytes) -> list[str]:
    """Return a text's words in order: letters and digits."""
    text = (decoded(source) or "").replace("\r\n", "\n").replace("\r", "\n")
    text = _UNSEEN.sub("", text)
    named = {" ".join(name.lower().split()) for name in _DEFINED.findall(text)}
    noted = set(_NOTED.findall(text)) & set(_MARKED.findall(text))
    text = _DEFINED.sub("", _BREAK.sub(" ", text))
    text = _NOTE.sub(lambda m: " " if m[1] in noted else m[0], text)
    text = _TARGET.sub(r"\1 ", text)
    text = _SECOND.sub(lambda m: " " if " ".join(m[1].lower().split()) in named else m[0], text)
    text = _OF_HEADING.sub(r"\1", _ATTRIBUTES.sub("", text))
    text = unescape(_TAG.sub("", text))
    return _WORD.findall(unicodedata.normalize("NFC", text))  # a bare accent parts words
