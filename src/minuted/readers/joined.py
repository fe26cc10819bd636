"""The words of a line joined into one before pandoc reads them, and parted again after.

With `+sourcepos` pandoc makes two elements with places of their own of each word and the space
after it, and writing those takes it longer than all the rest. Nobody asks for the place of a word
within its line, so that a plain space between two letters is written as a letter which stands in no
policy: the same text has a fifth of the elements, and is read in half of the time.

This must never change what pandoc makes of a text, so that a space is left as it is wherever it may
be part of some markup: on lines with brackets, code marks and the like, and in every text that has
markup which can hold a line of nothing but words.
"""

import re

JOINT = "\ua7f7"
"""What joins words: a letter to pandoc, one column wide, and found on old Roman stones alone."""

_SPACE = re.compile(r"(?<=[A-Za-z,]) (?=[A-Za-z])")
_PLAIN_LINE = re.compile(r"^(?!.*:::)[^\[\]{}<`~=\n]+$", re.MULTILINE)
_UNSAFE = re.compile(
    rf"{JOINT}|&#"  # the letter itself, and what may come to be it
    # a link's label is compared word by word; both it and its address may go over several lines
    r"|^(?!\s*\[\^[^\]\s]+\]:(?!.*\]:)).*\]:"  # a note's cannot
    r"|\]\([ \t]*$",
    re.MULTILINE,
)


def joined(text: str) -> str:
    """Return a text of policy Markdown with its plain words joined; as it is where that is unsafe.

    Each line has as many characters as before.
    """
    if _UNSAFE.search(text):
        return text
    return _PLAIN_LINE.sub(lambda line: _SPACE.sub(JOINT, line[0]), text)


def parted(tree: bytes) -> bytes:
    """Return pandoc's tree of a joined text, in JSON, with the spaces put back."""
    return tree.replace(JOINT.encode(), b" ")
