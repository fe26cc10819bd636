"""The YAML parser's complaints in words for somebody who has never heard of tokens or streams."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """A complaint's words.

    Attributes:
        at_start: whether the place is meant at which the thing began, not where reading stopped.
    """

    message: str
    hint: str
    code: str = "yaml-syntax"
    at_start: bool = False


UNREADABLE = Wording(
    "This cannot be read as YAML from here on.",
    "Check the spaces, quotation marks, colons and brackets on this line and the one above.",
)
ALIAS = Wording(
    "A value that begins with & or * stands for another place in the file; that is not read here.",
    "Write the value out; where the words themselves begin with & or *, put them in quotes.",
    "yaml-alias",
)
DOCUMENTS = Wording(
    "A second document begins here (a line of three dashes or dots).",
    "Keep everything in one document: delete this line, or what follows it.",
    "yaml-documents",
)
DIRECTIVE = Wording(
    "A line that begins with % is an instruction to YAML; these are not read here.",
    "Delete the line.",
    "yaml-directive",
)
KEY = Wording(
    "A name is expected here, and this is a list or a group of names.",
    "Put words that begin with { or [ in quotes, such as “{{ school.name }}”.",
    "yaml-key",
)
NO_KEY = Wording(
    "There is a colon here without a name before it.",
    "Write the name before the colon, or put the whole value in quotes.",
    "yaml-key",
)
TAG = Wording(
    "A value that begins with ! is a tag of YAML; tags are not read here.",
    "Delete the tag; where the words themselves begin with !, put them in quotes.",
    "yaml-tag",
)
_TAB = Wording(
    "A tab stands here where only spaces may.",
    "Replace the tab by spaces, as many as the lines around it have.",
    "yaml-tab",
)
_TRAILING = Wording(
    "Something follows the end of the value here.",
    "Put the whole value in one pair of quotes, or delete what follows it.",
)
_COMMENT = Wording(
    "The { that opens here is not closed: from # on, the rest of the line is a comment.",
    'Put what begins with # in quotes, such as colour: "#7a1f3d".',
    at_start=True,
)
_BY_PROBLEM = {
    "mapping values are not allowed": Wording(
        "There is a colon here where none may be.",
        "If it is part of the words, put the whole value in quotes; if it ends a name, check that "
        "this line begins as far in as the lines that it belongs with.",
    ),
    "sequence entries are not allowed": Wording(
        "A dash begins a list here, in the middle of a line.",
        "Begin the list on a line of its own, or put the whole value in quotes.",
    ),
    "a quoted scalar found unexpected": Wording(
        "The quotation mark that opens here is never closed.",
        "Put the same quotation mark at the end of the value.",
        at_start=True,
    ),
    "double-quoted scalar": Wording(
        "A backslash in double quotes has a meaning of its own, and this one has none.",
        "Use single quotes around the value; write folders with / instead.",
    ),
    "parsing a flow sequence": Wording(
        "The [ that opens here is not closed, or a comma is missing after it.",
        "Close the list with ], and put a comma between its entries.",
        at_start=True,
    ),
    "parsing a flow mapping": Wording(
        "The { that opens here is not closed, or a comma is missing after it.",
        "Close it with }, and put a comma between its entries.",
        at_start=True,
    ),
    "cannot start any token": Wording(
        "A value may not begin with this character.",
        "Put the whole value in quotes.",
    ),
    "expected the node content": Wording(
        "There is a bracket or comma here that nothing has opened.",
        "Delete it, or put the whole value in quotes.",
    ),
    "expected <block end>": Wording(
        "This line begins further in, or less far in, than the lines that it belongs with.",
        "Begin it under the first letter of the lines that it belongs with, using spaces.",
    ),
    "could not find expected ':'": Wording(
        "A name stands here without a colon after it.",
        "Write the name, a colon, a space and the value.",
    ),
    "expected '<document start>'": Wording(
        "A line begins with %, or something follows the end of the document.",
        "Delete that line, or put the whole value in quotes.",
    ),
    "after document end marker": Wording(
        "Something follows the end of the document (a line of three dots).",
        "Delete the line of dots, or what follows it.",
    ),
    "a block scalar": Wording(
        "A value may not begin with | or > on the same line as its words.",
        "Put the whole value in quotes, or begin the words on the next line.",
    ),
    "scanning an a": ALIAS,
    "tag": TAG,
    "YAML d": DIRECTIVE,
}
"""By words of the parser's own complaint; the first that is found in it counts."""


def wording(
    problem: str, *, at_tab: bool, after_words: bool, after_comment: bool = False
) -> Wording:
    """Return our words for one of the parser's complaints.

    Args:
        problem: the parser's context and problem, in its own words.
        at_tab: whether reading stopped at a tab.
        after_words: whether other words stand before that place on its line.
        after_comment: whether the line on which the thing began has a comment in it.
    """
    if at_tab:
        return _TAB
    if after_comment and "parsing a flow mapping" in problem:
        return _COMMENT
    if after_words and "expected <block end>" in problem:
        return _TRAILING
    return next((ours for words, ours in _BY_PROBLEM.items() if words in problem), UNREADABLE)
