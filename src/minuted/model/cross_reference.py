"""Cross-references that an author typed as numbers: "paragraphs 4.3 or 5", "Appendix A"."""

import re
from collections.abc import Callable, Iterator

NUMBER = r"(?:\d{1,4}(?:\.\d{1,5})*[A-Z]?(?:\([a-z]{1,4}\)){0,2}|[A-Z](?:\.\d{1,5})*)(?![\w(])"
_WORD = r"(?:sub-?)?(?:paragraph|clause|section|point|para)s?\.?|appendix|appendices"
_JOINED = r"\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|to)\s+|\s*(?:–|-|&)\s*"
_REFERENCE = re.compile(
    rf"\b(?i:{_WORD})\s+({NUMBER}(?:(?:{_JOINED})(?:(?i:{_WORD})\s+)?{NUMBER})*)"
)
# "section 5 of the Equality Act" is another document's; "of this policy" is not
_ELSEWHERE = re.compile(r"\s+(?:of|in|to)\s+(?:the\s+|our\s+)?(?:[A-Z]|\w+['’]s\s)")
_EACH = re.compile(NUMBER)


def typed_references(text: str, known: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and number of every typed cross-reference to a number that is known."""
    for match in _REFERENCE.finditer(text):
        if _ELSEWHERE.match(text, match.end()):
            continue
        for number in _EACH.finditer(text, match.start(1), match.end(1)):
            if (number.start() == match.start(1) or not text[number.start() - 1].isalnum()) and (
                known(number[0])
            ):
                yield number.start(), number.end(), number[0]
