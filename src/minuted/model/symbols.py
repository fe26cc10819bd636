"""Letters of the old picture fonts, and the characters of Unicode that look the same.

Word keeps a tick from Wingdings as character F0FC of that font; a text in Markdown needs ✓.
"""

from typing import Final

_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_SMALL_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"

_SYMBOL: Final = {
    **{chr(0x41 + at): letter for at, letter in enumerate(_GREEK)},
    **{chr(0x61 + at): letter for at, letter in enumerate(_SMALL_GREEK)},
    **{chr(code): chr(code) for code in (*range(0x20, 0x22), 0x23, 0x25, 0x26, 0x28, 0x29)},
    **{chr(code): chr(code) for code in (0x2B, 0x2C, 0x2E, 0x2F, *range(0x30, 0x40))},
    **dict(zip("[]_{|}", "[]_{|}", strict=True)),
    '"': "∀",
    "$": "∃",
    "'": "∋",
    "*": "∗",
    "-": "−",
    "@": "≅",
    "\\": "∴",
    "^": "⊥",
    "~": "∼",
    "\xa0": "€",
    "\xa1": "ϒ",
    "\xa2": "′",
    "\xa3": "≤",
    "\xa4": "⁄",
    "\xa5": "∞",
    "\xa7": "♣",
    "\xa8": "♦",
    "\xa9": "♥",
    "\xaa": "♠",
    "\xab": "↔",
    "\xac": "←",
    "\xad": "↑",
    "\xae": "→",
    "\xaf": "↓",
    "\xb0": "°",
    "\xb1": "±",
    "\xb2": "″",
    "\xb3": "≥",
    "\xb4": "×",
    "\xb5": "∝",
    "\xb6": "∂",
    "\xb7": "•",
    "\xb8": "÷",
    "\xb9": "≠",
    "\xba": "≡",
    "\xbb": "≈",
    "\xbc": "…",
    "\xc5": "⊕",
    "\xc6": "∅",
    "\xc7": "∩",
    "\xc8": "∪",
    "\xc9": "⊃",
    "\xcc": "⊂",
    "\xce": "∈",
    "\xcf": "∉",
    "\xd1": "∇",
    "\xd2": "®",
    "\xd3": "©",
    "\xd4": "™",
    "\xd5": "∏",
    "\xd6": "√",
    "\xd7": "⋅",
    "\xd8": "¬",
    "\xd9": "∧",
    "\xda": "∨",
    "\xdb": "⇔",
    "\xdc": "⇐",
    "\xdd": "⇑",
    "\xde": "⇒",
    "\xdf": "⇓",
    "\xe2": "®",
    "\xe3": "©",
    "\xe4": "™",
    "\xe5": "∑",
    "\xf2": "∫",
}
_WINGDINGS: Final = {
    " ": " ",
    "!": "✏",
    '"': "✂",
    "(": "☎",
    ")": "✆",
    "*": "✉",
    "6": "⌛",
    "A": "✌",
    "C": "👍",
    "D": "👎",
    "E": "☜",
    "F": "☞",
    "J": "☺",
    "K": "😐",
    "L": "☹",
    "N": "☠",
    "Q": "✈",
    "V": "✞",
    "l": "●",
    "m": "❍",
    "n": "■",
    "o": "□",
    "q": "❑",
    "r": "❒",
    "s": "⬧",
    "t": "⧫",
    "u": "◆",
    "v": "❖",
    "w": "⬥",
    "x": "⌧",
    "{": "❀",
    "\xa1": "○",
    "\xa4": "◉",
    "\xa7": "▪",
    "\xa8": "◻",
    "\xaa": "✦",
    "\xab": "★",
    "\xd8": "➢",
    "\xdc": "➲",
    "\xdf": "←",
    "\xe0": "→",
    "\xe1": "↑",
    "\xe2": "↓",
    "\xe8": "➔",
    "\xef": "⇦",
    "\xf0": "⇨",
    "\xfb": "✗",
    "\xfc": "✓",
    "\xfd": "☒",
    "\xfe": "☑",
}
_WINGDINGS_2: Final = {
    "O": "✗",
    "P": "✓",
    "Q": "☒",
    "R": "☑",
    "S": "☒",
    "T": "☒",
    "\x97": "●",
    "\xa2": "■",
    "\xa3": "□",
}
_WEBDINGS: Final = {"a": "✓", "r": "✗", "c": "□", "g": "■", "n": "●"}

_FONTS: Final = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
}


def is_picture_font(font: str) -> bool:
    """Return whether a font's letters are pictures that this module knows."""
    return font.strip().lower() in _FONTS


def shown(code: int, font: str) -> str:
    """Return the character that a letter of a picture font shows; `�` where that is not known.

    Args:
        code: the letter, with or without the F000 that Word adds.
        font: its name; of an unknown font a letter is what it is in Unicode, and one with the
            F000 is taken for Symbol's.
    """
    private = 0xF000 <= code <= 0xF0FF
    known = _FONTS.get(font.strip().lower())
    if known is None:
        if not private:
            return chr(code) if code not in range(0xD800, 0xE000) and code else "�"
        known = _SYMBOL
    return known.get(chr(code & 0xFF if private else code), "�")
