"""Cross-references that an author typed as numbers: "paragraphs 4.3 or 5", "Appendix A"."""

import re
from collections.abc import Callable, Iterator

NUMBER = r"(?:\d{1,4}(?:\.\d{1,5})*[A-Z]?(?:\([a-z]{1,4}\)){0,2}|[A-Z](?:\.\d{1,5})*)(?![\w(])"
_WORD = (
    r"(?:sub-?)?(?:paragraph|clause|section|point|para|article)s?\.?"
    r"|appendix|appendices|annexe?|schedule"
)
_JOINED = r"\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|to)\s+|\s*(?:–|-|&)\s*"
_REFERENCE = re.compile(
    rf"\b(?i:{_WORD})\s+({NUMBER}(?:(?:{_JOINED})(?:(?i:{_WORD})\s+)?{NUMBER})*)"
)
_DOTTED = r"\d{1,3}(?:\.\d{1,3}){1,5}(?:\([a-z]{1,4}\)){0,2}(?![\w(]|\.\d)"
_BARE = re.compile(
    rf"\b(?i:see)(?:\s+also)?\s+({_DOTTED})|(?<![\w.£$])({_DOTTED})\s+(?:above|below)\b"
)
"""A number without a word for it: `see 4.2`, `4.2 below`."""
# "section 5 of the Equality Act" is another document's; "of this policy" is not
_ELSEWHERE = re.compile(
    r"(?:\([^)]{1,8}\))*(?:\s+(?:of|in|to|from)\s+(?:the\s+|our\s+|its\s+)?(?:[A-Z\d]|\w+['’]s\s)"
    r"|,?\s+(?:[A-Z][\w-]*\s+){1,6}(?:Act|Regulations?|Order|Code|Policy|Guidance)\b)"
)
# and so is "Education Act 2002, section 175"
_OF_ANOTHER = re.compile(
    r"(?:\bAct|Regulations?|Order|Code|Guidance|[A-Z]\w+ Policy|KCSIE)(?:\s+\d{4})?\s*[,(:–-]?\s*$"
)
_EACH = re.compile(NUMBER)


def typed_references(text: str, known: Callable[[str], bool]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and number of every typed cross-reference to a number that is known."""
    found = [(m.start(1), m.end(1)) for m in _REFERENCE.finditer(text) if not _is_other(text, m)]
    found += [m.span(1 if m[1] else 2) for m in _BARE.finditer(text) if not _is_other(text, m)]
    taken = 0
    for start, end in sorted(found):
        if start < taken:
            continue
        taken = end
        for number in _EACH.finditer(text, start, end):
            begins = number.start() == start or not text[number.start() - 1].isalnum()
            if begins and known(number[0]):
                yield number.start(), number.end(), number[0]


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Whether a reference is to another document: a law, or another policy."""
    if _ELSEWHERE.match(text, match.end()):
        return True
    return _OF_ANOTHER.search(text, max(0, match.start() - 60), match.start()) is not None
