"""Blocks that were taken for words: a list, table, heading or fence that Markdown did not see.

The following:          a list that begins with anything but 1. needs an empty line before it
a) one
b) two
"""

import re

from minuted.readers.gathered import Gathered

_MARK = (
    r"(?:\d{1,9}[.)]|\((?:\d{1,3}|[A-Za-z]|[ivxl]{2,6})\)|(?:[a-z]|[ivxl]{2,6})[.)]"
    r"|[A-Z]\)|#\.)"
)
_ITEM = re.compile(rf"\s*{_MARK}(?:\s|$)")
_FIRST_ITEM = re.compile(r"\s*(?:[aiA]\)|[ai]\.|#\.)\s")
_UNCOUNTED = re.compile(r"\s*#\.\s")
_MARK_OR_OTHER = rf"(?:{_MARK}|[-*+]|\#{{1,6}})"
_ODD_SPACE = re.compile(rf" *(?:[^\S ]\s*{_MARK_OR_OTHER}\s|{_MARK_OR_OTHER}[^\S ])")
_HEADING = re.compile(r"\s*#{2,}(?:\S|\s*\S)")
_TABLE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_TYPED_BULLET = re.compile(r"\s*[•◦▪●‣∙·]\s")


def check_swallowed(first: int, gathered: Gathered) -> None:
    """Complain where the lines of a paragraph look like something else.

    Args:
        first: the paragraph's first line; those on which it goes on are in `gathered.continued`.
    """
    numbers = [first, *gathered.continued]
    for number in numbers:
        line = gathered.line(number)
        if line.lstrip().startswith(":::"):
            gathered.error(
                "stray-fence",
                number,
                0,
                "There is a ::: here that begins or ends no passage.",
                'Delete it, or write it as ::: {.only for="CODE"} with straight double quotes; the'
                " line that ends a passage has at least as many colons.",
            )
        elif _ODD_SPACE.match(line):
            gathered.error(
                "odd-space",
                number,
                0,
                "This line looks like a heading or an item of a list, but a space in it is not an"
                " ordinary one.",
                "Type the spaces at the line's beginning and after its mark again.",
            )
        elif _HEADING.match(line):
            gathered.error(
                "heading-form",
                number,
                0,
                "This line begins like a heading, but is none.",
                "Write two to six #, one space, and the words: ## Monitoring",
            )
        elif "|" in line and _TABLE.fullmatch(line):
            gathered.error(
                "table-form",
                number,
                0,
                "This line looks like a table's, but there is no table here.",
                "Leave an empty line above the table, and give its second line as many cells as its"
                " first.",
            )
        elif _TYPED_BULLET.match(line):
            gathered.error(
                "typed-bullet",
                number,
                0,
                "This line begins with a typed bullet, which is not a list.",
                "Write - and a space instead.",
            )
    items = [n for n in gathered.continued if _is_item(gathered.line(n))]
    if _UNCOUNTED.match(gathered.line(first)):
        items = [first, *items]
    _check_items(items, gathered)


def _is_item(line: str) -> bool:
    return bool(_ITEM.match(line)) and not _ODD_SPACE.match(line)


def _check_items(items: list[int], gathered: Gathered) -> None:
    """Complain about one such line gently: a sentence may have been wrapped before its `5. `."""
    if not items:
        return
    sure = len(items) > 1 or _FIRST_ITEM.match(gathered.line(items[0]))
    complain = gathered.error if sure else gathered.warning
    complain(
        "list-form",
        items[0],
        0,
        "This looks like the item of a list, but goes on the paragraph above it.",
        "For a list, leave an empty line above its first item, and number it 1. or a) or i.;"
        " otherwise move the number to the end of the line before.",
    )
